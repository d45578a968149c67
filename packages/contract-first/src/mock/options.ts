import type { Document } from '../document/model.ts';
import type { Credential } from './credentials.ts';
import type { Handshake, MockHandlers } from './handlers.ts';
import type { Delay } from './live/delay.ts';
import type { Exchange } from './live/expressions.ts';
import type { StreamOptions } from './live/streamOptions.ts';
import type { ProxyOptions } from './proxy/options.ts';
import type { LimitKey } from './rateLimits.ts';
import type { RequestLine } from './requestLog.ts';

/** How a mock answers. */
export type MockOptions<Principal = unknown> = {
  /** A bundled document of OpenAPI 3.1 or 3.2. */
  readonly document: Document;
  /** Whether bodies are made up by their schemas. */
  readonly dynamic?: boolean | undefined;
  /** Makes what is made up, and which requests get errors, come out the same each time. */
  readonly seed?: string | undefined;
  /** How long every answer waits, in milliseconds; of two, a time between them. */
  readonly delay?: Delay | undefined;
  /** The items of streams, and the time between two of them in milliseconds: 5 and 100 by default. */
  readonly stream?: StreamOptions | undefined;
  /** The share of requests, from 0 to 1, that get a documented 429 or 5xx. */
  readonly errors?: number | undefined;
  /** Whose pages may use the mock: origins, `*` for all, none for nobody. */
  readonly cors?: readonly string[] | undefined;
  /** Whether a parameter in the query that the operation does not have is refused. */
  readonly refuseUnknownQuery?: boolean | undefined;
  /** Whether a request without a body and without a media type is refused for the type. */
  readonly needsMediaType?: boolean | undefined;
  /**
   * Whether an operation that lists `application/octet-stream` takes bytes of any media type, or of
   * none, and takes a request without a body for an empty one.
   */
  readonly takesAnyBytes?: boolean | undefined;
  /**
   * Ids of operations whose handlers also get the beginning of a body whose client left before its end, as
   * servers keep it for resumable uploads (draft-ietf-httpbis-resumable-upload). No client receives the response.
   */
  readonly partialBodies?: readonly string[] | undefined;
  /** The largest body of JSON that is taken, in bytes; 64 MiB, as of any body, without one. */
  readonly mostJson?: number | undefined;
  /** Whether the limits of `x-rate-limits`, and those of operations with a documented 429, count. */
  readonly rateLimits?: boolean | undefined;
  /** Whose requests are counted together, by the `per` of policies other than `credential` and `address`. */
  readonly limitKeys?: Readonly<Record<string, LimitKey>> | undefined;
  readonly handlers?: MockHandlers<Principal> | undefined;
  /** A real server, which answers what no handler does. */
  readonly proxy?: ProxyOptions | undefined;
  /** Whether the handlers remember earlier requests; the header `X-Mock` says `stateless` if not. */
  readonly stateful?: boolean | undefined;
  /** Who a credential belongs to. @throws ProblemError */
  readonly authenticate?: ((credential: Credential) => Principal) | undefined;
  /** Lets pass who has the scopes of one of the alternatives. @throws ProblemError */
  readonly authorize?:
    | ((principal: Principal, alternatives: Credential['scopes']) => void)
    | undefined;
  /** Takes a connection whose operation begins with a 101. */
  readonly upgrade?: ((handshake: Handshake<Principal>) => void) | undefined;
  /** Called with each valid request and its response, after it was sent. */
  readonly onExchange?: ((operation: string, exchange: Exchange) => void) | undefined;
  /** Called after each request. */
  readonly onAnswer?: ((line: RequestLine) => void) | undefined;
};
