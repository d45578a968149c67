/**
 * Refuses encoded bodies, such as gzip. Their decoded size is known only to the sender, and stored as
 * they are they would become unintended files.
 *
 * @module
 */
import type { Context } from 'hono';
import type { Environment } from '../environment.ts';
import { ProblemError } from '../problems/problemError.ts';

/** Means no coding at all (RFC 9110, section 12.5.3). */
const NONE = 'identity';

/**
 * Accepts only requests sent as a whole or in chunks.
 *
 * @throws ProblemError `unknown_transfer_coding` (RFC 9112, section 6.1)
 */
export function transferCoding(c: Context<Environment>): void {
  const codings = c.req.header('Transfer-Encoding');
  if (codings !== undefined && codings.trim().toLowerCase() !== 'chunked') {
    throw new ProblemError(
      'unknown_transfer_coding',
      'The Transfer-Encoding is not supported; use chunked, or send Content-Length',
    );
  }
}

/**
 * Accepts only bodies without a content coding.
 *
 * @throws ProblemError `unsupported_content_coding`, with the accepted codings (RFC 9110, section
 *   15.5.16)
 */
export function contentCoding(c: Context<Environment>): void {
  const header = c.req.header('Content-Encoding');
  if (header === undefined) return;
  const codings = header.split(',').map((each) => each.trim());
  if (codings.some((coding) => coding !== '' && coding.toLowerCase() !== NONE)) {
    throw new ProblemError(
      'unsupported_content_coding',
      'The Content-Encoding is not supported; send the body unencoded, without this header',
      { headers: { 'Accept-Encoding': NONE } },
    );
  }
}
