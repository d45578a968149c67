import { isJson } from '@file-organizer/toolkit/contract';
import type { MiddlewareHandler } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { Failure } from '../failure.ts';
import type { Environment } from './environment.ts';

/** The largest JSON body that is taken, in bytes. */
export const MOST_JSON = 1024 * 1024;

/**
 * Lets only JSON of a sane size through to the validator.
 *
 * @throws Failure `unsupported_media_type` or `payload_too_large`
 */
export const jsonBody: MiddlewareHandler<Environment> = async (c, next) => {
  const mediaType = c.req.header('Content-Type')?.split(';')[0]?.trim().toLowerCase() ?? '';
  if (!isJson(mediaType)) {
    throw new Failure('unsupported_media_type', 'Send the body as application/json');
  }
  // Hono's validator does not know the blanks that may stand around a parameter (RFC 9110,
  // section 5.6.6); JSON has no parameters, so nothing is lost.
  c.req.raw.headers.set('Content-Type', mediaType);
  return limit(c, next);
};

const limit = bodyLimit({
  maxSize: MOST_JSON,
  onError: () => {
    throw new Failure('payload_too_large', `The body may have at most ${MOST_JSON} bytes`);
  },
});
