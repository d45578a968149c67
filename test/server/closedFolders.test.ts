/** Folders of the library that the server may not enter: whoever asks hears so, and nothing breaks. */
import { chmod, mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  bodyOf,
  incoming,
  type ListedFile,
  list,
  names,
  refusal,
  until,
} from '../support/library.ts';
import { canBeStranger, stranger } from '../support/stranger.ts';
import { json, startTestServer, type TestServer, upload } from '../support/testServer.ts';

let server: TestServer;
let inside: ListedFile;
const at = (path: string) => join(server.root, path);

describe.skipIf(!canBeStranger)('a folder that the server cannot enter', () => {
  beforeAll(async () => {
    if (stranger !== undefined) process.seteuid?.(stranger);
    server = await startTestServer();
    await mkdir(at('closed/deep'), { recursive: true });
    await writeFile(at('closed/a.txt'), 'a');
    await writeFile(at('open.txt'), 'open');
    const { items } = await list(server, { path: '/closed' });
    inside = items[0] as ListedFile;
    await chmod(at('closed'), 0);
  });
  afterAll(async () => {
    await chmod(at('closed'), 0o755);
    await server.end();
    if (stranger !== undefined) process.seteuid?.(0);
  });

  const refused: Record<string, () => Promise<Response>> = {
    'cannot be listed': () => server.fetch('/api/v1/files?path=/closed'),
    'hides its subfolders': () => server.fetch('/api/v1/files?path=/closed/deep'),
    'refuses an upload': () =>
      server.fetch('/api/v1/files/upload', upload('b.txt', 'b', { path: '/closed' })),
    'refuses an upload into a new folder': () =>
      server.fetch('/api/v1/files/upload', upload('b.txt', 'b', { path: '/closed/new' })),
    'refuses a new folder': () => server.fetch('/api/v1/folders', json({ path: '/closed/new' })),
    'refuses to delete a folder': () =>
      server.fetch('/api/v1/folders?path=/closed/deep', { method: 'DELETE' }),
    'refuses a PUT': () =>
      server.fetch('/api/v1/files/content?path=/closed/b.txt', { method: 'PUT', body: 'b' }),
    'hides a file': () => server.fetch(`/api/v1/files/${inside.file_id}`),
    'refuses a download': () => server.fetch(`/api/v1/files/${inside.file_id}/content`),
    'refuses a deletion': () =>
      server.fetch(`/api/v1/files/${inside.file_id}`, { method: 'DELETE' }),
    'refuses a move': () =>
      server.fetch(`/api/v1/files/${inside.file_id}`, {
        ...json({ path: '/b.txt' }),
        method: 'PATCH',
      }),
  };
  it.each(Object.entries(refused))('%s', async (_what, send) => {
    expect(await refusal(send())).toBe('403 permission_denied');
    expect(await incoming(server)).toEqual([]);
  });

  it('does not hide other files', async () => {
    expect(await names(server)).toEqual(['open.txt']);
    const { items, folders } = await list(server, { recursive: 'true' });
    expect(items.map(({ path }) => path)).toContain('/open.txt');
    expect(folders).toEqual(['/closed']);
  });

  it('is skipped by search', async () => {
    const search = async (q: string) => {
      const { items } = await bodyOf<{ items: { file: ListedFile }[] }>(
        await server.fetch(`/api/v1/search?q=${q}`),
        200,
      );
      return items.map(({ file }) => file.path);
    };
    await until('it is indexed', async () => (await search('open')).includes('/open.txt'));
    expect(await search('a.txt')).toEqual([]);
  });

  it('accepts a refused request again with the same idempotency key', async () => {
    const send = () => {
      const init = upload('later.txt', 'later', { path: '/closed' });
      return server.fetch('/api/v1/files/upload', { ...init, headers: { 'Idempotency-Key': '1' } });
    };
    expect(await refusal(send())).toBe('403 permission_denied');
    await chmod(at('closed'), 0o755);
    expect(await bodyOf(await send(), 201)).toMatchObject({ path: '/closed/later.txt' });
    expect(await readFile(at('closed/later.txt'), 'utf8')).toBe('later');
    expect(await bodyOf(await server.fetch(`/api/v1/files/${inside.file_id}`), 200)).toEqual(
      inside,
    );
  });
});
