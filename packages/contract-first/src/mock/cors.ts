import type { IncomingMessage } from 'node:http';
import type { Contract } from '../contract/contract.ts';
import { MOCK_HEADER } from '../contract/mockHeader.ts';

/** Headers that the mock may send although the document does not list them. */
const own = [MOCK_HEADER, 'Preference-Applied', 'RateLimit', 'RateLimit-Policy', 'Retry-After'];

/** What browsers are told that ask for pages of other origins (Fetch standard, section 3.2). */
export class Cors {
  readonly #origins: readonly string[];
  readonly #contract: Contract;
  readonly #exposed: string;

  /** @param origins whose pages may use the mock; `*` stands for all, with none nothing is said */
  constructor(origins: readonly string[], contract: Contract) {
    this.#origins = origins;
    this.#contract = contract;
    const documented = [...contract.operations.values()]
      .flatMap(({ responses }) => Object.values(responses))
      .flatMap(({ headers = {} }) => Object.keys(headers));
    this.#exposed = [...new Set([...documented, ...own])].toSorted().join(', ');
  }

  /** Whether a page of this origin may use the mock. Requests without an origin may. */
  isAllowed(origin: string | undefined): boolean {
    return origin === undefined || this.#origins.includes('*') || this.#origins.includes(origin);
  }

  /** What every answer to a request of this origin carries. */
  headersFor(origin: string | undefined): Readonly<Record<string, string>> | undefined {
    const isForAll = this.#origins.includes('*');
    if (isForAll ? origin === undefined : this.#origins.length === 0) return undefined;
    if (!isForAll && (origin === undefined || !this.#origins.includes(origin))) {
      return { Vary: 'Origin' };
    }
    return {
      Vary: 'Origin',
      'Access-Control-Allow-Origin': isForAll ? '*' : (origin ?? ''),
      'Access-Control-Expose-Headers': this.#exposed,
      // Cookies are sent only to a server that names the page's origin (Fetch standard, section 3.2.5).
      ...(!isForAll && { 'Access-Control-Allow-Credentials': 'true' }),
    };
  }

  /** The answer to a preflight of a page that may use the mock; undefined for all else. */
  preflight(
    { method, headers }: IncomingMessage,
    pathname: string,
  ): Readonly<Record<string, string>> | undefined {
    if (method !== 'OPTIONS' || headers['access-control-request-method'] === undefined) return;
    const allowed = this.headersFor(headers.origin);
    const methods = this.#contract.methodsAt(pathname);
    if (!allowed?.['Access-Control-Allow-Origin']) return undefined;
    // Also for what is answered with 404 or 405: a page would see an error of CORS instead.
    const all = new Set([...methods, headers['access-control-request-method']]);
    return {
      ...allowed,
      ...(headers['access-control-request-private-network'] === 'true' && {
        'Access-Control-Allow-Private-Network': 'true',
      }),
      'Access-Control-Allow-Methods': [...all].join(', '),
      'Access-Control-Allow-Headers': headers['access-control-request-headers'] ?? '*',
      'Access-Control-Max-Age': '7200',
    };
  }
}
