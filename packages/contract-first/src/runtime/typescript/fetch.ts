import type { FetchLike, Send } from './fetchLike.ts';
import { streaming } from './loadStreaming.ts';
import type { ApiRequest } from './middleware.ts';
import { nodeProcess } from './platform.ts';

/** What of a request is sent. */
type Sent = Pick<ApiRequest, 'url' | 'method' | 'headers' | 'body' | 'signal'>;

/**
 * Makes the function that sends a request and gives the platform's own `Response`.
 *
 * @param given the caller's `fetch`; without one, it is the global one of the time of the request
 */
export function sendBy(given: FetchLike | undefined): (request: Sent) => Promise<Response> {
  return async ({ url, method, headers, body, signal }) => {
    const fetch: FetchLike | undefined = given ?? globalThis.fetch;
    if (!fetch) {
      const message = 'This platform has no fetch; pass one as the option "fetch"';
      throw Object.defineProperty(new TypeError(message), 'isUsage', { value: true });
    }
    // called without an object before it: the fetch of a browser works on nothing but its window
    const send: Send = (content, more) =>
      fetch(url, {
        method,
        headers: Object.fromEntries(headers),
        signal,
        body: content as never, // see `FetchInit` in fetchLike.ts
        // what fetch wants to hear where a body is a stream
        duplex: 'half',
        // followed by hand or not at all: fetch would take the API key to another origin
        redirect: 'manual',
        ...more,
      });
    // on Node, the global fetch may be another one as well: many programs replace it
    const isForeign = given || nodeProcess()?.versions?.node;
    const response =
      typeof body === 'object' && isForeign
        ? await (await streaming()).sendForeign(send, body)
        : await send(body ?? null);
    const isOwn = globalThis.Response && response instanceof Response;
    return isOwn ? response : (await streaming()).adoptResponse(response);
  };
}
