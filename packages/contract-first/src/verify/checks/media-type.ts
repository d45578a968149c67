import { essenceOf, isJson } from '../../contract/mediaTypes.ts';
import { statusKey } from '../../document/model.ts';
import type { Check } from '../check.ts';
import type { Exchange } from '../exchange.ts';
import { violationsOf } from './violations.ts';

const judge = violationsOf(({ where }) => where === 'media type');

/**
 * Whether an error is a problem (RFC 9457) where the document lists only types that hold neither JSON nor
 * text, such as `application/x-tar`. Documents do so that list one type for all responses of an operation.
 */
function isProblemInstead({
  case: { operation },
  response: { status, headers },
}: Exchange): boolean {
  const mediaType = essenceOf(headers.get('Content-Type') ?? '');
  if (status < 400 || mediaType !== 'application/problem+json') return false;
  const { content = {} } = operation.responses[statusKey(operation.responses, status) ?? ''] ?? {};
  return Object.keys(content)
    .map(essenceOf)
    .every((type) => !isJson(type) && !type.startsWith('text/') && !/\bxml$|\*/.test(type));
}

/** A body has the media type that the document has for its status. */
export const mediaType: Check = {
  name: 'media-type',
  promise: 'Media types are documented',
  judge: (exchange) => (isProblemInstead(exchange) ? undefined : judge(exchange)),
};
