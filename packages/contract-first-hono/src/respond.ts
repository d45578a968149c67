import { Readable } from 'node:stream';
import type { Context } from 'hono';
import type { Environment } from './environment.ts';
import type { UntypedResult } from './handlers.ts';
import { type DocumentedResponse, essenceOf, isJson, statusKey } from './operation.ts';
import { reply, setHeader } from './reply.ts';
import { preferred } from './responses/negotiation.ts';
import { isItems, isSequence, sequenceOf } from './responses/sequence.ts';

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

/** A result with the media type of its body, if it is not the first that the document lists. */
type Result = UntypedResult & { readonly mediaType?: string | undefined };

/**
 * Turns the result of a handler into a response.
 *
 * @param responses the responses of the operation. The media type of the body is the one that the result
 *   names; else the first one of its status, or another one with the same schema that the client prefers.
 */
export function respond(
  c: Context<Environment>,
  result: Result,
  responses: Readonly<Record<string, DocumentedResponse>>,
): Response {
  const { status, headers = {}, body } = result;
  for (const [name, value] of Object.entries(headers)) {
    if (value !== undefined) setHeader(c, name, value);
  }
  // With an ETag, the browser may cache the response but must revalidate it each time.
  if (headers.ETag !== undefined) setHeader(c, 'Cache-Control', 'private, no-cache');
  if (body === undefined) return reply(c, null, status);
  const { content = {} } = responses[statusKey(responses, status) ?? ''] ?? {};
  // A type that the handler names is left as it is: a stored text may have any encoding.
  const given = headers['Content-Type'];
  const mediaType = given ?? result.mediaType ?? defaultType(c, content, body);
  const essence = essenceOf(mediaType);
  const isHead = c.req.method === 'HEAD';
  if (isItems(body)) {
    setHeader(c, 'Content-Type', mediaType);
    if (isHead) return reply(c, null, status);
    if (headers['Cache-Control'] === undefined) setHeader(c, 'Cache-Control', 'no-store');
    const onError = (error: unknown) => {
      c.get('log').error({ err: error, operation: c.get('operation')?.id }, 'stream failed');
    };
    return reply(c, sequenceOf(mediaType, body, { onError }) as ReadableStream, status);
  }
  if (isJson(essence) && (mediaType in content || essence in content) && isPlain(body)) {
    setHeader(c, 'Content-Type', mediaType);
    return reply(c, jsonOf(body), status);
  }
  if (given === undefined && !essence.includes('*')) {
    setHeader(c, 'Content-Type', withCharset(mediaType));
  }
  if (body instanceof Readable && isHead) {
    // Its body is never read, so nothing else would close its source.
    body.destroy();
    return reply(c, null, status);
  }
  return body instanceof Readable
    ? reply(c, Readable.toWeb(body) as ReadableStream, status)
    : reply(c, body as string | Bytes, status);
}

type Content = NonNullable<DocumentedResponse['content']>;

/** The media type of a body whose handler names none. */
function defaultType(c: Context<Environment>, content: Content, body: unknown): string {
  const types = Object.keys(content);
  const [first = 'application/json'] = types;
  if (types.length < 2) return first;
  // Only types in which the same value can be written: by its schema, the handler means the first one.
  const isAlike = (type: string): boolean =>
    isItems(body)
      ? isSequence(type) && itemsOf(content[type]) === itemsOf(content[first])
      : isJson(essenceOf(type)) &&
        isPlain(body) &&
        content[type]?.schema === content[first]?.schema;
  if (!isAlike(first)) return first;
  return preferred(types.filter(isAlike), c.req.header('Accept')) ?? first;
}

const itemsOf = (media: Content[string] | undefined): string =>
  JSON.stringify(media?.itemSchema ?? {});

/** Whether a body is a value to encode as JSON, and not bytes that may be JSON already. */
const isPlain = (body: unknown): boolean =>
  !(body instanceof Readable || body instanceof Uint8Array);

/** Texts are sent as UTF-8. */
const withCharset = (mediaType: string): string =>
  mediaType.startsWith('text/') && !/charset=/i.test(mediaType)
    ? `${mediaType}; charset=utf-8`
    : mediaType;
