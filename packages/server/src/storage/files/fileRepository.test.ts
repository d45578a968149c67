/** How lists are read from the index. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CompiledQuery, type KyselyPlugin, sql } from 'kysely';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Database } from '../database.ts';
import { openDatabase } from '../sqlite/database.ts';
import type { FilePosition, Scope } from './fileQuery.ts';
import { FileRepository } from './fileRepository.ts';

let data: string;
let database: Database;

beforeAll(async () => {
  data = await mkdtemp(join(tmpdir(), 'file-organizer-files-'));
  database = await openDatabase(data);
  await sql`
    WITH RECURSIVE counted (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM counted WHERE n < 100000)
    INSERT INTO files (file_id, path, folder, name, sort_key, mime_type, type, size, created_ms,
      modified_ms, identity, version, present)
    SELECT n, '/' || n, '/', n, n, 'text/plain', 'document', 1, 1, 1, n, n, 1 FROM counted
  `.execute(database);
});
afterAll(async () => {
  await database.destroy();
  await rm(data, { recursive: true });
});

/** SQLite's query plan for a page of names. */
async function planOf(
  direction: 'asc' | 'desc',
  after?: FilePosition,
  scope: Scope = { folder: '/', recursive: false },
): Promise<string[]> {
  const sent: CompiledQuery[] = [];
  const recorder: KyselyPlugin = {
    transformQuery({ node, queryId }) {
      sent.push(database.getExecutor().compileQuery(node, queryId));
      return node;
    },
    transformResult: async ({ result }) => result,
  };
  await new FileRepository(database.withPlugin(recorder)).page({
    ...{ ...scope, includeHidden: false, type: undefined },
    ...{ order: { by: 'name', direction }, after, limit: 100 },
  });
  const [page] = sent;
  if (!page || sent.length !== 1) throw new Error(`${sent.length} statements`);
  const plan = CompiledQuery.raw(`EXPLAIN QUERY PLAN ${page.sql}`, [...page.parameters]);
  const { rows } = await database.executeQuery<{ detail: string }>(plan);
  return rows.map(({ detail }) => detail);
}

it.each(['asc', 'desc'] as const)(
  'reads 100 of 100,000 names, %s, by an index',
  async (direction) => {
    expect(await planOf(direction)).toEqual(['SEARCH files USING INDEX files_folder (folder=?)']);
  },
);

it('starts a later page at its position in the index', async () => {
  expect(await planOf('asc', ['b', '/b'])).toEqual([
    'SEARCH files USING INDEX files_folder (folder=? AND (sort_key,path)>(?,?))',
  ]);
});

const everywhere = { folder: '/', recursive: true };

it.each(['asc', 'desc'] as const)('reads the whole library in order, %s', async (direction) => {
  expect(await planOf(direction, undefined, everywhere)).toEqual([
    'SCAN files USING INDEX files_order',
    'USE TEMP B-TREE FOR LAST TERM OF ORDER BY',
  ]);
});

it('starts a later page of the whole library at its position', async () => {
  expect(await planOf('asc', ['b', '/b'], everywhere)).toEqual([
    'SEARCH files USING INDEX files_order (sort_key>?)',
    'USE TEMP B-TREE FOR LAST TERM OF ORDER BY',
  ]);
});
