/**
 * Which pages of other origins may use the API (Fetch standard, section 3.2).
 *
 * @module
 */
import type { BoundOperation, Contract } from 'contract-first/contract';
import type { MiddlewareHandler } from 'hono';
import type { Environment } from './environment.ts';

/** How long a browser may remember what a preflight said, in seconds; most cap it at this or less. */
const MAX_AGE = 7200;

/** Headers that any operation knows, beside those that the contract lists as its parameters. */
const everywhere = ['X-API-Key', 'Authorization', 'Content-Type', 'X-Request-Id'];

/** Whether an origin is one of those named; `*` stands for any. */
export const isNamed = (origins: readonly string[], origin: string): boolean =>
  origins.includes('*') || origins.includes(origin);

/** The server's answers to browsers that ask for pages of other origins. */
export class Cors {
  readonly #origins: readonly string[];
  readonly #contract: Contract;
  readonly #exposed: string;

  /** @param origins whose pages may use the API; with none, nothing is ever said */
  constructor(origins: readonly string[], contract: Contract) {
    this.#origins = origins;
    this.#contract = contract;
    this.#exposed = responseHeaders([...contract.operations.values()]).join(', ');
  }

  /** What every answer to a request of this origin carries, whatever became of the request. */
  headersFor(origin: string | undefined): Readonly<Record<string, string>> {
    if (this.#origins.length === 0) return {};
    // Said to everybody, so that no cache gives one origin's answer to another.
    const vary = { Vary: 'Origin' };
    if (origin === undefined || !isNamed(this.#origins, origin)) return vary;
    return {
      ...vary,
      'Access-Control-Allow-Origin': this.#origins.includes('*') ? '*' : origin,
      'Access-Control-Expose-Headers': this.#exposed,
    };
  }

  /** Answers preflights for the addresses of the contract, before anything is checked or counted. */
  readonly preflight: MiddlewareHandler<Environment> = async (c, next) => {
    const origin = c.req.header('Origin');
    const isPreflight =
      c.req.method === 'OPTIONS' && c.req.header('Access-Control-Request-Method') !== undefined;
    if (!isPreflight || origin === undefined || !isNamed(this.#origins, origin)) return next();
    const { path } = c.req;
    const methods = this.#contract.methodsAt(path);
    if (methods.length === 0) return next();
    const operations = methods.flatMap((method) => this.#contract.match(method, path) ?? []);
    // HEAD is allowed without being named (Fetch standard, section 4.8).
    c.header('Access-Control-Allow-Methods', methods.join(', '));
    c.header('Access-Control-Allow-Headers', requestHeaders(operations).join(', '));
    c.header('Access-Control-Max-Age', String(MAX_AGE));
    return c.body(null, 204);
  };
}

/** The names of the headers that operations read. */
function requestHeaders(operations: readonly BoundOperation[]): string[] {
  const own = operations
    .flatMap(({ parameters }) => parameters)
    .filter((parameter) => parameter.in === 'header')
    .map(({ name }) => name);
  return [...new Set([...everywhere, ...own])];
}

/** The names of the headers that operations answer with. */
function responseHeaders(operations: readonly BoundOperation[]): string[] {
  const names = operations
    .flatMap(({ responses }) => Object.values(responses))
    .flatMap(({ headers = {} }) => Object.keys(headers));
  return [...new Set(names)].toSorted();
}
