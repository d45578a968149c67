import { Readable } from 'node:stream';
import type { Context } from 'hono';
import type { ContentfulStatusCode, StatusCode } from 'hono/utils/http-status';
import type { Environment } from './environment.ts';
import type { UntypedResult } from './handlers.ts';
import { type DocumentedResponse, essenceOf, isJson, statusKey } from './operation.ts';

type Bytes = Uint8Array<ArrayBuffer>;

const jsonOfFrozen = new WeakMap<object, Bytes>();

/**
 * Frozen bodies are sent repeatedly: their JSON is encoded once, and all responses share the bytes.
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
 * Turns the result of a handler into a response.
 *
 * @param responses the responses of the operation. The media type of the body is the first one of its
 *   status, unless the result has its own `Content-Type`.
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
  // With an ETag, the browser may cache the response but must revalidate it each time.
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
    // Its body is never read, so nothing else would close its source.
    body.destroy();
    return c.body(null, contentful);
  }
  return body instanceof Readable
    ? c.body(Readable.toWeb(body) as ReadableStream, contentful)
    : c.body(body as string | Bytes, contentful);
}

/** Whether a body is a value to encode as JSON, and not bytes that may be JSON already. */
const isPlain = (body: unknown): boolean =>
  !(body instanceof Readable || body instanceof Uint8Array);

/** Texts are sent as UTF-8. */
const withCharset = (mediaType: string): string =>
  mediaType.startsWith('text/') && !/charset=/i.test(mediaType)
    ? `${mediaType}; charset=utf-8`
    : mediaType;
