/** Web servers for pages that use the client. */
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { createServer, type IncomingMessage, request as send } from 'node:http';
import { connect } from 'node:net';
import { join } from 'node:path';

const types: Readonly<Record<string, string>> = { html: 'text/html', js: 'text/javascript' };

export type Pages = { readonly port: number; close(): void };

/**
 * Serves the files of a folder, and passes what is below `/organizer` on to a server, as the
 * development server of a bundler does: requests as well as WebSockets, bytes as they are.
 */
export async function servePages(folder: string, organizer: string): Promise<Pages> {
  const { hostname, port } = new URL(organizer);
  const prefix = '/organizer';
  const isPassedOn = (url = '') => url.startsWith(`${prefix}/`);
  const server = createServer(async (request, response) => {
    const { url = '', method, headers } = request;
    if (isPassedOn(url)) {
      const path = url.slice(prefix.length);
      const passed = send({ hostname, port, path, method, headers }, (answer) => {
        response.writeHead(answer.statusCode ?? 502, answer.headers);
        answer.pipe(response);
      });
      passed.on('error', () => response.destroy());
      request.pipe(passed);
      return;
    }
    const content = await readFile(join(folder, new URL(url, organizer).pathname)).catch(() => {});
    const type = types[url.split('.').at(-1) ?? ''] ?? 'text/plain';
    response.writeHead(content ? 200 : 404, { 'content-type': type }).end(content);
  });
  server.on('upgrade', (request: IncomingMessage, near) => {
    if (!isPassedOn(request.url)) return near.destroy();
    const far = connect(Number(port), hostname, () => {
      const lines = request.rawHeaders.map((each, at) => each + (at % 2 === 0 ? ': ' : '\r\n'));
      far.write(`GET ${request.url?.slice(prefix.length)} HTTP/1.1\r\n${lines.join('')}\r\n`);
      near.pipe(far).pipe(near);
    });
    far.on('error', () => near.destroy());
    near.on('error', () => far.destroy());
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  return {
    port: typeof address === 'object' ? (address?.port ?? 0) : 0,
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}
