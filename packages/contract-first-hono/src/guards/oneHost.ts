import type { Context } from 'hono';
import type { Environment } from '../environment.ts';
import { ProblemError } from '../problems/problemError.ts';

/**
 * Accepts only requests with exactly one `Host` (RFC 9112, section 3.2). Of several Node.js uses the
 * first, while a proxy in front of it may have used another.
 *
 * @throws ProblemError `malformed_request`
 */
export function oneHost(c: Context<Environment>): void {
  // Alternating names and values. `headers` has dropped duplicates.
  const { rawHeaders } = c.env.incoming;
  let hosts = 0;
  for (let at = 0; at < rawHeaders.length; at += 2) {
    const name = rawHeaders[at];
    if (name?.length === 4 && name.toLowerCase() === 'host') hosts++;
  }
  if (hosts > 1) {
    throw new ProblemError('malformed_request', 'The request has more than one Host header', {
      headers: { Connection: 'close' },
    });
  }
}
