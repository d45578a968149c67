import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import { extname, join } from 'node:path';

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.css': 'text/css',
  '.js': 'text/javascript',
  '.json': 'application/json',
  '.svg': 'image/svg+xml',
  '.wasm': 'application/wasm',
};

/**
 * Serves a folder as GitHub Pages does, below a path.
 *
 * @param base such as `/file-organizer/`
 * @returns the server, and the address of the folder's first page
 */
export async function serveSite(folder: string, base: string): Promise<[Server, string]> {
  const server = createServer(async ({ url = '/' }, response) => {
    const path = decodeURIComponent(new URL(url, 'http://localhost').pathname);
    const file = path.endsWith('/') ? `${path}index.html` : path;
    try {
      if (!file.startsWith(base)) throw new Error('That is not of the site');
      const content = await readFile(join(folder, file.slice(base.length)));
      response
        .setHeader('Content-Type', types[extname(file)] ?? 'application/octet-stream')
        .end(content);
    } catch {
      response.writeHead(404).end();
    }
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const port = typeof address === 'object' ? address?.port : '';
  return [server, `http://127.0.0.1:${port}${base}`];
}
