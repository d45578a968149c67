import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Database } from './database.ts';
import { openDatabase } from './sqlite/database.ts';
import { readStatistics } from './statistics.ts';

/**
 * A sparse file may be as long as the file system can count. The sum of two of these overflows SQLite's
 * integers.
 */
const HUGE = 2 ** 62;

let data: string;
let database: Database;

beforeAll(async () => {
  data = await mkdtemp(join(tmpdir(), 'file-organizer-statistics-'));
  database = await openDatabase(data);
  for (const name of ['a', 'b']) {
    await sql`
      INSERT INTO files (file_id, path, folder, name, sort_key, mime_type, type, size, created_ms,
        modified_ms, identity, version, present)
      VALUES (${name}, ${`/${name}`}, '/', ${name}, ${name}, 'text/plain', 'document', ${HUGE}, 1, 1,
        ${name}, ${name}, 1)
    `.execute(database);
    const file = `{"size":4611686018427387904}`;
    await database
      .insertInto('trash')
      .values({ file_id: name, path: `/${name}`, file, deleted_ms: 1 })
      .execute();
  }
});
afterAll(async () => {
  await database.destroy();
  await rm(data, { recursive: true });
});

it('sums file sizes beyond the integers of SQLite', async () => {
  const { types } = await readStatistics(database);
  expect(types).toEqual([{ type: 'document', count: 2, bytes: 2 * HUGE }]);
});

it('sums sizes in the trash beyond the integers of SQLite', async () => {
  const { trash } = await readStatistics(database);
  expect(trash).toEqual({ count: 2, bytes: 2 * HUGE });
});
