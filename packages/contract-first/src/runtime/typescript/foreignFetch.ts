/**
 * What it takes to use a `fetch` that is not the platform's.
 *
 * @module
 */
import { bytesIn, bytesOf, chunksOf, isAsyncIterable, streamOf } from './byteStream.ts';
import type { FetchResponse, Send } from './fetchLike.ts';
import { builtIns } from './nodeModules.ts';
import { isPage } from './page.ts';
import { UsageError } from './usage.ts';

/**
 * Sends a body by a `fetch` that may not know the platform's blobs and streams. It would make a text
 * of one, `[object ReadableStream]`, and send that. So the body refuses to become a text; then nothing
 * has been sent, and the same bytes go out in a form that is known wherever Node's streams are.
 *
 * @throws UsageError where that becomes a text as well
 */
export async function sendForeign(
  send: Send,
  body: Blob | ReadableStream<Uint8Array>,
): Promise<FetchResponse> {
  let isRefused = false;
  // a copy of a blob reads nothing, and leaves the caller's as it is
  const first = body instanceof Blob ? disguise(body.slice(0, body.size, body.type)) : body;
  const guarded = guard(first, () => {
    isRefused = true;
  });
  try {
    return await send(guarded, unkept());
  } catch (cause) {
    const second = isRefused ? await otherFormOf(body) : undefined;
    if (second === undefined) throw cause;
    return send(second, unkept());
  }
}

/** Undici, Node's fetch, keeps all of a body that a redirect might ask for once more. */
const unkept = (): Parameters<Send>[1] =>
  builtIns()?.versions?.undici
    ? Object.assign({ redirect: 'error' as const }, { window: null })
    : {};

/** Lets a body throw where it would become a text. */
function guard<Body extends object>(body: Body, onText?: () => void): Body {
  const value = () => {
    onText?.();
    throw new UsageError(
      'This fetch cannot send files or streams; pass another fetch to the client',
    );
  };
  return Object.defineProperties(body, {
    toString: { value },
    toJSON: { value },
    [Symbol.toPrimitive]: { value },
  });
}

/**
 * Lets only those take a blob for one who know it by its class: node-fetch 2 goes by its tag, and
 * then asks it for a stream of Node.
 */
function disguise(blob: Blob): Blob {
  return Object.defineProperty(blob, Symbol.toStringTag, { value: 'Object' });
}

/** The same bytes as a stream of Node, or as bytes where a page is simulated on Node. */
async function otherFormOf(body: Blob | ReadableStream<Uint8Array>): Promise<object | undefined> {
  if (body instanceof Blob && isPage()) return bytesIn(body);
  const { Readable } = builtIns()?.getBuiltinModule?.('node:stream') ?? {};
  if (!Readable) return undefined;
  const stream = body instanceof Blob ? body.stream() : body;
  const readable = Readable.from(chunksOf(stream), { objectMode: false });
  // one that fails when it has been given up already would end the process
  return guard(readable.on('error', () => {}));
}

type ForeignResponse = FetchResponse & { readonly statusText?: string; readonly body?: unknown };

/** The statuses whose answers have no body (Fetch standard, "null body status"). */
const bodiless = [204, 205, 304];

/**
 * The platform's `Response` with what another class has, such as node-fetch's. Where the platform has
 * none, it stays what it is.
 *
 * @throws UsageError for what is no answer
 */
export async function adoptResponse(response: unknown): Promise<Response> {
  if (!isResponse(response)) {
    throw new UsageError('fetch must return a Response with a status, headers and text()');
  }
  const { status, statusText = '', headers, body } = response;
  if (!globalThis.Response || !globalThis.ReadableStream) {
    // as much of a Response as the client uses
    const ok = status >= 200 && status < 300;
    return ('ok' in response ? response : { ...response, ok }) as unknown as Response;
  }
  const fields = Symbol.iterator in headers ? [...(headers as Iterable<[string, string]>)] : [];
  const content = bodiless.includes(status)
    ? null
    : body instanceof ReadableStream
      ? body
      : isAsyncIterable(body)
        ? streamOf(bytesOf(body))
        : await response.text();
  return new Response(content, { status, statusText, headers: fields });
}

function isResponse(value: unknown): value is ForeignResponse {
  const { status, headers, text } = Object(value);
  return (
    typeof status === 'number' && typeof text === 'function' && typeof headers?.get === 'function'
  );
}
