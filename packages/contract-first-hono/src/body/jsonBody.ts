import { isUtf8 } from 'node:buffer';
import type { Context, MiddlewareHandler } from 'hono';
import type { Environment } from '../environment.ts';
import { FairTurns } from '../node/fairTurns.ts';
import { essenceOf, isJson, type Operation } from '../operation.ts';
import { invalidFields, ProblemError } from '../problems/problemError.ts';
import { tooMuchIn } from './jsonBounds.ts';
import { type BodyLimit, readBody } from './readBody.ts';

/** The largest JSON body of an operation that states no `x-max-body-bytes`, in bytes. */
const MOST_JSON = 1024 * 1024;
/** The same where no credentials are needed: anybody can send it. */
const MOST_FROM_ANYBODY = 16 * 1024;

/** Escapes in the order in which they stand, so that none is taken for a part of another. */
const ESCAPE = /\\(?:ud[89ab][\da-f]{2}\\ud[c-f][\da-f]{2}|(ud[89a-f][\da-f]{2})|.)/gis;

/** Bodies that have arrived together are parsed one in a turn of the loop, which looks at what else has come. */
const turns = new FairTurns({ most: 1 });

/**
 * How many bytes of JSON an operation takes: its `x-max-body-bytes`, or a default.
 *
 * @throws TypeError for an extension that is not a positive whole number
 */
export function mostBytesOf({ id, extensions, security }: Operation): number {
  const stated: unknown = extensions['x-max-body-bytes'];
  if (stated === undefined) return security.length > 0 ? MOST_JSON : MOST_FROM_ANYBODY;
  if (typeof stated !== 'number' || !Number.isSafeInteger(stated) || stated < 1) {
    throw new TypeError(`x-max-body-bytes of ${id} must be a positive whole number`);
  }
  return stated;
}

/**
 * Lets only JSON of a sane size and structure through to the validator, and only such as is Unicode
 * (RFC 7493, section 2.1): what is not would be kept as other text than was sent.
 *
 * @param mediaTypes those that the operation lists
 * @throws ProblemError `unsupported_media_type`, `payload_too_large`, `request_timeout` or `invalid_request`
 */
export const jsonBody =
  (limit: BodyLimit, mediaTypes: readonly string[]): MiddlewareHandler<Environment> =>
  async (c, next) => {
    const mediaType = mediaTypeOf(c);
    // As the document lists it: Hono's validator would take every `+json`.
    if (!mediaTypes.includes(mediaType)) {
      throw new ProblemError(
        'unsupported_media_type',
        `Send the body as ${mediaTypes.join(' or ')}`,
      );
    }
    // Hono's validator does not know the blanks that may stand around a parameter (RFC 9110,
    // section 5.6.6); JSON has no parameters, so nothing is lost.
    c.req.raw.headers.set('Content-Type', mediaType);
    const value = await readJson(c, limit);
    // Hono's validator would read and parse it again.
    Object.defineProperty(c.req, 'json', { value: async () => value });
    await next();
  };

/** The same for a body that may be left out: a request without one passes. */
export const optionalJsonBody = (
  limit: BodyLimit,
  mediaTypes: readonly string[],
): MiddlewareHandler<Environment> => {
  const required = jsonBody(limit, mediaTypes);
  return async (c, next) => {
    const { headers } = c.req.raw;
    // Chunks may turn out to be none, but whoever sends them means to send a body.
    const hasBody = headers.has('Transfer-Encoding') || Number(headers.get('Content-Length')) > 0;
    if (hasBody) return required(c, next);
    // The validator goes by this alone, and would read nothing as JSON.
    headers.delete('Content-Type');
    return next();
  };
};

/** The media type of the body in lower case, without its parameters; empty where none is named. */
export const mediaTypeOf = (c: Context<Environment>): string =>
  essenceOf(c.req.header('Content-Type') ?? '');

/** The media types of a body that are read as JSON. */
export const jsonTypesOf = ({ body }: Operation): string[] =>
  (body?.mediaTypes ?? []).map(essenceOf).filter(isJson);

/** The JSON of a request; it is read and parsed once, however often it is asked for. */
export function readJson(c: Context<Environment>, limit: BodyLimit): Promise<unknown> {
  const reading = c.get('json') ?? parse(c, limit);
  c.set('json', reading);
  return reading;
}

async function parse(c: Context<Environment>, limit: BodyLimit): Promise<unknown> {
  const body = await readBody(c.env.incoming, limit);
  await turns.turn();
  if (!isUtf8(body)) throw wrongBody('Must be UTF-8');
  const tooMuch = tooMuchIn(body);
  if (tooMuch !== undefined) throw wrongBody(tooMuch);
  for (const [written, lone] of body.toString('latin1').matchAll(ESCAPE)) {
    if (lone) throw wrongBody(`Must not contain an unpaired surrogate, such as ${written}`);
  }
  try {
    // Decoded so that a byte order mark is left out.
    return JSON.parse(new TextDecoder().decode(body));
  } catch (error) {
    throw wrongBody('Must be valid JSON', error);
  }
}

const wrongBody = (message: string, cause?: unknown): ProblemError =>
  invalidFields([{ pointer: '#/body', message }], cause);
