/**
 * The host names that the server accepts. A web page can make its own name resolve to this machine
 * (DNS rebinding) in order to look like a page of the server. `Host` then contains the page's name.
 *
 * @module
 */
import type { Context } from 'hono';
import type { Environment } from '../environment.ts';
import { ProblemError } from '../problems/problemError.ts';
import { hostNameOf, isIpLiteral } from './hostName.ts';

/** Every machine's names for itself. */
const LOCAL = ['localhost', '127.0.0.1', '[::1]'];
/** The addresses that mean all addresses of a machine. */
const EVERYWHERE: ReadonlySet<string> = new Set(['0.0.0.0', '[::]']);

/** The longest possible name (RFC 1035, section 2.3.4). */
const LONGEST = 255;

/** The names that the server accepts in `Host`. */
export type HostSettings = {
  /** Where the server listens, such as `127.0.0.1`. */
  readonly host: string;
  /** Further names, as returned by `hostNameOf`. */
  readonly hosts?: readonly string[];
  /** How to allow a name, such as a setting. */
  readonly advice?: string;
};

/** The names by which requests may address the server. */
export class Hosts {
  readonly #names: ReadonlySet<string>;
  /** Whether it listens on all addresses, so that each IP address is one of its names. */
  readonly #isEverywhere: boolean;

  readonly #advice: string;
  /** How the last accepted request named the server: nearly all use the same name. */
  #accepted = '';

  constructor({ host, hosts = [], advice }: HostSettings) {
    this.#advice = advice === undefined ? '' : `; ${advice}`;
    // Without the zone of an address (RFC 6874), which is local to this machine.
    const bare = host.replace(/%.*/, '');
    const listening = hostNameOf(bare.includes(':') ? `[${bare}]` : bare);
    this.#isEverywhere = listening !== undefined && EVERYWHERE.has(listening);
    this.#names = new Set([...LOCAL, ...(listening === undefined ? [] : [listening]), ...hosts]);
  }

  /**
   * Refuses requests for other names.
   *
   * @throws ProblemError `host_not_allowed`
   */
  refuseOthers(c: Context<Environment>): void {
    const { url } = c.req;
    const authority = url.slice(0, url.indexOf('/', url.indexOf('://') + 3));
    if (authority === this.#accepted) return;
    // The host of an absolute target, else `Host` (RFC 9112, section 3.3).
    const problem = this.problemOf(new URL(url).host);
    if (problem) throw problem;
    this.#accepted = authority;
  }

  /** The problem for a request's host; undefined if the name is accepted. */
  problemOf(host: string): ProblemError | undefined {
    if (this.#has(host)) return undefined;
    const name = (hostNameOf(host) ?? host).slice(0, LONGEST);
    return new ProblemError(
      'host_not_allowed',
      `"${name}" is not a name of this server${this.#advice}`,
    );
  }

  #has(host: string): boolean {
    const name = hostNameOf(host);
    if (name === undefined) return false;
    return this.#names.has(name) || (this.#isEverywhere && isIpLiteral(name));
  }
}
