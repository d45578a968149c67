/**
 * Reads JSON bodies within limits of size, time and structure.
 *
 * @module
 */

import { isUtf8 } from 'node:buffer';
import type { Context } from 'hono';
import type { Environment, Json } from '../environment.ts';
import { FairTurns } from '../node/fairTurns.ts';
import { essenceOf, type Operation } from '../operation.ts';
import { invalidFields, type ProblemError } from '../problems/problemError.ts';
import { tooMuchIn } from './jsonBounds.ts';
import { arrivedBody, type BodyLimit, readBody } from './readBody.ts';

/** Largest JSON body of an operation without `x-max-body-bytes`, in bytes. */
const MOST_JSON = 1024 * 1024;
/** The same for operations without credentials, to which anybody can send bodies. */
const MOST_FROM_ANYBODY = 16 * 1024;

/** Largest body that is parsed in the turn of its request, in bytes. */
const MOST_WITH_HEAD = 16 * 1024;

/** Escapes in order, so that none is mistaken for part of another. */
const ESCAPE = /\\(?:ud[89ab][\da-f]{2}\\ud[c-f][\da-f]{2}|(ud[89a-f][\da-f]{2})|.)/gis;

const decoder = new TextDecoder();

/**
 * Bodies that arrive together are parsed one per turn of the event loop, so that others are not
 * delayed. Small ones that arrive with the heads of their requests are not: the requests themselves had
 * to wait for their turns.
 */
const turns = new FairTurns({ most: 1 });

/**
 * The maximum size of an operation's JSON body in bytes: its `x-max-body-bytes`, or a default.
 *
 * @throws TypeError if the extension is not a positive integer
 */
export function mostBytesOf({ id, extensions, security }: Operation): number {
  const stated: unknown = extensions['x-max-body-bytes'];
  if (stated === undefined) return security.length > 0 ? MOST_JSON : MOST_FROM_ANYBODY;
  if (typeof stated !== 'number' || !Number.isSafeInteger(stated) || stated < 1) {
    throw new TypeError(`x-max-body-bytes of ${id} must be a positive whole number`);
  }
  return stated;
}

/** The media type of the body in lower case, without parameters; empty if there is none. */
export const mediaTypeOf = (c: Context<Environment>): string =>
  essenceOf(c.req.header('Content-Type') ?? '');

/**
 * The JSON body of a request, read and parsed only once: JSON of reasonable size and structure, and only
 * valid Unicode (RFC 7493, section 2.1): anything else would be stored as a different text than was sent.
 *
 * @throws ProblemError `payload_too_large`, `request_timeout` or `invalid_request`
 */
export function readJson(c: Context<Environment>, limit: BodyLimit): Json | Promise<Json> {
  const known = c.get('json');
  if (known) return known;
  const reading = read(c, limit);
  c.set('json', reading);
  return reading;
}

/** The JSON body of a request for which it has been read. */
export function arrivedJson(c: Context<Environment>): unknown {
  const json = c.get('json');
  if (!json || json instanceof Promise) throw new TypeError('The body has not been read');
  return json.value;
}

function read(c: Context<Environment>, limit: BodyLimit): Json | Promise<Json> {
  const arrived = arrivedBody(c.env.incoming, limit);
  if (!arrived) return readInTurn(readBody(c.env.incoming, limit));
  if (arrived.length > MOST_WITH_HEAD) return readInTurn(arrived);
  try {
    return { value: parse(arrived) };
  } catch (error) {
    // Kept, for the next one who reads the body.
    return Promise.reject(error);
  }
}

async function readInTurn(reading: Buffer | Promise<Buffer>): Promise<Json> {
  const body = await reading;
  await turns.turn();
  return { value: parse(body) };
}

function parse(body: Buffer): unknown {
  if (!isUtf8(body)) throw wrongBody('Must be UTF-8');
  const tooMuch = tooMuchIn(body);
  if (tooMuch !== undefined) throw wrongBody(tooMuch);
  if (body.includes('\\u')) refuseLoneSurrogates(body);
  try {
    // Decoded, which drops a byte order mark.
    return JSON.parse(decoder.decode(body));
  } catch (error) {
    throw wrongBody('Must be valid JSON', error);
  }
}

function refuseLoneSurrogates(body: Buffer): void {
  for (const [written, lone] of body.toString('latin1').matchAll(ESCAPE)) {
    if (lone) throw wrongBody(`Must not contain an unpaired surrogate, such as ${written}`);
  }
}

const wrongBody = (message: string, cause?: unknown): ProblemError =>
  invalidFields([{ pointer: '#/body', message }], cause);
