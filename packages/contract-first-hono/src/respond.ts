import { Readable } from 'node:stream';
import type { Context } from 'hono';
import type { ContentfulStatusCode, StatusCode } from 'hono/utils/http-status';
import type { Environment } from './environment.ts';
import type { UntypedResult } from './handlers.ts';
import { type DocumentedResponse, essenceOf, isJson, statusKey } from './operation.ts';

type Bytes = Uint8Array<ArrayBuffer>;

const jsonOfFrozen = new WeakMap<object, Bytes>();

/**
 * A frozen body is one that is answered again and again: its JSON is made once, and as bytes, of which
 * all answers on their way share one copy.
 */
function jsonOf(body: unknown): string | Bytes {
  if (typeof body !== 'object' || body === null || !Object.isFrozen(body)) {
    return JSON.stringify(body);
  }
  const json = jsonOfFrozen.get(body) ?? Buffer.from(JSON.stringify(body));
  jsonOfFrozen.set(body, json);
  return json;
}

/**
 * The result of a handler as a response.
 *
 * @param responses those of the operation: the media type of a body is the first one of its status,
 *   unless the result has a `Content-Type` of its own
 */
export function respond(
  c: Context<Environment>,
  result: UntypedResult,
  responses: Readonly<Record<string, DocumentedResponse>>,
): Response {
  const { status, headers = {}, body } = result;
  for (const [name, value] of Object.entries(headers)) {
    if (value !== undefined) c.header(name, value);
  }
  // What has an ETag may be kept by the browser that asked, and asked after each time.
  if (headers.ETag !== undefined) c.header('Cache-Control', 'private, no-cache');
  if (body === undefined) return c.body(null, status as StatusCode);
  const contentful = status as ContentfulStatusCode;
  const { content = {} } = responses[statusKey(responses, status) ?? ''] ?? {};
  const [listed = 'application/json'] = Object.keys(content);
  const given = headers['Content-Type'];
  const mediaType = given ?? listed;
  if (isJson(essenceOf(mediaType)) && essenceOf(mediaType) in content && isPlain(body)) {
    c.header('Content-Type', mediaType);
    return c.body(jsonOf(body), contentful);
  }
  // A type that the handler names is left as it is: a stored text may have any encoding.
  if (given === undefined && !listed.includes('*')) c.header('Content-Type', withCharset(listed));
  if (body instanceof Readable && c.req.method === 'HEAD') {
    // Nobody will read it, so nobody else would close what it reads from.
    body.destroy();
    return c.body(null, contentful);
  }
  return body instanceof Readable
    ? c.body(Readable.toWeb(body) as ReadableStream, contentful)
    : c.body(body as string | Bytes, contentful);
}

/** Whether a body is a value that becomes JSON, not bytes that may already be some. */
const isPlain = (body: unknown): boolean =>
  !(body instanceof Readable || body instanceof Uint8Array);

/** Texts are sent as UTF-8. */
const withCharset = (mediaType: string): string =>
  mediaType.startsWith('text/') && !/charset=/i.test(mediaType)
    ? `${mediaType}; charset=utf-8`
    : mediaType;
