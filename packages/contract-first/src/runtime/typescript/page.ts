/**
 * The part of the client that only works in a browser's page.
 *
 * @module
 */
import type { ApiRequest } from './middleware.ts';
import type { UploadProgress } from './options.ts';

/** As much of `XMLHttpRequest` as is used here: the types of Node do not have it. */
type Xhr = {
  responseType: string;
  readonly response: ArrayBuffer;
  readonly status: number;
  readonly statusText: string;
  readonly upload: { onprogress: (event: { loaded: number; total: number }) => void };
  onload: () => void;
  onerror: () => void;
  onabort: () => void;
  open(method: string, url: string): void;
  setRequestHeader(name: string, value: string): void;
  getAllResponseHeaders(): string;
  send(body: string | Blob): void;
  abort(): void;
};

// neither is among the types of Node, by which this is compiled as well
const scope = globalThis as unknown as { document?: object; XMLHttpRequest?: new () => Xhr };

/** Whether this is a page, which has XMLHttpRequest, and cannot be relied on to send streams. */
export function isPage(): boolean {
  return scope.document !== undefined && scope.XMLHttpRequest !== undefined;
}

/** Sends a request as `fetch` does, but for redirects, which it follows, and tells how far it is. */
export function sendByXhr(
  { method, url, headers, signal }: ApiRequest,
  body: string | Blob,
  report: (progress: UploadProgress) => void,
): Promise<Response> {
  return new Promise((resolve, reject) => {
    if (!scope.XMLHttpRequest) throw new TypeError('XMLHttpRequest is not available');
    const xhr = new scope.XMLHttpRequest();
    xhr.open(method, url);
    // unlike a blob, it is what every Response takes, that of Node in a simulated page as well
    xhr.responseType = 'arraybuffer';
    headers.forEach((value, name) => {
      xhr.setRequestHeader(name, value);
    });
    xhr.upload.onprogress = ({ loaded, total }) => report({ loaded, total });
    xhr.onload = () => {
      const { status, statusText, response } = xhr;
      const received = new Headers();
      for (const line of xhr.getAllResponseHeaders().trim().split('\r\n')) {
        const [, name, value] = /^([^:]+):\s*(.*)$/.exec(line) ?? [];
        if (name !== undefined && value !== undefined) received.append(name, value);
      }
      const content = status === 204 || status === 304 ? null : response;
      resolve(new Response(content, { status, statusText, headers: received }));
    };
    xhr.onerror = () => reject(new TypeError('The connection failed'));
    xhr.onabort = () => reject(signal.reason);
    signal.addEventListener('abort', () => xhr.abort(), { once: true });
    if (signal.aborted) reject(signal.reason);
    else xhr.send(body);
  });
}
