import { chunksOf, streamOf } from './byteStream.ts';
import type { ApiRequest } from './middleware.ts';
import type { UploadProgress } from './options.ts';
import { isPage, sendByXhr } from './page.ts';

type Report = (progress: UploadProgress) => void;
type Send = (request: ApiRequest) => Promise<Response>;

/**
 * Headers that may follow a redirect to another server: they are no secrets, or browsers remove them.
 * Any other may be an API key.
 */
const harmless = new Set(['accept', 'authorization', 'content-type', 'idempotency-key']);

/**
 * Tells how far the body of a request has come. Where streams can be sent, the body becomes one that
 * counts. In a browser only `XMLHttpRequest` can tell; it follows redirects, so that it is used
 * where no header can be an API key. With one, only the beginning and the end are told.
 */
export async function sendWithProgress(
  report: Report,
  request: ApiRequest,
  send: Send,
): Promise<Response> {
  const { body, headers } = request;
  if (body === undefined) return send(request);
  const total =
    typeof body === 'string' ? new Blob([body]).size : body instanceof Blob ? body.size : undefined;
  report({ loaded: 0, total });
  if (!isPage()) {
    return send({ ...request, body: counted(streamFrom(body), total, report) });
  }
  const isSafe = [...headers.keys()].every((name) => harmless.has(name));
  if (!isSafe || body instanceof ReadableStream) {
    const response = await send(request);
    report({ loaded: total ?? 0, total });
    return response;
  }
  return sendByXhr(request, body, report);
}

function streamFrom(body: string | Blob | ReadableStream<Uint8Array>): ReadableStream<Uint8Array> {
  if (body instanceof ReadableStream) return body;
  return (body instanceof Blob ? body : new Blob([body])).stream();
}

function counted(
  stream: ReadableStream<Uint8Array>,
  total: number | undefined,
  report: Report,
): ReadableStream<Uint8Array> {
  async function* chunks(): AsyncGenerator<Uint8Array> {
    let loaded = 0;
    for await (const chunk of chunksOf(stream)) {
      yield chunk;
      loaded += chunk.length;
      report({ loaded, total });
    }
  }
  return streamOf(chunks());
}
