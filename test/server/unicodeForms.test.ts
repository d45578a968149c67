/** Paths in another Unicode form than the names on the disk: every operation treats them alike. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { bodyOf, type ListedFile, list, refusal } from '../support/library.ts';
import { json, serverPerFile, upload } from '../support/testServer.ts';

const server = serverPerFile();
let file: ListedFile;
beforeAll(async () => {
  for (const folder of Object.values(folders)) {
    mkdirSync(join(server.root, folder));
    writeFileSync(join(server.root, folder, 'notes.txt'), folder);
  }
  file = await bodyOf<ListedFile>(
    await server.fetch('/api/v1/files/upload', upload('loose.txt', 'loose')),
    201,
  );
});

/** A folder whose name is in each form. */
const folders = { NFC: '/Münch\u00e9n'.normalize('NFC'), NFD: '/Zürich'.normalize('NFD') };
const otherForms = Object.entries(folders).map(([form, path]): [string, string] => [
  form,
  path.normalize(form === 'NFC' ? 'NFD' : 'NFC'),
]);
const body = (fields: object): RequestInit => ({ ...json(fields) });
const query = (path: string): string => encodeURIComponent(path);

describe.each(otherForms)('the other Unicode form of a name in %s', (_form, path) => {
  it.each<[string, () => Promise<Response>]>([
    ['list', () => server.fetch(`/api/v1/files?path=${query(path)}`)],
    ['search', () => server.fetch(`/api/v1/search?q=notes&path=${query(path)}`)],
    ['plan', () => server.fetch('/api/v1/organize/scan', body({ path, methodology: 'type' }))],
    ['look for duplicates in', () => server.fetch('/api/v1/dedupe/scan', body({ path }))],
  ])('is a missing folder to %s', async (_what, request) => {
    expect(await refusal(request())).toBe('404 folder_not_found');
  });

  it.each<[string, () => Promise<Response>]>([
    ['upload to', () => server.fetch('/api/v1/files/upload', upload('a.txt', 'a', { path }))],
    ['create', () => server.fetch('/api/v1/folders', body({ path }))],
    ['create a folder in', () => server.fetch('/api/v1/folders', body({ path: `${path}/a` }))],
    [
      'write to',
      () =>
        server.fetch(`/api/v1/files/content?path=${query(`${path}/a.txt`)}`, {
          method: 'PUT',
          headers: { 'Content-Type': 'application/octet-stream' },
          body: 'a',
        }),
    ],
    [
      'move to',
      () =>
        server.fetch(`/api/v1/files/${file.file_id}`, {
          ...body({ path: `${path}/a.txt` }),
          method: 'PATCH',
        }),
    ],
  ])('is a name conflict to %s', async (_what, request) => {
    expect(await refusal(request())).toBe('409 name_conflict');
  });
});

it('finds a folder by its own form', async () => {
  for (const path of Object.values(folders)) {
    expect((await list(server, { path })).items.map(({ name }) => name)).toEqual(['notes.txt']);
    expect((await server.fetch(`/api/v1/search?q=notes&path=${query(path)}`)).status).toBe(200);
  }
});
