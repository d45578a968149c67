/** Files that get another path, go to the trash, and come back. */
import { mkdir, readFile, rename, rm, symlink, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import {
  bodyOf,
  type ListedFile,
  list,
  names,
  type ProblemBody,
  refusal,
  trash,
} from '../support/library.ts';
import { json, serverPerFile } from '../support/testServer.ts';

const server = serverPerFile();

/** Puts a file where it is not yet. */
async function put(path: string, content = path): Promise<ListedFile> {
  const address = `/api/v1/files/content?path=${encodeURIComponent(path)}`;
  return bodyOf(await server.fetch(address, { method: 'PUT', body: content }), 201);
}
const update = (fileId: string, body: object, headers: Readonly<Record<string, string>> = {}) => {
  const { headers: own, ...init } = json(body);
  const all = { ...own, ...headers } as Record<string, string>;
  return server.fetch(`/api/v1/files/${fileId}`, { ...init, method: 'PATCH', headers: all });
};
const remove = (fileId: string, query = '', headers: Readonly<Record<string, string>> = {}) =>
  server.fetch(`/api/v1/files/${fileId}${query}`, { method: 'DELETE', headers });
const restore = (fileId: string, query = '', body?: object) =>
  server.fetch(`/api/v1/files/${fileId}/restore${query}`, body ? json(body) : { method: 'POST' });
const textAt = (path: string) => readFile(join(server.root, path), 'utf8');

type Trash = {
  readonly items: readonly { file: ListedFile; original_path: string; deleted_at: string }[];
  readonly total: number;
  readonly next_cursor: string | null;
};
const listTrash = async (query = ''): Promise<Trash> =>
  bodyOf(await server.fetch(`/api/v1/files/trash${query}`), 200);

describe('a file that is moved', () => {
  it.each([
    ['by its name', { name: 'b.txt' }, '/name/b.txt'],
    ['by its path to missing folders', { path: '/far/away/c.txt' }, '/far/away/c.txt'],
    ['by both', { path: '/both/x.txt', name: 'd.txt' }, '/both/d.txt'],
    ['to its own path', { name: 'a.txt' }, '/stay/a.txt'],
    ['to another case', { name: 'A.txt' }, '/case/A.txt'],
  ])('%s keeps its id, content and digest', async (_how, body, path) => {
    const from = `${path.slice(0, path.lastIndexOf('/'))}/a.txt`;
    const file = await put(from);
    const moved = await bodyOf<ListedFile>(await update(file.file_id, body), 200);
    const { etag } = moved;
    expect(moved).toEqual({ ...file, path, name: path.slice(path.lastIndexOf('/') + 1), etag });
    // What a client has kept of the file, its path among it, is as it was only where that is.
    expect(etag === file.etag).toBe(path === from);
    const known = { headers: { 'If-None-Match': file.etag } };
    const again = await server.fetch(`/api/v1/files/${file.file_id}`, known);
    expect(again.status).toBe(path === from ? 304 : 200);
    expect(await textAt(path)).toBe(from);
    const folder = path.slice(0, path.lastIndexOf('/'));
    expect((await list(server, { path: folder })).items).toEqual([moved]);
  });

  it('never replaces another', async () => {
    const file = await put('/full/a.txt');
    await put('/full/b.txt');
    expect(await refusal(update(file.file_id, { name: 'b.txt' }))).toBe('409 file_exists');
    expect(await refusal(update(file.file_id, { name: 'B.TXT' }))).toBe('409 name_conflict');
    const moved = await update(file.file_id, { name: 'b.txt', on_conflict: 'rename' });
    expect((await bodyOf<ListedFile>(moved, 200)).path).toBe('/full/b (2).txt');
    expect(await names(server, '/full')).toEqual(['b (2).txt', 'b.txt']);
  });

  it.each([
    [{}, '400 invalid_request'],
    [{ name: '..' }, '400 invalid_path'],
    [{ name: 'a/b' }, '400 invalid_path'],
    [{ path: '/../b' }, '400 invalid_path'],
    [{ path: '/folder/' }, '400 invalid_path'],
    [{ path: '/refused/a.txt/b' }, '409 not_a_folder'],
    [{ path: '/outside/b' }, '400 invalid_path'],
  ])('is refused for %j', async (body, expected) => {
    await rm(join(server.root, 'refused'), { recursive: true, force: true });
    await rm(join(server.root, 'outside'), { force: true });
    await symlink('/tmp', join(server.root, 'outside'));
    const file = await put('/refused/a.txt');
    expect(await refusal(update(file.file_id, body))).toBe(expected);
    expect(await textAt('/refused/a.txt')).toBe('/refused/a.txt');
  });

  it('needs a matching ETag if the client sends one', async () => {
    const file = await put('/known/a.txt');
    const stale = { 'If-Match': '"another"' };
    expect(await refusal(update(file.file_id, { name: 'b.txt' }, stale))).toBe(
      '412 precondition_failed',
    );
    expect(await refusal(remove(file.file_id, '', stale))).toBe('412 precondition_failed');
    const fresh = { 'If-Match': file.etag };
    const moved = await update(file.file_id, { name: 'b.txt' }, fresh);
    const { etag } = await bodyOf<ListedFile>(moved, 200);
    expect(await refusal(remove(file.file_id, '', fresh))).toBe('412 precondition_failed');
    expect((await remove(file.file_id, '', { 'If-Match': etag })).status).toBe(204);
  });

  it('concurrently is in one place', async () => {
    const file = await put('/hither/a.txt');
    await mkdir(join(server.root, 'thither'));
    const answers = await Promise.all(
      Array.from({ length: 20 }, (_, at) =>
        update(file.file_id, { path: at % 2 ? '/hither/a.txt' : '/thither/a.txt' }),
      ),
    );
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]));
    const found = [...(await names(server, '/hither')), ...(await names(server, '/thither'))];
    expect(found).toEqual(['a.txt']);
  });
});

