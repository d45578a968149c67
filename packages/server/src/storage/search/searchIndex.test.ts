/** What the search index reports, including files that no longer exist. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { FileRepository } from '../files/fileRepository.ts';
import { type Database, openDatabase } from '../sqlite/database.ts';
import { SearchIndex } from './searchIndex.ts';

let data: string;
let database: Database;
let files: FileRepository;
let index: SearchIndex;

beforeEach(async () => {
  data = await mkdtemp(join(tmpdir(), 'file-organizer-index-'));
  database = await openDatabase(data);
  files = new FileRepository(database);
  index = new SearchIndex(database);
});
afterEach(async () => {
  await database.destroy();
  await rm(data, { recursive: true });
});

const notes = {
  path: '/notes.txt',
  name: 'notes.txt',
  state: { size: 1, createdMs: 5, modifiedMs: 7, identity: '1:2:5', version: '1:2:5:1:7' },
};
const all = { folder: '/', recursive: true };

it("is behind until a file's text is indexed", async () => {
  await files.reconcile(all, [notes], () => true);
  await index.takeNames();
  expect(await index.isBehind()).toBe(true);
  expect(await index.counts()).toEqual({ indexed: 0, queued: 1 });
  const [of] = await index.pendingTexts('text', 1);
  if (!of) throw new Error('No text waits');
  await index.takeTexts([{ of, at: 0, text: 'milk', last: true }]);
  expect(await index.isBehind()).toBe(false);
  expect(await index.counts()).toEqual({ indexed: 1, queued: 0 });
});

it('does not wait for a missing file until it returns', async () => {
  await files.reconcile(all, [notes], () => true);
  await index.takeNames();
  await files.reconcile(all, [], () => true);
  await index.takeNames();
  expect(await index.isBehind()).toBe(false);
  expect(await index.counts()).toEqual({ indexed: 0, queued: 0 });
  await files.reconcile(all, [{ ...notes, path: '/b/notes.txt' }], () => true);
  expect(await index.isBehind()).toBe(true);
});
