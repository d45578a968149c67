/**
 * Requests that web pages of other origins can send without permission: a GET by an image, a POST by
 * a form, a WebSocket. The pages cannot read the responses, but the requests could use up a limit.
 *
 * @module
 */
import { isNamed } from '../cors.ts';
import { ProblemError } from '../problems/problemError.ts';
import type { Check } from '../routing/chain.ts';

/**
 * Refuses requests from pages of other origins, by headers that browsers set and pages cannot change:
 * `Origin` (RFC 6454, section 7), which accompanies every WebSocket and POST, and `Sec-Fetch-Site`
 * (Fetch Metadata Request Headers, section 2.3).
 *
 * The server's own origin consists of the scheme, host and port of the request as it arrived, by
 * HTTP. Behind a proxy that adds TLS, pages have another origin, but browsers send `same-origin` for
 * everything but a WebSocket.
 *
 * @param origins origins that are allowed besides the server's own
 * @param advice how to allow an origin, such as a setting
 * @throws ProblemError `origin_not_allowed`
 */
export const refuseForeignPages =
  (origins: readonly string[], advice?: string): Check =>
  (c) => {
    const origin = c.req.header('Origin');
    const site = c.req.header('Sec-Fetch-Site');
    const isOwn = site === 'same-origin' || origin === new URL(c.req.url).origin;
    // A page without a known origin can only be allowed together with all others.
    const isForeign = origin !== undefined || site === 'cross-site' || site === 'same-site';
    if (isForeign && !isOwn && !isNamed(origins, origin ?? 'null')) {
      const pages = origin === undefined ? 'another origin' : `"${origin}"`;
      throw new ProblemError(
        'origin_not_allowed',
        `Pages from ${pages} are not allowed${advice === undefined ? '' : `; ${advice}`}`,
      );
    }
  };
