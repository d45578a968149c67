/** Deleting: to the trash, for good, twice, at once, and what is no longer there. */
import { link, mkdir, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { inDatabase } from '../support/database.ts';
import { bodyOf, type ListedFile, names, refusal, trash } from '../support/library.ts';
import { serverPerFile, upload } from '../support/testServer.ts';

const server = serverPerFile();

const put = async (name: string, content = name): Promise<ListedFile> =>
  bodyOf(await server.fetch('/api/v1/files/upload', upload(name, content)), 201);
const remove = (file: ListedFile, query = '') =>
  server.fetch(`/api/v1/files/${file.file_id}${query}`, { method: 'DELETE' });
const place = (file: ListedFile): string => join(server.root, file.path);
const kept = (file: ListedFile): string => join(server.data, 'trash', file.file_id);

it('moves the file to the trash with its old path', async () => {
  const file = await put('trash.txt', 'content');
  const response = await remove(file);
  expect(response.status).toBe(204);
  expect(await response.text()).toBe('');
  expect(await names(server)).not.toContain('trash.txt');
  expect(await readdir(server.root)).not.toContain('trash.txt');
  expect(await readFile(kept(file), 'utf8')).toBe('content');
  const rows = await inDatabase(server, 'SELECT path FROM trash WHERE file_id = ?', [file.file_id]);
  expect(rows).toEqual([{ path: '/trash.txt' }]);
});

it('removes the file permanently with `permanent`', async () => {
  const file = await put('good.txt');
  expect((await remove(file, '?permanent=true')).status).toBe(204);
  expect(await readdir(server.root)).not.toContain('good.txt');
  expect(await trash(server)).not.toContain(file.file_id);
});

it('refuses an invalid `permanent`', async () => {
  const file = await put('unsure.txt');
  for (const value of ['yes', '1', 'TRUE', '']) {
    expect(await refusal(remove(file, `?permanent=${value}`))).toBe('400 invalid_request');
  }
  expect(await readFile(place(file), 'utf8')).toBe('unsure.txt');
});

it('deleting a second time is a 404', async () => {
  const file = await put('twice.txt');
  expect((await remove(file)).status).toBe(204);
  expect(await refusal(remove(file))).toBe('404 file_not_found');
  expect(await readFile(kept(file), 'utf8')).toBe('twice.txt');
});

it('concurrent deletion is done once', async () => {
  for (const query of ['', '?permanent=true']) {
    const file = await put(`many${query.length}.txt`);
    const answers = await Promise.all(Array.from({ length: 10 }, () => remove(file, query)));
    const statuses = answers.map(({ status }) => status).toSorted();
    expect(statuses).toEqual([204, ...Array(9).fill(404)]);
  }
});

it('keeps all files that had the same path', async () => {
  const files = [];
  for (const content of ['one', 'two', 'three']) {
    const file = await put('again.txt', content);
    await remove(file);
    files.push(file);
  }
  const contents = await Promise.all(files.map((file) => readFile(kept(file), 'utf8')));
  expect(contents).toEqual(['one', 'two', 'three']);
});

it('resumes after the server died halfway through the move', async () => {
  const file = await put('halves.txt', 'content');
  await mkdir(join(server.data, 'trash'), { recursive: true });
  await link(place(file), kept(file));
  expect((await remove(file)).status).toBe(204);
  expect(await readdir(server.root)).not.toContain('halves.txt');
  expect(await readFile(kept(file), 'utf8')).toBe('content');
});

it('deleting a file that has vanished is a 404', async () => {
  const file = await put('vanished.txt');
  await rm(place(file));
  expect(await refusal(remove(file))).toBe('404 file_not_found');
});

it('never removes a folder that replaced the file', async () => {
  const file = await put('folder.txt');
  await rm(place(file));
  await mkdir(place(file));
  await writeFile(join(place(file), 'inside.txt'), 'inside');
  expect(await refusal(remove(file))).toBe('404 file_not_found');
  expect(await refusal(remove(file, '?permanent=true'))).toBe('404 file_not_found');
  expect(await readFile(join(place(file), 'inside.txt'), 'utf8')).toBe('inside');
});

it('never removes the target of a link that replaced the file', async () => {
  const outside = join(server.data, 'outside.txt');
  await writeFile(outside, 'outside');
  const file = await put('link.txt');
  await rm(place(file));
  await symlink(outside, place(file));
  expect(await refusal(remove(file))).toBe('404 file_not_found');
  expect(await readFile(outside, 'utf8')).toBe('outside');
  expect(await readdir(server.root)).toContain('link.txt');
});
