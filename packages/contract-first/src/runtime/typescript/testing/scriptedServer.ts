import { createServer, type IncomingHttpHeaders, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { onTestFinished } from 'vitest';

/** A request as the server has received it. */
export type Received = {
  readonly method: string;
  /** The path and query, as they came over the wire. */
  readonly url: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
};

/** The response: a status and a JSON value, or a function that writes it. */
export type Scripted =
  | {
      readonly status?: number;
      readonly json?: unknown;
      readonly text?: string;
      readonly headers?: Readonly<Record<string, string>>;
    }
  | ((response: ServerResponse) => void);

/**
 * Starts a real server on a free port of 127.0.0.1 that gives the scripted answers in turn, the
 * last one again and again, and closes it when the test has finished.
 */
export async function scriptedServer(
  ...script: Scripted[]
): Promise<{ readonly url: string; readonly received: Received[] }> {
  const received: Received[] = [];
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    try {
      for await (const chunk of request) chunks.push(chunk);
    } catch {
      return; // the client has gone
    }
    const { method = '', url = '', headers } = request;
    received.push({ method, url, headers, body: Buffer.concat(chunks) });
    const answer = script[Math.min(received.length, script.length) - 1] ?? {};
    if (typeof answer === 'function') return answer(response);
    const { status = 200, json = {}, text } = answer;
    const type = status >= 400 ? 'application/problem+json' : 'application/json';
    response.writeHead(status, { 'content-type': type, ...answer.headers });
    response.end(status === 204 ? undefined : (text ?? JSON.stringify(json)));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const { port } = server.address() as AddressInfo;
  return { url: `http://127.0.0.1:${port}`, received };
}

/** The form that a request has brought, read by the platform's own parser. */
export function formOf(request: Received | undefined): Promise<FormData> {
  if (!request) throw new Error('No request has arrived');
  const type = request.headers['content-type'] ?? '';
  const headers = { 'content-type': type };
  return new Response(new Uint8Array(request.body), { headers }).formData();
}
