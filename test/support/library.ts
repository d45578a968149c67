/** What tests ask of a server's library, over HTTP and on the disk. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, rename } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { pauses } from './pauses.ts';
import type { TestServer } from './testServer.ts';

type Asked = Pick<TestServer, 'fetch'>;

export type ListedFile = {
  readonly file_id: string;
  readonly path: string;
  readonly name: string;
  readonly size: number;
  readonly mime_type: string;
  readonly type: string;
  readonly sha256: string | null;
  readonly created_at: string;
  readonly modified_at: string;
  readonly etag: string;
};
export type Listing = {
  readonly items: readonly ListedFile[];
  readonly total: number;
  readonly next_cursor: string | null;
  readonly folders: readonly string[];
};
export type ProblemBody = {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly detail: string;
  readonly instance: string;
  readonly code: string;
  readonly request_id: string;
  readonly errors?: readonly { readonly pointer: string; readonly message: string }[];
};

/**
 * Puts a new folder with many text files, `0.txt` and so on, into the library in one go. A server that
 * watches it looks at each file that comes by itself, which takes longer than all the rest. Lets the
 * server, if it is in this process, have its turns: it would close connections late that the next
 * request finds open.
 */
export async function putMany(
  { root }: Pick<TestServer, 'root'>,
  path: string,
  count: number,
): Promise<void> {
  const made = await mkdtemp(join(tmpdir(), 'file-organizer-many-'));
  for (let n = 0; n < count; n++) {
    writeFileSync(join(made, `${n}.txt`), `${n}`);
    if (n % 50 === 0) await setImmediate();
  }
  const place = join(root, path);
  await mkdir(dirname(place), { recursive: true });
  await rename(made, place);
}

/** The address of a list of files. */
export const listOf = (query: Readonly<Record<string, string>> = {}): string =>
  `/api/v1/files?${new URLSearchParams(query)}`;

/** A page of files; fails where the server does not answer 200. */
export async function list(
  server: Asked,
  query: Readonly<Record<string, string>> = {},
): Promise<Listing> {
  return bodyOf<Listing>(await server.fetch(listOf(query)), 200);
}

/** The names of the files in a folder. */
export async function names(server: Asked, path = '/'): Promise<string[]> {
  const { items } = await list(server, { path, limit: '1000', include_hidden: 'true' });
  return items.map(({ name }) => name);
}

/** The body of an answer, where that has the status that is expected. */
export async function bodyOf<T>(response: Response, status: number): Promise<T> {
  const text = await response.text();
  if (response.status !== status) {
    throw new Error(`Not ${status} but ${response.status}: ${text.slice(0, 500)}`);
  }
  return JSON.parse(text) as T;
}

/** Sends a request that is refused, and gives the problem's status and code. */
export async function refusal(response: Response | Promise<Response>): Promise<string> {
  const { status, code } = (await (await response).json()) as ProblemBody;
  return `${status} ${code}`;
}

/** What waits to be put in the library: nothing, once no upload is under way. */
export const incoming = (server: Pick<TestServer, 'data'>): Promise<string[]> =>
  readdir(join(server.data, 'incoming'));

export async function trash(server: Pick<TestServer, 'data'>): Promise<string[]> {
  try {
    return await readdir(join(server.data, 'trash'));
  } catch {
    return [];
  }
}

/** Asks again and again until something holds; gives up after some 20 seconds. */
export async function until(what: string, holds: () => boolean | Promise<boolean>): Promise<void> {
  const pause = pauses();
  for (let tries = 0; tries < 200; tries++) {
    if (await holds()) return;
    await pause();
  }
  throw new Error(`Waited in vain until ${what}`);
}

/** Makes files in the library, with their folders; each holds its own path. */
export function makeFiles({ root }: Pick<TestServer, 'root'>, ...paths: readonly string[]): void {
  for (const path of paths) {
    mkdirSync(join(root, path, '..'), { recursive: true });
    writeFileSync(join(root, path), path);
  }
}

export const pathsOf = ({ items }: Pick<Listing, 'items'>): string[] =>
  items.map(({ path }) => path);

/** All pages of a list, by its cursors. */
export async function allPages(
  server: Asked,
  query: Readonly<Record<string, string>>,
): Promise<Listing[]> {
  const all = [await list(server, query)];
  for (let cursor = all[0]?.next_cursor; cursor && all.length < 100; ) {
    const page = await list(server, { ...query, cursor });
    all.push(page);
    cursor = page.next_cursor;
  }
  return all;
}
