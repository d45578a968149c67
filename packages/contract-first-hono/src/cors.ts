/**
 * Which pages of other origins may use the API (CORS; Fetch standard, section 3.2).
 *
 * @module
 */
import type { Context } from 'hono';
import type { Environment } from './environment.ts';
import type { SecurityScheme } from './guards/credentials.ts';
import type { Operation } from './operation.ts';
import { reply, setHeader } from './reply.ts';

/** How long browsers may cache a preflight, in seconds; most limit it to this or less. */
const MAX_AGE = 7200;

/** Headers that every operation reads besides credentials and its documented header parameters. */
const everywhere = ['Content-Type', 'X-Request-Id'];

/** Whether an origin is listed; `*` matches any. */
export const isNamed = (origins: readonly string[], origin: string): boolean =>
  origins.includes('*') || origins.includes(origin);

/** The server's CORS responses and headers. */
export class Cors {
  readonly #origins: readonly string[];
  readonly #operationsAt: (c: Context<Environment>) => readonly Operation[];
  /** The request headers that any operation reads. */
  readonly #read: readonly string[];
  readonly #exposed: string;

  /**
   * @param origins origins whose pages may use the API; without any, no CORS header is ever sent
   * @param schemes how credentials are sent
   * @param operationsAt the operations at the address of a request
   */
  constructor(
    origins: readonly string[],
    operations: readonly Operation[],
    schemes: Iterable<SecurityScheme>,
    operationsAt: (c: Context<Environment>) => readonly Operation[],
  ) {
    this.#origins = origins;
    this.#operationsAt = operationsAt;
    this.#read = [...[...schemes].flatMap(headersOf), ...everywhere];
    this.#exposed = responseHeaders(operations).join(', ');
  }

  /** Headers for every response to a request from this origin, whatever its outcome. */
  headersFor(origin: string | undefined): Readonly<Record<string, string>> {
    if (this.#origins.length === 0) return {};
    // Sent to everybody, so that no cache serves one origin's response to another.
    const vary = { Vary: 'Origin' };
    if (origin === undefined || !isNamed(this.#origins, origin)) return vary;
    return {
      ...vary,
      'Access-Control-Allow-Origin': this.#origins.includes('*') ? '*' : origin,
      'Access-Control-Expose-Headers': this.#exposed,
    };
  }

  /**
   * Answers preflights for documented paths, before anything is checked or counted.
   *
   * @returns undefined for all other requests
   */
  preflight(c: Context<Environment>): Response | undefined {
    if (c.req.method !== 'OPTIONS') return undefined;
    const origin = c.req.header('Origin');
    const isPreflight = c.req.header('Access-Control-Request-Method') !== undefined;
    if (!isPreflight || origin === undefined || !isNamed(this.#origins, origin)) return undefined;
    const operations = this.#operationsAt(c);
    if (operations.length === 0) return undefined;
    const methods = operations.map(({ method }) => method.toUpperCase());
    // HEAD is allowed without being listed (Fetch standard, section 4.8).
    setHeader(c, 'Access-Control-Allow-Methods', methods.join(', '));
    setHeader(
      c,
      'Access-Control-Allow-Headers',
      [...new Set([...this.#read, ...operations.flatMap(({ headers }) => headers)])].join(', '),
    );
    setHeader(c, 'Access-Control-Max-Age', String(MAX_AGE));
    return reply(c, null, 204);
  }
}

/** The headers that carry the credential of a scheme. */
function headersOf(scheme: SecurityScheme): string[] {
  if (scheme.type === 'http') return ['Authorization'];
  return scheme.type === 'apiKey' && scheme.in === 'header' ? [scheme.name] : [];
}

/** The names of the headers that responses may have. */
function responseHeaders(operations: readonly Operation[]): string[] {
  const names = operations
    .flatMap(({ responses }) => Object.values(responses))
    .flatMap(({ headers = {} }) => Object.keys(headers));
  return [...new Set(names)].toSorted();
}
