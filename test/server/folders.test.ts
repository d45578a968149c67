/** Folders that users create and delete, on a real disk. */
import { existsSync, lstatSync, mkdirSync, renameSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { bodyOf, list, refusal } from '../support/library.ts';
import { json, serverPerFile, serverPerTest, upload } from '../support/testServer.ts';

const server = serverPerFile();
const at = '/api/v1/folders';

type Created = { path: string; name: string; created_parents: string[] };

const create = (path: string, headers: Record<string, string> = {}): Promise<Response> =>
  server.fetch(at, {
    ...json({ path }),
    headers: { 'Content-Type': 'application/json', ...headers },
  });
const remove = (path: string): Promise<Response> =>
  server.fetch(`${at}?path=${encodeURIComponent(path)}`, { method: 'DELETE' });
const place = (path: string): string => join(server.root, path);
const foldersIn = async (path: string): Promise<readonly string[]> =>
  (await list(server, { path })).folders;

describe('creating a folder', () => {
  it('makes one that is listed while it is empty', async () => {
    expect(await bodyOf<Created>(await create('/plain'), 201)).toEqual({
      path: '/plain',
      name: 'plain',
      created_parents: [],
    });
    expect(lstatSync(place('plain')).isDirectory()).toBe(true);
    expect(await foldersIn('/')).toContain('/plain');
    expect(await list(server, { path: '/plain' })).toMatchObject({ items: [], folders: [] });
  });

  it('names the parents that were missing', async () => {
    await create('/one');
    const { created_parents } = await bodyOf<Created>(await create('/one/two/three/four'), 201);
    expect(created_parents).toEqual(['/one/two', '/one/two/three']);
  });

  it('answers with the address of its list', async () => {
    const response = await create('/a & b/ç');
    const location = response.headers.get('Location') ?? '';
    expect((await server.fetch(location)).status).toBe(200);
  });

  it('ignores slashes at the end', async () => {
    expect(await bodyOf<Created>(await create('/slashes//in///'), 201)).toMatchObject({
      path: '/slashes/in',
      name: 'in',
    });
  });

  it('shows in a list that was read before', async () => {
    await create('/cached');
    expect(await foldersIn('/cached')).toEqual([]);
    await create('/cached/sub');
    expect(await foldersIn('/cached')).toEqual(['/cached/sub']);
  });

  it('hides a name with a dot, as lists do', async () => {
    await create('/dots/.hidden');
    expect(await foldersIn('/dots')).toEqual([]);
    const { folders } = await list(server, { path: '/dots', include_hidden: 'true' });
    expect(folders).toEqual(['/dots/.hidden']);
  });

  it('makes one that takes uploads', async () => {
    await create('/target');
    const sent = await server.fetch(
      '/api/v1/files/upload',
      upload('a.txt', 'a', { path: '/target' }),
    );
    expect(sent.status).toBe(201);
  });

  it('is refused if the folder exists', async () => {
    await create('/twice');
    expect(await refusal(create('/twice'))).toBe('409 folder_exists');
  });

  it('is refused if a file has the name', async () => {
    writeFileSync(place('taken.txt'), 'x');
    expect(await refusal(create('/taken.txt'))).toBe('409 file_exists');
  });

  it('is refused below a file', async () => {
    writeFileSync(place('above.txt'), 'x');
    expect(await refusal(create('/above.txt/sub/deep'))).toBe('409 not_a_folder');
  });

  it.each([
    ['case', '/Letters', '/letters'],
    ['Unicode form', '/M\u00fcnchen', '/Mu\u0308nchen'],
  ])('is refused for a name that differs in %s only, and for one below', async (_what, a, b) => {
    expect((await create(a)).status).toBe(201);
    expect(await refusal(create(b))).toBe('409 name_conflict');
    expect(await refusal(create(`${b}/sub`))).toBe('409 name_conflict');
    expect(existsSync(place(`${a}/sub`))).toBe(false);
  });

  it('keeps the Unicode form that was sent', async () => {
    const path = '/Zu\u0308rich';
    expect((await bodyOf<Created>(await create(path), 201)).path).toBe(path);
    expect(await foldersIn('/')).toContain(path);
  });

  it('is refused for the library itself', async () => {
    expect(await refusal(create('//'))).toBe('400 invalid_path');
  });

  it.each([1, 2])('follows no link in the path, %i names before the end', async (count) => {
    const outside = place('../outside');
    mkdirSync(outside, { recursive: true });
    symlinkSync(outside, place(`link-${count}`));
    const path = `/link-${count}/${Array.from({ length: count }, () => 'x').join('/')}`;
    expect(await refusal(create(path))).toBe('400 invalid_path');
    expect(existsSync(join(outside, 'x'))).toBe(false);
  });

  it('leaves a link of that name as it is', async () => {
    symlinkSync('nowhere', place('dangling'));
    expect(await refusal(create('/dangling'))).toBe('409 file_exists');
    expect(lstatSync(place('dangling')).isSymbolicLink()).toBe(true);
    expect(existsSync(place('nowhere'))).toBe(false);
  });

  it('makes one of many requests at once, and refuses the others', async () => {
    const statuses = (await Promise.all(Array.from({ length: 10 }, () => create('/race/x')))).map(
      ({ status }) => status,
    );
    expect(statuses.toSorted()).toEqual([201, ...Array.from({ length: 9 }, () => 409)]);
  });

  it('makes only one of two names that differ in case, at once', async () => {
    const answers = await Promise.all([create('/Pair'), create('/pair')]);
    const refused = answers.filter(({ ok }) => !ok).map(refusal);
    expect(await Promise.all(refused)).toEqual(['409 name_conflict']);
  });

  it('reports the folder again for the same idempotency key', async () => {
    const first = await bodyOf<Created>(await create('/k/once', { 'Idempotency-Key': 'k' }), 201);
    const again = await create('/k/once', { 'Idempotency-Key': 'k' });
    expect(again.headers.get('Idempotency-Replayed')).toBe('true');
    expect(await bodyOf<Created>(again, 201)).toEqual(first);
    expect(await refusal(create('/k/other', { 'Idempotency-Key': 'k' }))).toBe(
      '422 idempotency_key_reused',
    );
  });

  it('reaches the deepest path, and no deeper', async () => {
    const deepest = '/d'.repeat(100);
    expect((await create(deepest)).status).toBe(201);
    expect(await refusal(create(`${deepest}/d`))).toBe('400 invalid_path');
  });
});

describe('deleting a folder', () => {
  it('removes one that is empty, from the disk and from lists', async () => {
    await create('/gone/sub');
    expect((await remove('/gone/sub')).status).toBe(204);
    expect(await foldersIn('/gone')).toEqual([]);
    expect(existsSync(place('gone/sub'))).toBe(false);
    expect(await refusal(remove('/gone/sub'))).toBe('404 folder_not_found');
  });

  it.each([
    ['a file', (folder: string) => writeFileSync(join(folder, 'a.txt'), 'a')],
    ['a hidden file', (folder: string) => writeFileSync(join(folder, '.a'), 'a')],
    ['a folder', (folder: string) => mkdirSync(join(folder, 'a'))],
    ['a link', (folder: string) => symlinkSync('nowhere', join(folder, 'a'))],
    [
      'an upload in progress',
      (folder: string) => writeFileSync(join(folder, '.file-organizer-1'), ''),
    ],
  ])('is refused if %s is in it', async (what, fill) => {
    const path = `/full/${what}`;
    await create(path);
    fill(place(path));
    expect(await refusal(remove(path))).toBe('409 folder_not_empty');
    expect(existsSync(place(path))).toBe(true);
  });

  it('is refused for a file', async () => {
    writeFileSync(place('file.txt'), 'x');
    expect(await refusal(remove('/file.txt'))).toBe('409 not_a_folder');
  });

  it('is refused for the library itself', async () => {
    expect(await refusal(remove('//'))).toBe('400 invalid_path');
  });

  it('does not remove a link, nor the folder that it leads to', async () => {
    mkdirSync(place('../empty-outside'));
    symlinkSync(place('../empty-outside'), place('way-out'));
    expect(await refusal(remove('/way-out'))).toBe('409 not_a_folder');
    mkdirSync(place('../empty-outside/in'));
    expect(await refusal(remove('/way-out/in'))).toBe('400 invalid_path');
    expect(existsSync(place('../empty-outside/in'))).toBe(true);
  });

  it('loses no file that is uploaded at the same time', async () => {
    for (let n = 0; n < 5; n++) {
      const path = `/meeting/${n}`;
      await create(path);
      const [sent] = await Promise.all([
        server.fetch('/api/v1/files/upload', upload('a.txt', 'a', { path })),
        remove(path),
      ]);
      expect(sent.status).toBe(201);
      expect(existsSync(place(`${path}/a.txt`))).toBe(true);
    }
  });

  it('needs the scope files:delete', async () => {
    await create('/kept');
    const key = await server.keys.create('writer', ['files:read', 'files:write']);
    const headers = { 'X-API-Key': key };
    const response = server.fetch(`${at}?path=/kept`, { method: 'DELETE', headers });
    expect(await refusal(response)).toBe('403 insufficient_scope');
  });
});

describe('a library that is away', () => {
  const away = serverPerTest();

  it('is not created anew', async () => {
    renameSync(away.root, `${away.root}-away`);
    expect(await refusal(away.fetch(at, json({ path: '/new' })))).toBe('503 library_unavailable');
    expect(existsSync(away.root)).toBe(false);
  });

  it('gets no folder in an empty mount point', async () => {
    renameSync(away.root, `${away.root}-away`);
    mkdirSync(away.root);
    expect(await refusal(away.fetch(at, json({ path: '/new' })))).toBe('503 library_unavailable');
    expect(existsSync(join(away.root, 'new'))).toBe(false);
  });
});
