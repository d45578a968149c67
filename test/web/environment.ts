/**
 * What the web page is tested on: the real server and the stateful mock. Scenarios know this interface only.
 *
 * @module
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { FileOrganizerClient } from '@file-organizer/client';
import { type RunningServer, startServer } from '@file-organizer/server';
import { put, tree } from '../organize/place.ts';
import { bodyOf, type ListedFile, list as listFiles } from '../support/library.ts';
import { searching } from '../support/searching.ts';
import { passwordCost, startTestServer, password as testPassword } from '../support/testServer.ts';
import { startRelay } from './relay.ts';

/** Serves the page and the API that it uses. */
export type Environment = {
  readonly kind: 'server' | 'mock';
  readonly url: string;
  /** The password of the user `admin`. */
  readonly password: string;
  /** A link that signs the administrator in once, as it is printed at the start. */
  link(): Promise<string>;
  /** Adds a file as another program or client does; later ones are newer. */
  put(path: string, content?: string | Buffer): Promise<void>;
  /** Moves a file as another program or client does. */
  move(from: string, to: string): Promise<void>;
  /** Removes a file for good, as another program or client does. */
  remove(path: string): Promise<void>;
  /** The paths of all files, sorted. */
  tree(): Promise<string[]>;
  /** Resolves when every file can be found by its content. */
  indexed(): Promise<void>;
  /** Sends a request as administrator, also while the connection is cut. */
  fetch(path: string, init?: RequestInit): Promise<Response>;
  /** Cuts the connection of all windows until {@link Environment.mend}. */
  cut(): void;
  mend(): void;
  /** Ends the server and starts it on the same data. The mock forgets everything when it ends. */
  readonly restart: (() => Promise<void>) | undefined;
  /** Removes all files, also those in the trash. Jobs, users and keys stay. */
  clear(): Promise<void>;
  end(): Promise<void>;
};

export const environments = {
  server: startServerEnvironment,
  mock: startMockEnvironment,
} satisfies Record<Environment['kind'], () => Promise<Environment>>;

/** Why a scenario with thousands of files is skipped on the mock. */
export const MANY = 'The mock gets each file by a request, which takes too long';
/** Why a scenario in which a server is started again is skipped on the mock. */
export const FORGETS = 'The mock keeps its state in memory, so none is left after a restart';

const mockCommand = fileURLToPath(new URL('../../packages/mock/src/cli.ts', import.meta.url));
const HOUR_MS = 3_600_000;

async function startServerEnvironment(): Promise<Environment> {
  const server = await startTestServer();
  const { root } = server;
  let running: RunningServer = server;
  const { url, cut, mend, end } = await startRelay(server.url);
  let modifiedMs = Date.UTC(2026, 0, 1);
  return {
    kind: 'server',
    url,
    password: testPassword,
    link: async () => {
      const { ticket } = await running.signIns.issueFor(await running.users.administrator());
      return `${url}/#ticket=${ticket}`;
    },
    put: (path, content) => {
      modifiedMs += HOUR_MS;
      return put(server, path, content, new Date(modifiedMs).toISOString());
    },
    move: (from, to) => rename(join(root, from), join(root, to)),
    remove: (path) => rm(join(root, path)),
    tree: () => tree(server),
    indexed: () => searching(server).indexed(),
    fetch: server.fetch,
    ...{ cut, mend },
    restart: async () => {
      await running.close();
      const port = Number(new URL(server.url).port);
      running = await startServer({ ...server.config, port }, { passwordCost });
    },
    clear: async () => {
      for (const name of await readdir(root)) {
        await rm(join(root, name), { recursive: true, force: true });
      }
      await emptyTrash(server.fetch);
    },
    end: async () => {
      await end();
      await running.close();
      await server.end();
    },
  };
}

