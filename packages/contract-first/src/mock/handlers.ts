import { type IncomingMessage, validateHeaderName, validateHeaderValue } from 'node:http';
import type { Duplex } from 'node:stream';
import { type BoundOperation, statusKey } from '../document/model.ts';
import { bytesOf } from './mediaTypes.ts';
import type { MockResponse } from './responses.ts';

/** The values of a request, with defaults, as their schemas want them. */
export type RequestValues = {
  readonly params: Readonly<Record<string, unknown>>;
  readonly query: Readonly<Record<string, unknown>>;
  /** By name in lower case. */
  readonly headers: Readonly<Record<string, unknown>>;
  readonly cookies: Readonly<Record<string, unknown>>;
  /** JSON parsed; the fields of a form, files as `File`; other bytes as they came. */
  readonly body: unknown;
};

/** A request that the document allows, as handlers get it. */
export type MockRequest<Principal> = RequestValues & {
  readonly operation: BoundOperation;
  /** Path and query, as they came. */
  readonly address: string;
  readonly isHead: boolean;
  /** Whether the client left before the end of the body, as only handlers of `partialBodies` see it. */
  readonly isInterrupted: boolean;
  /** Whose request it is; undefined where the operation needs no credentials. */
  readonly principal: Principal | undefined;
  /** The headers as they came, those that the document does not list among them. */
  readonly received: Readonly<Record<string, string | string[] | undefined>>;
  /** The same for requests of the same content. */
  readonly fingerprint: string;
};

/** What a handler answers: JSON as a value, other content as text or bytes. */
export type MockReply = {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string | undefined>>;
  /** Of content whose type the document leaves open. */
  readonly mediaType?: string;
  readonly body?: unknown;
  /** Where it comes from, for the log. */
  readonly source?: string;
};

/** Leaves the answer to the document, and says why in the log. */
export type MockFallback = { readonly fallback: string };

type MockResult = MockReply | MockFallback | undefined;

/**
 * Answers in place of the document's examples, by the id of the operation. One that gives undefined
 * leaves the answer to them. @throws ProblemError
 */
export type MockHandlers<Principal> = Readonly<
  Record<string, (request: MockRequest<Principal>) => MockResult | Promise<MockResult>>
>;

/** A handshake that has passed every check. */
export type Handshake<Principal> = {
  readonly request: MockRequest<Principal>;
  readonly raw: IncomingMessage;
  readonly socket: Duplex;
  readonly head: Buffer;
  /** What goes with the 101. */
  readonly headers: Readonly<Record<string, string>>;
};

/**
 * A handler's reply in the form of all answers.
 *
 * @throws RangeError for a status that is not final, TypeError for a header that cannot be sent
 */
export function answerOf(
  { responses, id }: BoundOperation,
  { status, headers = {}, mediaType, body, source }: MockReply,
): MockResponse {
  if (!Number.isInteger(status) || status < 200 || status > 599) {
    throw new RangeError(`The handler of ${id} answers with the status ${status}`);
  }
  const documented = responses[statusKey(responses, status) ?? ''];
  const type = mediaType ?? Object.keys(documented?.content ?? {})[0];
  const given = Object.entries(headers).flatMap(([name, value]) => {
    if (value === undefined) return [];
    validateHeaderName(name);
    validateHeaderValue(name, value);
    return [[name, value]];
  });
  return {
    status,
    mediaType: body === undefined ? undefined : type,
    headers: Object.fromEntries(given),
    documented: new Set(Object.keys(documented?.headers ?? {})),
    body: body === undefined || type === undefined ? undefined : bytesOf(type, body),
    value: undefined,
    problem: undefined,
    source: source ?? `handler of ${id}`,
  };
}
