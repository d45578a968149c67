/** The server and the mock, which are sent the same requests. */
import { startMock } from '@file-organizer/mock';
import { bodyOf, type ListedFile } from '../support/library.ts';
import { adminKey, startTestServer } from '../support/testServer.ts';

export type Host = {
  readonly url: string;
  /** Sends a request as administrator. */
  fetch(path: string, init?: RequestInit): Promise<Response>;
  /** Stores a file at a path where there is none. */
  put(path: string, content: string): Promise<ListedFile>;
};

export type Hosts = {
  /** What a function returns on the server and on the mock. */
  both<T>(act: (host: Host) => Promise<T>): Promise<{ readonly server: T; readonly mock: T }>;
  stop(): Promise<void>;
};

/** Starts a server without files, and a mock with those of the examples. */
export async function startHosts(): Promise<Hosts> {
  const server = await startTestServer();
  const mock = await startMock({ port: 0, stateful: true });
  const [onServer, onMock] = [hostAt(server.url), hostAt(mock.url)];
  return {
    both: async (act) => {
      const [server, mock] = await Promise.all([act(onServer), act(onMock)]);
      return { server, mock };
    },
    stop: async () => {
      await mock.close();
      await server.end();
    },
  };
}

function hostAt(url: string): Host {
  const send: Host['fetch'] = (path, init = {}) => {
    const headers = new Headers(init.headers);
    headers.set('X-API-Key', adminKey);
    return fetch(url + path, { ...init, headers });
  };
  return {
    url,
    fetch: send,
    put: async (path, content) => {
      const address = `/api/v1/files/content?path=${encodeURIComponent(path)}`;
      return bodyOf(await send(address, { method: 'PUT', body: content }), 201);
    },
  };
}
