import type { MiddlewareHandler } from 'hono';
import type { Environment } from '../environment.ts';
import { ProblemError } from '../problems/problemError.ts';

/**
 * Lets only requests pass that have one `Host` (RFC 9112, section 3.2). Node.js goes by the first of
 * several; a proxy in front of it may have gone by another.
 *
 * @throws ProblemError `malformed_request`
 */
export const oneHost: MiddlewareHandler<Environment> = async (c, next) => {
  // Names and values by turns; `headers` no longer has the others.
  const { rawHeaders } = c.env.incoming;
  let hosts = 0;
  for (let at = 0; at < rawHeaders.length; at += 2) {
    if (rawHeaders[at]?.toLowerCase() === 'host') hosts++;
  }
  if (hosts > 1) {
    throw new ProblemError('malformed_request', 'The request has more than one Host header', {
      headers: { Connection: 'close' },
    });
  }
  await next();
};
