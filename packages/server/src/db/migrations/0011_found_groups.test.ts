import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Sqlite from 'better-sqlite3';
import { Kysely, SqliteDialect } from 'kysely';
import { Migrator } from 'kysely/migration';
import { expect, it } from 'vitest';
import { openDatabase } from '../database.ts';
import { DuplicateRows } from '../duplicates.ts';
import { migrations } from './index.ts';

it('keeps what jobs have found and done before', async () => {
  const data = await mkdtemp(join(tmpdir(), 'file-organizer-migration-'));
  try {
    const sqlite = new Sqlite(join(data, 'file-organizer.sqlite'));
    const old = new Kysely<unknown>({ dialect: new SqliteDialect({ database: sqlite }) });
    const steps = Object.entries(migrations).filter(([name]) => name < '0011');
    const provider = { getMigrations: async () => Object.fromEntries(steps) };
    const { error } = await new Migrator({ db: old, provider }).migrateToLatest();
    if (error) throw error;
    sqlite.exec(`
      INSERT INTO jobs (job_id, kind, status, root, path, dry_run, processed_count, total_count,
        error_count, created_ms, updated_ms, phase_ms, user_id)
      VALUES ('job', 'dedupe', 'completed', '', '/', 0, 0, 0, 0, 0, 0, 0, '');
      INSERT INTO duplicate_groups (id, job_id, sha256, size, file_count)
      VALUES (7, 'job', 'abc', 3, 2);
      INSERT INTO duplicates (id, job_id, group_id, file_id, path, modified_ms, version, status,
        error_code, error_message)
      VALUES (3, 'job', 7, 'one', '/a', 1, 'v', 'kept', NULL, NULL),
             (9, 'job', 7, 'two', '/b', 2, 'w', 'removed', 'name_taken', 'Taken');
    `);
    await old.destroy();
    const database = await openDatabase(data);
    const duplicates = new DuplicateRows(database);
    const [group] = await duplicates.groups('job', 0, 10);
    expect(group).toMatchObject({ id: 7, sha256: 'abc' });
    expect(await duplicates.filesOf([7])).toMatchObject([
      { id: 3, file_id: 'one', path: '/a', status: 'kept' },
      { id: 9, file_id: 'two', path: '/b', status: 'removed', error_message: 'Taken' },
    ]);
    await database.destroy();
  } finally {
    await rm(data, { recursive: true });
  }
});