/** The mock is a process of its own: Node.js loads its source faster than Vitest does. */
async function startMockEnvironment(): Promise<Environment> {
  const child = spawn(process.execPath, [mockCommand, '--web', '--port', '0', '--quiet'], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const exited = once(child, 'exit');
  const [greeting] = await Promise.race([once(child.stdout, 'data'), exited]);
  const [, mockUrl] = /(http:\S+)\/#ticket=/.exec(String(greeting)) ?? [];
  if (mockUrl === undefined) throw new Error(`The mock did not start: ${greeting}`);
  const { url, cut, mend, end } = await startRelay(mockUrl);
  const password = 'correct horse battery staple';
  const administrator = new FileOrganizerClient({ baseUrl: mockUrl });
  await administrator.auth.login({ username: 'admin', password });
  const fetchAsAdministrator: Environment['fetch'] = (path, init = {}) => {
    const headers = new Headers(init.headers);
    headers.set('X-API-Key', 'fo_abc123_token456');
    return fetch(mockUrl + path, { ...init, headers });
  };
  const asAdministrator = { fetch: fetchAsAdministrator };
  return {
    kind: 'mock',
    url,
    password,
    link: async () => `${url}/#ticket=${(await administrator.auth.signInTicket()).ticket}`,
    put: async (path, content = path) => {
      const query = new URLSearchParams({ path: `/${path}` });
      const address = `/api/v1/files/content?${query}`;
      // A string as a body would have its line endings and encoding decided elsewhere.
      const response = await fetchAsAdministrator(address, {
        method: 'PUT',
        body: new Blob([content]),
      });
      if (!response.ok) throw new Error(await response.text());
      await response.body?.cancel();
      // The mock dates a file by its clock, whose ticks are milliseconds.
      const stored = Date.now();
      while (Date.now() === stored);
    },
    move: async (from, to) => {
      const { file_id } = await fileAt(asAdministrator, `/${from}`);
      const response = await fetchAsAdministrator(`/api/v1/files/${file_id}`, {
        method: 'PATCH',
        headers: { 'Content-Type': 'application/json' },
        body: JSON.stringify({ path: `/${to}` }),
      });
      await bodyOf(response, 200);
    },
    remove: async (path) => {
      const { file_id } = await fileAt(asAdministrator, `/${path}`);
      await deleteForGood(fetchAsAdministrator, file_id);
    },
    tree: async () => (await allFiles(asAdministrator)).map(({ path }) => path).sort(),
    indexed: () => Promise.resolve(),
    fetch: fetchAsAdministrator,
    ...{ cut, mend },
    restart: undefined,
    clear: async () => {
      for (const { file_id } of await allFiles(asAdministrator)) {
        await deleteForGood(fetchAsAdministrator, file_id);
      }
      await deleteFoldersIn(fetchAsAdministrator, '/');
      await emptyTrash(fetchAsAdministrator);
    },
    end: async () => {
      await end();
      child.kill();
      await exited;
    },
  };
}

type Asked = Pick<Environment, 'fetch'>;

/** At most 1,000 files, hidden ones among them. */
const allFiles = async (on: Asked): Promise<readonly ListedFile[]> =>
  (await listFiles(on, { recursive: 'true', include_hidden: 'true', limit: '1000' })).items;

/** The file at a path, which begins with a slash. */
export async function fileAt(on: Asked, path: string): Promise<ListedFile> {
  const file = (await allFiles(on)).find((each) => each.path === path);
  if (!file) throw new Error(`There is no file at ${path}`);
  return file;
}

/** The content of the file at a path. */
export async function contentAt(on: Asked, path: string): Promise<Buffer> {
  const { file_id } = await fileAt(on, path);
  const response = await on.fetch(`/api/v1/files/${file_id}/content`);
  return Buffer.from(await response.arrayBuffer());
}

/** Deletes folders that no longer have files. */
async function deleteFoldersIn(send: Environment['fetch'], path: string): Promise<void> {
  const query = new URLSearchParams({ path, include_hidden: 'true' });
  const { folders } = (await (await send(`/api/v1/files?${query}`)).json()) as {
    folders: string[];
  };
  for (const folder of folders) {
    await deleteFoldersIn(send, folder);
    const response = await send(`/api/v1/folders?${new URLSearchParams({ path: folder })}`, {
      method: 'DELETE',
    });
    if (!response.ok && response.status !== 404) throw new Error(await response.text());
  }
}

async function emptyTrash(send: Environment['fetch']): Promise<void> {
  const response = await send('/api/v1/files/trash?limit=1000');
  const { items } = (await response.json()) as { items: { file: { file_id: string } }[] };
  for (const { file } of items) await deleteForGood(send, file.file_id);
}

async function deleteForGood(send: Environment['fetch'], fileId: string): Promise<void> {
  const response = await send(`/api/v1/files/${fileId}?permanent=true`, { method: 'DELETE' });
  if (!response.ok) throw new Error(await response.text());
}
