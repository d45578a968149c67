import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pino } from 'pino';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { type Database, openDatabase } from './db/database.ts';
import { FileRows } from './db/files.ts';
import { TrashRows } from './db/trash.ts';
import { Writes } from './db/writes.ts';
import { FolderReader } from './library/folderReader.ts';
import { KeptNames } from './library/keptNames.ts';
import { Library } from './library/library.ts';
import { Listings } from './library/listings.ts';
import { Settled } from './library/settled.ts';
import { FolderWatch } from './library/watch.ts';
import { Readiness } from './readiness.ts';

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
  const unheard = { named: () => {}, changed: () => {}, lost: () => {} };
  const rows = new FileRows(database);
  const watch = new FolderWatch(folder, pino({ level: 'silent' }), unheard);
  const listings = new Listings(folder, {
    rows,
    watch,
    settled: new Settled(),
    reader: new FolderReader(folder),
    writes: new Writes(),
  });
  const library = new Library(
    folder,
    join(folder, 'trash'),
    { files: rows, trash: new TrashRows(database) },
    listings,
    new KeptNames(folder, watch),
  );
  const checks = await new Readiness(library, database, folder, floor).check();
  return checks.flatMap(({ name, fault }) => (fault ? `${name}: ${fault}` : []));
};

it('finds nothing wrong where all is there', async () => {
  expect(await faultsWith(1)).toEqual([]);
});

it('finds a disk with less room than there must be', async () => {
  expect(await faultsWith(Number.MAX_SAFE_INTEGER)).toEqual([
    'disk: Less than 8589934592 MiB are free on the disk of the library; free some space',
  ]);
});

it('finds a database that is closed', async () => {
  await database.destroy();
  expect(await faultsWith(1)).toEqual([
    'database: The database cannot be written; check the permissions of the data folder',
  ]);
});
