/**
 * What the web page is tested on: the real server and the stateful mock. Scenarios know this interface only.
 *
 * @module
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { FileOrganizerClient } from '@file-organizer/client';
import { put, tree } from '../organize/place.ts';
import { startTestServer, password as testPassword } from '../support/testServer.ts';

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
  /** The paths of all files, sorted. */
  tree(): Promise<string[]>;
  /** Sends a request as administrator. */
  fetch(path: string, init?: RequestInit): Promise<Response>;
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

const mockCommand = fileURLToPath(new URL('../../packages/mock/src/cli.ts', import.meta.url));
const HOUR_MS = 3_600_000;

async function startServerEnvironment(): Promise<Environment> {
  const server = await startTestServer();
  const { url, signIns, users, root } = server;
  let modifiedMs = Date.UTC(2026, 0, 1);
  return {
    kind: 'server',
    url,
    password: testPassword,
    link: async () => {
      const { ticket } = await signIns.issueFor(await users.administrator());
      return `${url}/#ticket=${ticket}`;
    },
    put: (path, content) => {
      modifiedMs += HOUR_MS;
      return put(server, path, content, new Date(modifiedMs).toISOString());
    },
    tree: () => tree(server),
    fetch: server.fetch,
    clear: async () => {
      for (const name of await readdir(root)) {
        await rm(join(root, name), { recursive: true, force: true });
      }
      await emptyTrash(server.fetch);
    },
    end: server.end,
  };
}

/** The mock is a process of its own: Node.js loads its source faster than Vitest does. */
async function startMockEnvironment(): Promise<Environment> {
  const child = spawn(process.execPath, [mockCommand, '--web', '--port', '0', '--quiet'], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const exited = once(child, 'exit');
  const [greeting] = await Promise.race([once(child.stdout, 'data'), exited]);
  const [, url] = /(http:\S+)\/#ticket=/.exec(String(greeting)) ?? [];
  if (url === undefined) throw new Error(`The mock did not start: ${greeting}`);
  const password = 'correct horse battery staple';
  const administrator = new FileOrganizerClient({ baseUrl: url });
  await administrator.auth.login({ username: 'admin', password });
  const fetchAsAdministrator: Environment['fetch'] = (path, init = {}) => {
    const headers = new Headers(init.headers);
    headers.set('X-API-Key', 'fo_abc123_token456');
    return fetch(url + path, { ...init, headers });
  };
  const list = async () => {
    const response = await fetchAsAdministrator('/api/v1/files?recursive=true&limit=1000');
    return ((await response.json()) as { items: { file_id: string; path: string }[] }).items;
  };
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
    tree: async () => (await list()).map(({ path }) => path).sort(),
    fetch: fetchAsAdministrator,
    clear: async () => {
      for (const { file_id } of await list()) await deleteForGood(fetchAsAdministrator, file_id);
      await deleteFoldersIn(fetchAsAdministrator, '/');
      await emptyTrash(fetchAsAdministrator);
    },
    end: async () => {
      child.kill();
      await exited;
    },
  };
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
