import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pino } from 'pino';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { CachedNames } from '../library/index/cachedNames.ts';
import { FolderReader } from '../library/index/folderReader.ts';
import { FreshFolders } from '../library/index/freshFolders.ts';
import { Listings } from '../library/index/listings.ts';
import { Library } from '../library/library.ts';
import { FolderWatch } from '../library/watching/watch.ts';
import { ChangeBus } from '../storage/changeBus.ts';
import type { Database } from '../storage/database.ts';
import { FileRepository } from '../storage/files/fileRepository.ts';
import { TrashRepository } from '../storage/files/trashRepository.ts';
import { openDatabase } from '../storage/sqlite/database.ts';
import { Writes } from '../storage/writes.ts';
import { folderCheck, Readiness } from './readiness.ts';

let folder: string;
let database: Database;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'readiness-'));
  database = await openDatabase(folder);
});
afterEach(async () => {
  await database.destroy();
  await rm(folder, { recursive: true });
});

const faultsWith = async (floor?: number) => {
  const rows = new FileRepository(database);
  const watch = new FolderWatch(folder, pino({ level: 'silent' }), new ChangeBus());
  const listings = new Listings(folder, {
    rows,
    watch,
    fresh: new FreshFolders(),
    reader: new FolderReader(folder),
    writes: new Writes(),
  });
  const library = new Library(
    folder,
    join(folder, 'trash'),
    { files: rows, trash: new TrashRepository(database) },
    listings,
    new CachedNames(folder, watch),
  );
  const checks = await new Readiness(folderCheck(library), database, folder, floor).check();
  return checks.flatMap(({ name, fault }) => (fault ? `${name}: ${fault}` : []));
};

it('finds no fault in a healthy server', async () => {
  expect(await faultsWith(1)).toEqual([]);
});

it('finds a disk without enough space', async () => {
  expect(await faultsWith(Number.MAX_SAFE_INTEGER)).toEqual([
    'disk: Less than 8589934592 MiB is free on the disk of the library; free some space',
  ]);
});

it('finds a closed database', async () => {
  await database.destroy();
  expect(await faultsWith(1)).toEqual([
    'database: The database is not writable; check the permissions of the data folder',
  ]);
});
