/** The mock and the server give, change and refuse names alike. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { ListedFile } from '../support/library.ts';
import { json } from '../support/testServer.ts';
import { type Host, type Hosts, startHosts } from './hosts.ts';

let hosts: Hosts;
beforeAll(async () => {
  hosts = await startHosts();
});
afterAll(() => hosts?.stop());

const put = (host: Host, path: string, onConflict: string) =>
  host.fetch(`/api/v1/files/content?path=${encodeURIComponent(path)}&on_conflict=${onConflict}`, {
    method: 'PUT',
    body: 'new',
  });
const announce = (host: Host, path: string, onConflict: string) => {
  const at = path.lastIndexOf('/');
  const wanted = { path: path.slice(0, at), name: path.slice(at + 1), size: 3 };
  return host.fetch('/api/v1/uploads', json({ ...wanted, on_conflict: onConflict }));
};
const move = async (host: Host, path: string, onConflict: string) => {
  const { file_id } = await host.put(`${path.split('/', 2).join('/')}/other.md`, 'other');
  return host.fetch(`/api/v1/files/${file_id}`, {
    ...json({ path, on_conflict: onConflict }),
    method: 'PATCH',
  });
};
const restore = async (host: Host, path: string, onConflict: string) => {
  const { file_id } = await host.put(`${path.split('/', 2).join('/')}/other.md`, 'other');
  await host.fetch(`/api/v1/files/${file_id}`, { method: 'DELETE' });
  const body = json({ path, on_conflict: onConflict });
  return host.fetch(`/api/v1/files/${file_id}/restore`, body);
};
const create = (host: Host, path: string) => host.fetch('/api/v1/folders', json({ path }));

/** The status, and the path or the problem, of a response. */
async function outcomeOf(response: Response): Promise<unknown> {
  const { code, detail, path, name, file } = (await response.json()) as Partial<ListedFile> & {
    readonly code?: string;
    readonly detail?: string;
    readonly file?: ListedFile;
  };
  return [response.status, ...(code ? [code, detail] : [file?.path ?? path, name])];
}

let count = 0;

const paths = [
  'Notes.txt',
  'notes.txt',
  'É.txt',
  'e\u0301.txt',
  'Folder',
  'folder',
  'folder/a.txt',
  'Folder/A.txt',
  'Notes.txt/a.txt',
  'notes.txt/a.txt',
  'sub/sub/new.txt',
];
const writing = { put, announce, move, restore };
const cases = Object.entries(writing).flatMap(([name, write]) =>
  paths.flatMap((path) =>
    ['rename', 'fail', ...(['put', 'announce'].includes(name) ? ['replace'] : [])].map(
      (onConflict) => [name, path, onConflict, write] as const,
    ),
  ),
);

it.each([...cases, ...paths.map((path) => ['create', path, '', create] as const)])(
  '%s %s %s',
  async (_name, path, onConflict, write) => {
    const folder = `/names${count++}`;
    const { server, mock } = await hosts.both(async (host) => {
      for (const name of ['Notes.txt', 'É.txt', 'Folder/a.txt']) {
        await host.put(`${folder}/${name}`, 'old');
      }
      return outcomeOf(await write(host, `${folder}/${path}`, onConflict));
    });
    expect(mock).toEqual(server);
  },
);

it.each(['rename', 'fail'])(
  'a file can change the case of its own name: %s',
  async (onConflict) => {
    const { server, mock } = await hosts.both(async (host) => {
      const { file_id } = await host.put(`/own-${onConflict}/a.txt`, 'content');
      const body = { ...json({ name: 'A.txt', on_conflict: onConflict }), method: 'PATCH' };
      return outcomeOf(await host.fetch(`/api/v1/files/${file_id}`, body));
    });
    expect(server).toEqual([200, `/own-${onConflict}/A.txt`, 'A.txt']);
    expect(mock).toEqual(server);
  },
);
