/**
 * By which names the server may be called. A web page can let its own name resolve to this machine
 * (DNS rebinding) to pass for a page of the server. `Host` is the name of the page then.
 *
 * @module
 */
import type { RequestListener } from 'node:http';
import type { MiddlewareHandler } from 'hono';
import { Failure } from '../failure.ts';
import type { Config } from '../start/config.ts';
import { hostNameOf, isIpLiteral } from '../start/hostName.ts';
import type { Environment } from './environment.ts';
import { answerProblem } from './wireProblem.ts';

/** The names of every machine for itself. */
const LOCAL = ['localhost', '127.0.0.1', '[::1]'];
/** The addresses that stand for all of a machine's. */
const EVERYWHERE: ReadonlySet<string> = new Set(['0.0.0.0', '[::]']);

/** The longest name that there can be (RFC 1035, section 2.3.4). */
const LONGEST = 255;

/** The names by which requests may call the server. */
export class Hosts {
  readonly #names: ReadonlySet<string>;
  /** Whether it listens on all addresses, so that each is a name of it. */
  readonly #isEverywhere: boolean;

  /** @param config `host`, where it listens, and `hosts`, further names */
  constructor({ host, hosts }: Pick<Config, 'host' | 'hosts'>) {
    // Without the zone of an address (RFC 6874), which is for this machine alone.
    const bare = host.replace(/%.*/, '');
    const listening = hostNameOf(bare.includes(':') ? `[${bare}]` : bare);
    this.#isEverywhere = listening !== undefined && EVERYWHERE.has(listening);
    this.#names = new Set([...LOCAL, ...(listening === undefined ? [] : [listening]), ...hosts]);
  }

  /**
   * Refuses requests by other names.
   *
   * @throws Failure `host_not_allowed`
   */
  readonly refuseOthers: MiddlewareHandler<Environment> = async (c, next) => {
    // That of the target where it is a whole address, else `Host` (RFC 9112, section 3.3).
    const { host } = new URL(c.req.url);
    if (!this.#has(host)) throw notAllowed(host);
    await next();
  };

  /** A listener that answers requests by other names with a problem, and hands on all others. */
  guarding(listener: RequestListener): RequestListener {
    return (request, response) => {
      const { host = '' } = request.headers;
      if (this.#has(host)) listener(request, response);
      else {
        request.resume();
        answerProblem(response, notAllowed(host));
      }
    };
  }

  #has(host: string): boolean {
    const name = hostNameOf(host);
    if (name === undefined) return false;
    return this.#names.has(name) || (this.#isEverywhere && isIpLiteral(name));
  }
}

const notAllowed = (host: string): Failure =>
  new Failure(
    'host_not_allowed',
    `"${(hostNameOf(host) ?? host).slice(0, LONGEST)}" is not a name of this server; add it to FILE_ORGANIZER_HOSTS`,
  );
