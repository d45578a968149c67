/** What the search index reports, including files that no longer exist. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CompiledQuery, sql } from 'kysely';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { Database } from '../database.ts';
import { FileRepository } from '../files/fileRepository.ts';
import { openDatabase } from '../sqlite/database.ts';
import { behindQuery, countsQuery, SearchIndex } from './searchIndex.ts';

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

it('counts files in every state as if each were looked up', async () => {
  const wanted: { indexed: number; queued: number }[] = [];
  const counted: { indexed: number; queued: number }[] = [];
  const note = async () => {
    const { rows } = await sql<{ indexed: number; queued: number }>`SELECT
      count(*) FILTER (WHERE pending IS NULL) AS indexed,
      count(*) FILTER (WHERE pending IS NOT NULL)
        + (SELECT count(DISTINCT file_id) FROM search_queue) AS queued
      FROM search_documents JOIN files USING (file_id) WHERE present = 1`.execute(database);
    wanted.push(...rows);
    counted.push(await index.counts());
  };
  const names = ['a.txt', 'b.txt', 'c.jpg', 'd.pdf', 'e.txt', 'f.jpg'];
  const found = names.map((name, at) => ({
    ...{ path: `/${name}`, name },
    state: { ...notes.state, identity: `1:${at}:5`, version: `1:${at}:5:1:7` },
  }));
  await note();
  // New files, then with documents, the first text indexed, some missing, and some changed.
  await files.reconcile(all, found.slice(0, 4), () => true);
  await note();
  await index.takeNames();
  await note();
  const [of] = await index.pendingTexts('text', 1);
  if (of) await index.takeTexts([{ of, at: 0, text: 'milk', last: true }]);
  await note();
  const [, , ...later] = found;
  const changed = later.map((file) => ({
    ...file,
    state: { ...file.state, version: `${file.state.version}8` },
  }));
  await files.reconcile(all, changed, () => true);
  await note();
  await index.takeNames(3);
  await note();
  await index.takeNames();
  await note();
  expect(wanted.map(({ queued }) => queued)).toEqual([0, 4, 3, 2, 5, 3, 2]);
  expect(counted).toEqual(wanted);
});

it.each([
  ['whether files wait', behindQuery],
  ['how many', countsQuery],
])('finds %s without reading the row of each file', async (_what, query) => {
  const { sql: text, parameters } = query.compile(database);
  const plan = await database.executeQuery<{ detail: string }>(
    CompiledQuery.raw(`EXPLAIN QUERY PLAN ${text}`, [...parameters]),
  );
  const scans = plan.rows.map(({ detail }) => detail).filter((step) => step.startsWith('SCAN'));
  expect(scans).toContain('SCAN search_documents USING INDEX search_pending');
  expect(
    scans.filter((step) => /^SCAN (files|search_documents)(?! USING (COVERING )?INDEX)/.test(step)),
  ).toEqual([]);
  expect(scans).not.toContain('SCAN files USING INDEX files_path');
});
