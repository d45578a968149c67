/** How SQLite runs a search, whatever the terms. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CompiledQuery } from 'kysely';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Database } from '../database.ts';
import { openDatabase } from '../sqlite/database.ts';
import { hitsQuery } from './searchHits.ts';
import { termsOf } from './terms.ts';

let data: string;
let database: Database;
beforeAll(async () => {
  data = await mkdtemp(join(tmpdir(), 'file-organizer-hits-'));
  database = await openDatabase(data);
});
afterAll(async () => {
  await database.destroy();
  await rm(data, { recursive: true });
});

const everywhere = { folder: '/', recursive: true, includeHidden: false, type: undefined };

/** SQLite's query plan for the tables of texts. */
async function planOfTexts(q: string): Promise<string[]> {
  const { sql, parameters } = hitsQuery(termsOf(q), everywhere, undefined, 50).compile(database);
  const plan = await database.executeQuery<{ detail: string }>(
    CompiledQuery.raw(`EXPLAIN QUERY PLAN ${sql}`, [...parameters]),
  );
  return plan.rows.map(({ detail }) => detail).filter((step) => step.includes('search_text_'));
}

it.each([
  ['a word', 'invoice'],
  ['one letter', 'e'],
  ['two Chinese characters', '京都'],
  ['punctuation', '++'],
  ['a phrase', '"of the year"'],
  ['one repeated letter', 'a'.repeat(900)],
  ['many terms', Array.from({ length: 32 }, (_, at) => `"${at}a"`).join(' ')],
])('uses the text index without reading texts: %s', async (_what, q) => {
  const steps = await planOfTexts(q);
  expect(steps.length).toBeGreaterThan(0);
  // "M" is a MATCH; without one, FTS5 scans all rows.
  expect(steps.filter((step) => !/^SCAN \w+ VIRTUAL TABLE INDEX \d+:\S*M/.test(step))).toEqual([]);
});

it('searches each term once in each of two text tables', async () => {
  expect(await planOfTexts('invoice report')).toHaveLength(4);
});
