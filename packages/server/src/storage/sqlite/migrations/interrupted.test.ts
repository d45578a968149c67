import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import Sqlite from 'better-sqlite3';
import { expect, it } from 'vitest';
import { openDatabase } from '../database.ts';
import { filledBefore } from './testing/migrated.ts';

it('a failed migration is repeated on the next start', async () => {
  const data = await filledBefore('0018', (sqlite) => sqlite.exec('DROP INDEX files_folder'));
  try {
    await expect(openDatabase(data)).rejects.toThrow('no such index: files_folder');
    const sqlite = new Sqlite(join(data, 'file-organizer.sqlite'));
    const columns = sqlite.prepare("SELECT name FROM pragma_table_info('files')").pluck().all();
    expect(columns).not.toContain('sort_key');
    sqlite.exec('CREATE INDEX files_folder ON files (folder, name, path) WHERE present = 1');
    sqlite.close();
    const database = await openDatabase(data);
    expect(await database.selectFrom('files').select('sort_key').execute()).toEqual([]);
    await database.destroy();
  } finally {
    await rm(data, { recursive: true });
  }
});
