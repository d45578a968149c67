import type { BoundOperation } from '../../document/model.ts';
import type { MockFallback, MockReply, MockRequest } from '../handlers.ts';
import { ProblemError } from '../problemError.ts';
import { etagOf } from './items.ts';

type Request = MockRequest<unknown>;
type Answer = (request: Request) => MockReply | MockFallback;

/**
 * Keeps the conditions that an operation takes (RFC 9110, section 13): `If-Match` with the tag of
 * another version is a 412, `If-None-Match` with the same one a 304.
 *
 * @param current the resource that a request is about
 */
export function conditional(
  bound: BoundOperation,
  answer: Answer,
  current: (request: Request) => { readonly key: string; readonly version: number } | undefined,
): Answer {
  const mustMatch = '412' in bound.responses ? takesHeader(bound, 'if-match') : undefined;
  const mayBeSame = takesHeader(bound, 'if-none-match');
  if (mustMatch === undefined && mayBeSame === undefined) return answer;
  return (request) => {
    const wanted = mustMatch === undefined ? undefined : text(request.received['if-match']);
    const record = wanted === undefined ? undefined : current(request);
    if (wanted !== undefined && record) {
      const etag = etagOf([record.key, record.version]);
      if (!isListed(wanted, etag)) {
        throw new ProblemError('precondition_failed', `The resource has the ETag ${etag}`);
      }
    }
    const reply = answer(request);
    const known = text(request.received['if-none-match']);
    if (known === undefined || !('304' in bound.responses) || 'fallback' in reply) return reply;
    const etag = Object.entries(reply.headers ?? {}).find(([name]) => /^etag$/i.test(name))?.[1];
    const isSame =
      /^(?:get|head)$/.test(bound.method) && etag !== undefined && isListed(known, etag);
    return isSame ? { status: 304, headers: { ETag: etag } } : reply;
  };
}

const text = (value: string | string[] | undefined): string | undefined =>
  Array.isArray(value) ? value.join(',') : value;

const isListed = (list: string, etag: string): boolean =>
  list.split(',').some((each) => ['*', etag, `W/${etag}`].includes(each.trim()));

/** The name of a header, as the operation writes it; undefined if it does not take it. */
export const takesHeader = ({ parameters }: BoundOperation, name: string): string | undefined =>
  parameters.find((each) => each.in === 'header' && each.name.toLowerCase() === name)?.name;
