/**
 * By which names the server may be called. A web page can let its own name resolve to this machine
 * (DNS rebinding) to pass for a page of the server. `Host` is the name of the page then.
 *
 * @module
 */
import type { MiddlewareHandler } from 'hono';
import type { Environment } from '../environment.ts';
import { ProblemError } from '../problems/problemError.ts';
import { hostNameOf, isIpLiteral } from './hostName.ts';

/** The names of every machine for itself. */
const LOCAL = ['localhost', '127.0.0.1', '[::1]'];
/** The addresses that stand for all of a machine's. */
const EVERYWHERE: ReadonlySet<string> = new Set(['0.0.0.0', '[::]']);

/** The longest name that there can be (RFC 1035, section 2.3.4). */
const LONGEST = 255;

export type HostSettings = {
  /** Where the server listens, such as `127.0.0.1`. */
  readonly host: string;
  /** Further names, as `hostNameOf` gives them. */
  readonly hosts?: readonly string[];
  /** What can be done about a name that is refused, such as a setting that adds it. */
  readonly advice?: string;
};

/** The names by which requests may call the server. */
export class Hosts {
  readonly #names: ReadonlySet<string>;
  /** Whether it listens on all addresses, so that each is a name of it. */
  readonly #isEverywhere: boolean;

  readonly #advice: string;

  constructor({ host, hosts = [], advice }: HostSettings) {
    this.#advice = advice === undefined ? '' : `; ${advice}`;
    // Without the zone of an address (RFC 6874), which is for this machine alone.
    const bare = host.replace(/%.*/, '');
    const listening = hostNameOf(bare.includes(':') ? `[${bare}]` : bare);
    this.#isEverywhere = listening !== undefined && EVERYWHERE.has(listening);
    this.#names = new Set([...LOCAL, ...(listening === undefined ? [] : [listening]), ...hosts]);
  }

  /**
   * Refuses requests by other names.
   *
   * @throws ProblemError `host_not_allowed`
   */
  readonly refuseOthers: MiddlewareHandler<Environment> = async (c, next) => {
    // That of the target where it is a whole address, else `Host` (RFC 9112, section 3.3).
    const { host } = new URL(c.req.url);
    const problem = this.problemOf(host);
    if (problem) throw problem;
    await next();
  };

  /** The problem of a request by a name; undefined for one of the server's own. */
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
