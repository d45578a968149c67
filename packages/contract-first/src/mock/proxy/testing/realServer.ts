/** A real server behind a mock, for one test. */
import { once } from 'node:events';
import http, { type IncomingMessage, type ServerResponse } from 'node:http';
import { onTestFinished } from 'vitest';

export type RealServer = {
  readonly url: string;
  /** The requests that have arrived. */
  readonly requests: readonly IncomingMessage[];
  readonly server: http.Server;
};

/** Starts a server, which ends with the test. */
export async function realServer(
  answer: (request: IncomingMessage, response: ServerResponse) => void,
): Promise<RealServer> {
  const requests: IncomingMessage[] = [];
  const server = http.createServer((request, response) => {
    requests.push(request);
    answer(request, response);
  });
  return { url: await listening(server), requests, server };
}

/** Where a server listens, which ends with the test. */
export async function listening(server: http.Server | import('node:net').Server): Promise<string> {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => {
    server.close();
    if ('closeAllConnections' in server) server.closeAllConnections();
  });
  const address = server.address();
  if (typeof address !== 'object' || !address) throw new TypeError('The server has no port');
  return `http://127.0.0.1:${address.port}`;
}

/** Answers with JSON. */
export function sendJson(response: ServerResponse, value: unknown, status = 200): void {
  response.writeHead(status, { 'Content-Type': 'application/json' }).end(JSON.stringify(value));
}
