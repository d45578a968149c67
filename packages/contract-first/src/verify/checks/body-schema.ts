import { essenceOf, isJson, mediaTypeIn } from '../../contract/contract.ts';
import { statusKey } from '../../document/model.ts';
import type { Check } from '../check.ts';
import { contentFaults } from '../content.ts';
import type { Exchange, Received } from '../exchange.ts';
import { violationsOf } from './violations.ts';

const judge = violationsOf(({ where, isUndeclared }) => where.startsWith('body') && !isUndeclared);

/** Responses that have no body (RFC 9110, sections 9.3.2 and 15.3.5 to 15.4.5). */
const isBodiless = ({ sent: { method }, response: { status } }: Exchange): boolean =>
  method === 'HEAD' || [101, 204, 205, 304].includes(status);

/** Whether a JSON body was not read to its end, so that nothing can be said of it. */
export const isCutOff = ({ isWhole, headers }: Received): boolean =>
  !isWhole && isJson(essenceOf(headers.get('Content-Type') ?? ''));

/** Whether a response lacks the JSON body that the document describes. */
function isEmpty(exchange: Exchange): boolean {
  const { case: made, response } = exchange;
  const { responses } = made.operation;
  const { content = {} } = responses[statusKey(responses, response.status) ?? ''] ?? {};
  const mediaType = essenceOf(response.headers.get('Content-Type') ?? '');
  const isDescribed = mediaTypeIn(content, mediaType)?.schema !== undefined;
  return response.text === '' && isJson(mediaType) && isDescribed && !isBodiless(exchange);
}

/** A body is valid by its schema. */
export const bodySchema: Check = {
  name: 'body-schema',
  promise: 'Bodies match their schemas',
  judge: (exchange, contract) => {
    if (isCutOff(exchange.response)) return undefined;
    const isOwn = exchange.case.kind !== 'other method';
    if (!isOwn) return judge(exchange);
    if (isEmpty(exchange)) return ['body: is empty'];
    const faults = judge(exchange);
    return faults?.length ? faults : contentFaults(exchange, contract);
  },
};
