/**
 * Requests that web pages of other origins can send without permission: a GET by an image, a POST by a form, a
 * WebSocket. The pages cannot read the answers, but the requests could use up a limit.
 *
 * @module
 */
import type { MiddlewareHandler } from 'hono';
import { isNamed } from '../cors.ts';
import type { Environment } from '../environment.ts';
import { ProblemError } from '../problems/problemError.ts';

/**
 * Refuses requests of pages of other origins, by what browsers say and pages cannot change: `Origin`
 * (RFC 6454, section 7), which goes with every WebSocket and POST, and `Sec-Fetch-Site` (Fetch Metadata
 * Request Headers, section 2.3).
 *
 * The server's own origin has its scheme, host and port as the request came here, by HTTP. Behind a
 * proxy that adds TLS, pages have another, but browsers say `same-origin` for all but a WebSocket.
 *
 * @param origins whose pages may send them, in addition to the server's own
 * @param advice what can be done about it, such as a setting that allows them
 * @throws ProblemError `origin_not_allowed`
 */
export const refuseForeignPages =
  (origins: readonly string[], advice?: string): MiddlewareHandler<Environment> =>
  async (c, next) => {
    const origin = c.req.header('Origin');
    const site = c.req.header('Sec-Fetch-Site');
    const isOwn = site === 'same-origin' || origin === new URL(c.req.url).origin;
    // Without an origin, a page can only be allowed with all others.
    const isForeign = origin !== undefined || site === 'cross-site' || site === 'same-site';
    if (isForeign && !isOwn && !isNamed(origins, origin ?? 'null')) {
      const pages = origin === undefined ? 'another origin' : `"${origin}"`;
      throw new ProblemError(
        'origin_not_allowed',
        `Pages from ${pages} are not allowed${advice === undefined ? '' : `; ${advice}`}`,
      );
    }
    await next();
  };