describe('the trash', () => {
  it('lists deleted files in pages, latest first', async () => {
    const files = [await put('/pages/a.txt'), await put('/pages/b.txt'), await put('/pages/c.txt')];
    for (const { file_id } of files) await remove(file_id);
    const all = await listTrash();
    expect(all.items.slice(0, 3).map(({ file }) => file)).toEqual(files.toReversed());
    expect(all.items[0]?.original_path).toBe('/pages/c.txt');
    const seen: string[] = [];
    let next: string | null = '';
    while (next !== null) {
      const page: Trash = await listTrash(`?limit=2${next && `&cursor=${next}`}`);
      expect(page.total).toBe(all.total);
      seen.push(...page.items.map(({ file }) => file.file_id));
      next = page.next_cursor;
    }
    expect(seen).toEqual(all.items.map(({ file }) => file.file_id));
    expect(await refusal(server.fetch('/api/v1/files/trash?cursor=bm9uZQ'))).toBe(
      '400 invalid_request',
    );
  });

  it('restores a file into a deleted folder', async () => {
    const file = await put('/gone/deep/a.txt', 'kept');
    await remove(file.file_id);
    await rm(join(server.root, 'gone'), { recursive: true });
    expect(await bodyOf(await restore(file.file_id), 200)).toEqual(file);
    expect(await textAt('/gone/deep/a.txt')).toBe('kept');
    expect(await trash(server)).not.toContain(file.file_id);
  });

  it('restores a file next to one with its name', async () => {
    const file = await put('/again/a.txt', 'old');
    await remove(file.file_id);
    await put('/again/a.txt', 'new');
    expect(await refusal(restore(file.file_id, '?on_conflict=fail'))).toBe('409 file_exists');
    const back = await bodyOf<ListedFile>(await restore(file.file_id), 200);
    expect(back).toMatchObject({ file_id: file.file_id, path: '/again/a (2).txt' });
    expect(await textAt('/again/a (2).txt')).toBe('old');
    expect(await textAt('/again/a.txt')).toBe('new');
  });

  it.each([
    [
      'has another case now',
      async (folder: string) =>
        rename(folder, join(dirname(folder), basename(folder).toUpperCase())),
      '409 name_conflict',
    ],
    ['is a file now', async (folder: string) => writeFile(folder, ''), '409 not_a_folder'],
    ['is a link now', async (folder: string) => symlink('there', folder), '400 invalid_path'],
  ])('restores a file to another path if its folder %s', async (what, change, refused) => {
    const name = what.replaceAll(' ', '-');
    const file = await put(`/${name}/deep/a.txt`, 'kept');
    await remove(file.file_id);
    const folder = join(server.root, name);
    if (!what.includes('case')) await rm(folder, { recursive: true });
    await change(folder);
    const refusal = await restore(file.file_id);
    const problem = (await refusal.json()) as ProblemBody;
    expect(`${problem.status} ${problem.code}`).toBe(refused);
    expect(problem.detail).toMatch(/To restore the file elsewhere, send a `path`$/);
    const path = `/elsewhere/${name}.txt`;
    const back = await bodyOf<ListedFile>(await restore(file.file_id, '', { path }), 200);
    expect(back).toMatchObject({ file_id: file.file_id, path, sha256: file.sha256 });
    expect(await textAt(path)).toBe('kept');
    expect(await trash(server)).not.toContain(file.file_id);
  });

  it('checks the path for a restore like that for a move', async () => {
    const file = await put('/named/a.txt', 'kept');
    await put('/named/b.txt');
    await remove(file.file_id);
    const to = (path: string, query = '') => restore(file.file_id, query, { path });
    expect(await refusal(to('/named/'))).toBe('400 invalid_path');
    expect(await refusal(to('/../out.txt'))).toBe('400 invalid_path');
    expect(await refusal(to('/named/B.txt', '?on_conflict=fail'))).toBe('409 name_conflict');
    expect(await refusal(to('/named/b.txt', '?on_conflict=fail'))).toBe('409 file_exists');
    expect(await bodyOf(await to('/named/b.txt'), 200)).toMatchObject({ path: '/named/b (2).txt' });
  });

  it('accepts a missing or empty body', async () => {
    for (const [name, init] of [
      ['none', { method: 'POST' }],
      ['empty', { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: '' }],
      ['form', { method: 'POST', headers: { 'Content-Type': 'text/plain' } }],
      ['pathless', json({})],
    ] as const) {
      const file = await put(`/bodies/${name}.txt`);
      await remove(file.file_id);
      const answer = await server.fetch(`/api/v1/files/${file.file_id}/restore`, init);
      expect(await bodyOf(answer, 200)).toEqual(file);
    }
  });

  it('refuses an invalid body', async () => {
    const file = await put('/wrong-body/a.txt');
    await remove(file.file_id);
    for (const body of [{ path: 'relative' }, { path: '/' }, { path: 7 }, { name: 'b.txt' }]) {
      expect(await refusal(restore(file.file_id, '', body))).toBe('400 invalid_request');
    }
    expect(await bodyOf(await restore(file.file_id), 200)).toEqual(file);
  });

  it('restores a file once for concurrent requests', async () => {
    const file = await put('/rush/a.txt');
    await remove(file.file_id);
    const answers = await Promise.all(Array.from({ length: 8 }, () => restore(file.file_id)));
    const bodies = await Promise.all(answers.map((answer) => bodyOf(answer, 200)));
    for (const body of bodies) expect(body).toEqual(file);
    expect(await names(server, '/rush')).toEqual(['a.txt']);
  });

  it('removes a file permanently only with `permanent`', async () => {
    const file = await put('/final/a.txt');
    await remove(file.file_id);
    expect(await refusal(remove(file.file_id))).toBe('404 file_not_found');
    const stale = remove(file.file_id, '?permanent=true', { 'If-Match': '"another"' });
    expect(await refusal(stale)).toBe('412 precondition_failed');
    expect((await remove(file.file_id, '?permanent=true')).status).toBe(204);
    expect(await trash(server)).not.toContain(file.file_id);
    expect(await refusal(restore(file.file_id))).toBe('404 not_in_trash');
    expect(await refusal(remove(file.file_id, '?permanent=true'))).toBe('404 file_not_found');
  });

  it('leaves a file in place that is already restored', async () => {
    const file = await put('/there/a.txt');
    expect(await bodyOf(await restore(file.file_id), 200)).toEqual(file);
    await remove(file.file_id);
    await restore(file.file_id);
    const moved = await bodyOf(await update(file.file_id, { name: 'b.txt' }), 200);
    expect(await bodyOf(await restore(file.file_id, '?on_conflict=fail'), 200)).toEqual(moved);
  });

  it('has no file that was removed from it by other programs', async () => {
    const gone = await put('/taken/a.txt');
    await rm(join(server.root, 'taken/a.txt'));
    expect(await refusal(restore(gone.file_id))).toBe('404 not_in_trash');
    const file = await put('/taken/b.txt');
    await remove(file.file_id);
    await rm(join(server.data, 'trash', file.file_id));
    expect(await refusal(restore(file.file_id))).toBe('404 not_in_trash');
  });

  it('restores a file that was replaced', async () => {
    const old = await put('/replaced/a.txt', 'old');
    await server.fetch('/api/v1/files/content?path=/replaced/a.txt', {
      method: 'PUT',
      body: 'new',
    });
    await bodyOf(await restore(old.file_id), 200);
    expect(await textAt('/replaced/a (2).txt')).toBe('old');
    await writeFile(join(server.root, 'replaced', 'b.txt'), 'b');
  });
});
