import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Answer } from './suite.ts';

export type Received = {
  readonly method: string;
  /** Path and query, as they came over the wire. */
  readonly url: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
};

export type ScriptedServer = {
  readonly url: string;
  readonly received: readonly Received[];
  close(): void;
};

/**
 * Starts a server on a free port that gives its answers in turn. What it has no answer for gets a
 * 410, which no client tries again, and is among what it has received.
 *
 * @param other what `{other}` stands for
 */
export async function startScripted(
  script: readonly Answer[],
  other = '',
): Promise<ScriptedServer> {
  const received: Received[] = [];
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    const answer = script[received.length] ?? { status: 410 };
    const { method = '', url = '', headers } = request;
    received.push({ method, url, headers, body: Buffer.concat(chunks).toString() });
    if (answer.silent) return;
    if (answer.broken === 'before') return void request.socket.destroy();
    const { status = 200, json, text = json === undefined ? '' : JSON.stringify(json) } = answer;
    const written = Object.entries(answer.headers ?? {}).map(([name, value]) => [
      name,
      typeof value === 'string'
        ? value.replace('{other}', other)
        : new Date(Date.now() + value.date_in * 1000).toUTCString(),
    ]);
    const type = { 'content-type': 'application/json' };
    response.writeHead(status, { ...(text && type), ...Object.fromEntries(written) });
    if (answer.broken !== 'after') return response.end(text);
    response.write(text.slice(0, -1), () => request.socket.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    received,
    close() {
      server.closeAllConnections();
      server.close();
    },
  };
}
