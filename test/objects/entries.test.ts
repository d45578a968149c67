/** What the tree of object mode promises in SQL. */
import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Database } from '../../packages/server/src/storage/database.ts';
import * as entries from '../../packages/server/src/storage/objects/entryRepository.ts';
import { EntryView } from '../../packages/server/src/storage/objects/entryView.ts';
import { foldersBelow } from '../../packages/server/src/storage/objects/treeReads.ts';
import { type Opened, openPostgresForTest, startPostgres } from '../postgres/databases.ts';

const cluster = await startPostgres();
afterAll(() => cluster?.end());

const NOW = 1_700_000_000_000;

describe.skipIf(!cluster)('entries', () => {
  let opened: Opened;
  let database: Database;
  beforeEach(async () => {
    if (!cluster) return;
    opened = await openPostgresForTest(cluster);
    database = opened.database;
  });
  afterEach(() => opened.close());

  /** Creates a file with its folders. */
  const add = (path: string, fileId: string = randomUUID()) =>
    database.transaction().execute(async (trx) => {
      const folder = path.slice(0, path.lastIndexOf('/')) || '/';
      const made = await entries.ensureFolder(trx, folder, NOW);
      if ('conflict' in made) return made.conflict;
      return entries.insertFile(trx, path, fileId, NOW);
    });

  it('a file gets its missing folders', async () => {
    await add('/a/b/c.txt');
    expect(await entries.folderExists(database, '/a/b')).toBe(true);
    expect(await entries.folderExists(database, '/a/B')).toBe(false);
    expect(await entries.foldersIn(database, '/a')).toEqual(['/a/b']);
  });

  it.each([
    ['/a/report.txt', 'file'],
    ['/a/Report.TXT', 'spelling'],
    ['/a/caf\u00e9', 'folder'],
    ['/a/cafe\u0301', 'spelling'],
    ['/a/report.txt/x', 'file'],
    ['/A/x', 'spelling'],
  ])('%s is refused: %s', async (path, kind) => {
    await add('/a/report.txt');
    await add('/a/caf\u00e9/x');
    expect(await add(path)).toMatchObject({ kind });
  });

  it('of two files that get a name at the same time, one does', async () => {
    const conflicts = await Promise.all([add('/a/x.txt'), add('/a/X.txt')]);
    expect(conflicts.filter((each) => each === undefined)).toHaveLength(1);
  });

  it('a file may get another spelling of its own name', async () => {
    await add('/a/x.txt', 'one');
    const move = (to: string) =>
      database.transaction().execute((trx) => entries.moveFile(trx, '/a/x.txt', to, NOW));
    expect(await move('/a/X.txt')).toBeUndefined();
    expect(await entries.conflictAt(database, '/a/X.txt')).toMatchObject({ fileId: 'one' });
    expect(await entries.conflictAt(database, '/a/x.txt')).toMatchObject({ kind: 'spelling' });
  });

  it('a free path is found among many that are taken', async () => {
    await add('/a/x.txt');
    for (let number = 2; number <= 40; number++) await add(`/a/x (${number}).txt`);
    expect(await new EntryView(database).freePath('/a/X.txt')).toBe('/a/X (41).txt');
  });

  it('a folder moves with everything below it, and nothing next to it', async () => {
    for (const path of ['/a/b/c.txt', '/a/b/d/e.txt', '/a/b2/f.txt']) await add(path);
    await database.transaction().execute((trx) => entries.moveFolder(trx, '/a/b', '/a/z', NOW));
    expect(await foldersBelow(database, '/')).toEqual(['/a', '/a/b2', '/a/z', '/a/z/d']);
    expect(await entries.conflictAt(database, '/a/z/d/e.txt')).toMatchObject({ kind: 'file' });
  });

  it('only an empty folder is removed', async () => {
    await add('/a/b/c.txt');
    const remove = (path: string) =>
      database.transaction().execute((trx) => entries.removeEmptyFolder(trx, path));
    expect(await remove('/a/b')).toBe(false);
    await database.transaction().execute((trx) => entries.removeFile(trx, '/a/b/c.txt'));
    expect(await remove('/a/b')).toBe(true);
  });
});
