/**
 * Answers requests with the responses of a recording.
 *
 * @module
 */
import { isDeepStrictEqual } from 'node:util';
import type { Contract } from '../contract/contract.ts';
import { segmentsOf } from '../contract/pathTemplate.ts';
import { pairsOf } from '../contract/reading/parameters.ts';
import { REDACTED } from '../contract/redacted.ts';
import type { MockHandlers, MockReply, MockRequest } from './handlers.ts';

/** A response of a recording, and the request that it is for. */
export type RecordedResponse = {
  readonly method: string;
  /** The path by the document, and the query. */
  readonly address: string;
  /** The body of the request, if it is JSON. */
  readonly sent?: string | undefined;
  readonly status: number;
  readonly headers: readonly (readonly [name: string, value: string])[];
  readonly body: Buffer;
};

/** Headers that are about one transfer or one moment, or that the mock decides on. */
const ofTransfer =
  /^(connection|keep-alive|proxy-.*|te|trailer|transfer-encoding|upgrade|content-(length|encoding)|date|age|set-cookie|vary|x-mock|access-control-.*)$/i;

type Known = RecordedResponse & {
  readonly segments: readonly string[];
  readonly query: readonly string[];
};

/**
 * Handlers for the operations of a recording. Several responses for one request are given in their order,
 * and the last one again. A request that is not in the recording is left to others.
 */
export function replaying(
  contract: Contract,
  recorded: readonly RecordedResponse[],
): MockHandlers<unknown> {
  const byOperation = new Map<string, Known[]>();
  for (const each of recorded) {
    const [pathname = '', search = ''] = each.address.split('?');
    const operation = contract.match(each.method, pathname);
    if (!operation) continue;
    const known = { ...each, segments: segmentsOf(pathname), query: queryOf(search) };
    byOperation.set(operation.id, [...(byOperation.get(operation.id) ?? []), known]);
  }
  const given = new Map<string, number>();
  return Object.fromEntries(
    [...byOperation].map(([id, all]) => [
      id,
      (request: MockRequest<unknown>): MockReply | undefined => {
        const fitting = all.filter((each) => fits(each, request));
        const exact = fitting.filter((each) => hasBody(each, request));
        const choice = exact.length > 0 ? exact : fitting;
        const [first] = choice;
        if (!first) return undefined;
        const key = `${id} ${all.indexOf(first)}`;
        const at = Math.min(given.get(key) ?? 0, choice.length - 1);
        given.set(key, at + 1);
        return replyOf(choice[at] ?? first);
      },
    ]),
  );
}

const queryOf = (search: string): string[] =>
  pairsOf(search)
    .query.map(([name, text]) => `${name}=${text}`)
    .sort();

function fits({ segments, query }: Known, { address }: MockRequest<unknown>): boolean {
  const [pathname = '', search = ''] = address.split('?');
  if (!isDeepStrictEqual(segmentsOf(pathname), segments)) return false;
  const asked = queryOf(search);
  if (asked.length !== query.length) return false;
  return query.every((pair, at) => {
    const own = asked[at] ?? '';
    // What was redacted may be anything.
    if (!pair.endsWith(`=${REDACTED}`)) return pair === own;
    return own.startsWith(pair.slice(0, -REDACTED.length));
  });
}

function hasBody({ sent }: Known, { body }: MockRequest<unknown>): boolean {
  if (sent === undefined) return body === undefined;
  try {
    return isDeepStrictEqual(JSON.parse(sent), JSON.parse(JSON.stringify(body) ?? 'null'));
  } catch {
    return false;
  }
}

function replyOf({ status, headers, body }: RecordedResponse): MockReply {
  const type = headers.find(([name]) => name.toLowerCase() === 'content-type')?.[1];
  const kept = headers.filter(
    ([name]) => !ofTransfer.test(name) && name.toLowerCase() !== 'content-type',
  );
  const mediaType = type ?? 'application/octet-stream';
  return {
    status,
    headers: Object.fromEntries(kept),
    ...(body.length > 0 && { mediaType, body }),
    source: 'the recording',
  };
}
