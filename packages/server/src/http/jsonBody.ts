import { isUtf8 } from 'node:buffer';
import type { MiddlewareHandler } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { Failure, invalidFields } from '../failure.ts';
import type { Environment } from './environment.ts';

/** The largest JSON body that is taken, in bytes. */
export const MOST_JSON = 1024 * 1024;

/** Escapes in the order in which they stand, so that none is taken for a part of another. */
const ESCAPE = /\\(?:ud[89ab][\da-f]{2}\\ud[c-f][\da-f]{2}|(ud[89a-f][\da-f]{2})|.)/gis;

/**
 * Lets only JSON of a sane size through to the validator, and only such as is Unicode (RFC 7493,
 * section 2.1): what is not would be kept as other text than was sent.
 *
 * @throws Failure `unsupported_media_type`, `payload_too_large` or `invalid_request`
 */
export const jsonBody: MiddlewareHandler<Environment> = async (c, next) => {
  const mediaType = c.req.header('Content-Type')?.split(';')[0]?.trim().toLowerCase() ?? '';
  // As the contract lists it: Hono's validator would take every `+json`.
  if (mediaType !== 'application/json') {
    throw new Failure('unsupported_media_type', 'Send the body as application/json');
  }
  // Hono's validator does not know the blanks that may stand around a parameter (RFC 9110,
  // section 5.6.6); JSON has no parameters, so nothing is lost.
  c.req.raw.headers.set('Content-Type', mediaType);
  const length = c.req.header('Content-Length');
  // Told before the body is read: who waits to be told to go on need not send it.
  if (Number(length) > MOST_JSON) throw tooLarge();
  const goOn = async () => {
    refuseOtherThanUnicode(Buffer.from(await c.req.arrayBuffer()));
    await next();
  };
  return length === undefined ? limit(c, goOn) : goOn();
};

/** The same for a body that may be left out: a request without one passes. */
export const optionalJsonBody: MiddlewareHandler<Environment> = async (c, next) => {
  const { headers } = c.req.raw;
  // Chunks may turn out to be none, but whoever sends them means to send a body.
  const hasBody = headers.has('Transfer-Encoding') || Number(headers.get('Content-Length')) > 0;
  if (hasBody) return jsonBody(c, next);
  // The validator goes by this alone, and would read nothing as JSON.
  headers.delete('Content-Type');
  return next();
};

const tooLarge = (): Failure =>
  new Failure('payload_too_large', `The body is larger than the limit of ${MOST_JSON} bytes`);

function refuseOtherThanUnicode(body: Buffer): void {
  if (!isUtf8(body)) throw notUnicode('Must be UTF-8');
  for (const [written, lone] of body.toString('latin1').matchAll(ESCAPE)) {
    if (lone) throw notUnicode(`Must not have one half of a character, such as ${written}`);
  }
}

const notUnicode = (message: string): Failure => invalidFields([{ pointer: '#/body', message }]);

const limit = bodyLimit({
  maxSize: MOST_JSON,
  onError: () => {
    throw tooLarge();
  },
});
