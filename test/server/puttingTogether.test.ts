/** Files that come at the same time, which are put in the library and its index together. */
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { bodyOf, incoming, type ListedFile, list, names, refusal } from '../support/library.ts';
import { serverPerFile } from '../support/testServer.ts';

const server = serverPerFile();

const put = (path: string, body: string, query: Readonly<Record<string, string>> = {}) =>
  server.fetch(`/api/v1/files/content?${new URLSearchParams({ path, ...query })}`, {
    method: 'PUT',
    body,
  });

const times = <T>(count: number, make: (n: number) => T): T[] =>
  Array.from({ length: count }, (_, n) => make(n));

describe('concurrent uploads', () => {
  it('each get their own id and content', async () => {
    const answers = await Promise.all(
      times(60, async (n) => {
        const conflict = ['rename', 'replace', 'fail'][n % 3] ?? '';
        // A third of them have a name of their own.
        const path = n % 9 < 3 ? `/all/own ${n}.txt` : '/all/same.txt';
        const response = await put(path, `content ${n}`, { on_conflict: conflict });
        if (response.status === 409) {
          expect(conflict).toBe('fail');
          return undefined;
        }
        const file = await bodyOf<ListedFile>(response, response.status === 200 ? 200 : 201);
        return { file, content: `content ${n}` };
      }),
    );
    const kept = answers.filter((answer) => answer !== undefined);
    expect(new Set(kept.map(({ file }) => file.file_id)).size).toBe(kept.length);
    const inTrash = await bodyOf<{ items: { file: ListedFile }[] }>(
      await server.fetch('/api/v1/files/trash?limit=1000'),
      200,
    );
    const trashed = new Set(inTrash.items.map(({ file }) => file.file_id));
    const listed = new Map(
      (await list(server, { path: '/all', limit: '1000' })).items.map((file) => [
        file.file_id,
        file,
      ]),
    );
    expect(listed.size + trashed.size).toBe(kept.length);
    for (const { file, content } of kept) {
      if (trashed.has(file.file_id)) {
        const place = join(server.data, 'trash', file.file_id);
        expect(await readFile(place, 'utf8')).toBe(content);
      } else {
        const { path = '' } = listed.get(file.file_id) ?? {};
        expect(await readFile(join(server.root, path), 'utf8')).toBe(content);
      }
    }
    expect(await incoming(server)).toEqual([]);
  });

  it('succeed even if others are refused', async () => {
    await writeFile(join(server.root, 'file'), 'not a folder');
    const answers = await Promise.all([
      put('/mixed/a.txt', 'a'),
      put('/file/b.txt', 'b'),
      put('/mixed/c.txt', 'c'),
      put(`/mixed/${'x'.repeat(256)}`, 'd'),
    ]);
    expect(answers.map(({ status }) => status)).toEqual([201, 409, 201, 400]);
    expect(await names(server, '/mixed')).toEqual(['a.txt', 'c.txt']);
  });
});

describe('names changed by other programs', () => {
  it('are known to the next upload', async () => {
    await bodyOf(await put('/behind/first.txt', '1'), 201);
    const [there, away] = [
      join(server.root, 'behind', 'Report.txt'),
      join(server.root, 'behind', 'Other.txt'),
    ];
    await writeFile(there, 'of another program');
    expect(await refusal(put('/behind/report.txt', '2', { on_conflict: 'fail' }))).toBe(
      '409 name_conflict',
    );
    await rename(there, away);
    await bodyOf(await put('/behind/report.txt', '3', { on_conflict: 'fail' }), 201);
    expect(await refusal(put('/behind/other.txt', '4', { on_conflict: 'fail' }))).toBe(
      '409 name_conflict',
    );
    await rm(away);
    await bodyOf(await put('/behind/other.txt', '5', { on_conflict: 'fail' }), 201);
    expect(await names(server, '/behind')).toEqual(['first.txt', 'other.txt', 'report.txt']);
  });

  it('are those of the current folder', async () => {
    await bodyOf(await put('/exchanged/a.txt', '1'), 201);
    await bodyOf(await put('/exchanged/b.txt', '2'), 201);
    const folder = join(server.root, 'exchanged');
    await rename(folder, `${folder} before`);
    await mkdir(folder);
    await writeFile(join(folder, 'B.TXT'), 'of another program');
    expect(await refusal(put('/exchanged/b.txt', '3', { on_conflict: 'fail' }))).toBe(
      '409 name_conflict',
    );
    await bodyOf(await put('/exchanged/A.txt', '4', { on_conflict: 'fail' }), 201);
    await rm(folder, { recursive: true });
    await bodyOf(await put('/exchanged/b.txt', '5', { on_conflict: 'fail' }), 201);
    expect(await names(server, '/exchanged')).toEqual(['b.txt']);
  });

  it('are free again', async () => {
    for (const name of ['n.txt', 'n (2).txt', 'n (3).txt']) {
      const file = await bodyOf<ListedFile>(
        await put('/numbers/n.txt', name, { on_conflict: 'rename' }),
        201,
      );
      expect(file.name).toBe(name);
    }
    await rm(join(server.root, 'numbers', 'n (2).txt'));
    const file = await bodyOf<ListedFile>(
      await put('/numbers/n.txt', 'again', { on_conflict: 'rename' }),
      201,
    );
    expect(file.name).toBe('n (2).txt');
  });
});
