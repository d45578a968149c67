import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { TestServer } from './testServer.ts';

/** Puts a file into the library of a server: on the disk if it is there, otherwise through the API. */
export async function placeFile(
  server: Pick<TestServer, 'root' | 'fetch'> & { readonly config: TestServer['config'] },
  path: string,
  content: string,
): Promise<void> {
  if (server.config.objectStorage === undefined) {
    const place = join(server.root, path);
    await mkdir(dirname(place), { recursive: true });
    await writeFile(place, content);
    return;
  }
  const url = `/api/v1/files/content?path=${encodeURIComponent(path)}`;
  const headers = { 'Content-Type': 'application/octet-stream' };
  const response = await server.fetch(url, { method: 'PUT', headers, body: content });
  if (!response.ok) throw new Error(`${path} was not stored: ${await response.text()}`);
}
