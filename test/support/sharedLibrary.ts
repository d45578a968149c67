/** A folder of a server that several tests share, which each of them sees as a library of its own. */
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { TestServer } from './testServer.ts';

/** What a test sees of a server: how it is reached, and where its files are. */
export type Library = Pick<TestServer, 'fetch' | 'root'>;

const LETTERS = 26;
let parts = 0;

/** A name that no methodology takes for a number, a date or a word. */
function nextName(): string {
  const letter = (n: number) => String.fromCharCode('a'.charCodeAt(0) + (n % LETTERS));
  const at = parts++;
  return `part-q${letter(Math.floor(at / LETTERS))}${letter(at)}x`;
}

/**
 * Makes a folder in the library and shows it as if it were the whole: paths that are sent and those in
 * answers begin at it. A server costs a second of computing time or so; a folder costs nothing. For what is
 * said of the library's own root, of all jobs or of a server's start, a test needs a server of its own.
 */
export async function partOf(server: TestServer): Promise<Library> {
  const folder = `/${nextName()}`;
  const root = join(server.root, folder);
  await mkdir(root);
  return {
    root,
    fetch: async (address, init = {}) => {
      const { body } = init;
      const sent = typeof body === 'string' ? { ...init, body: below(folder, body) } : init;
      const response = await server.fetch(addressBelow(folder, address), sent);
      const { status, headers } = response;
      if (response.body === null) return response;
      const text = await response.text();
      const shown = text.replaceAll(`${folder}/`, '/').replaceAll(folder, '/');
      return new Response(shown, { status, headers });
    },
  };
}

function addressBelow(folder: string, address: string): string {
  const url = new URL(address, 'http://localhost');
  const path = url.searchParams.get('path');
  if (path !== null) url.searchParams.set('path', folder + path);
  return url.pathname + url.search;
}

type Sent = {
  path?: string;
  options?: { destination?: string };
  changes?: { from: string; to?: string }[];
};

/** The body of a request to organize, with its paths below a folder. */
function below(folder: string, text: string): string {
  const body: Sent = JSON.parse(text);
  if (body.path !== undefined) body.path = folder + body.path;
  if (body.options?.destination !== undefined) {
    body.options.destination = folder + body.options.destination;
  }
  for (const change of body.changes ?? []) {
    change.from = folder + change.from;
    if (change.to !== undefined) change.to = folder + change.to;
  }
  return JSON.stringify(body);
}
