import { mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pino } from 'pino';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { ChangeBus } from '../../storage/changeBus.ts';
import type { Database } from '../../storage/database.ts';
import type { FileQuery } from '../../storage/files/fileQuery.ts';
import { FileRepository } from '../../storage/files/fileRepository.ts';
import { openDatabase } from '../../storage/sqlite/database.ts';
import { FolderWatch } from '../watching/watch.ts';
import { FolderReader } from './folderReader.ts';
import { FreshFolders } from './freshFolders.ts';
import { Listings } from './listings.ts';

let folder: string;
let root: string;
let database: Database;
let rows: FileRepository;
let reader: FolderReader;
let watch: FolderWatch;
let fresh: FreshFolders;
let version: number;
let listings: Listings;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'file-organizer-listings-'));
  root = join(folder, 'library');
  mkdirSync(root);
  for (const name of ['a.txt', 'b.txt', 'c.txt']) writeFileSync(join(root, name), name);
  database = await openDatabase(folder);
  rows = new FileRepository(database);
  reader = new FolderReader(root);
  watch = new FolderWatch(root, pino({ level: 'silent' }), new ChangeBus());
  fresh = new FreshFolders();
  version = 1;
  listings = new Listings(root, {
    rows,
    watch,
    fresh,
    reader,
    writes: { elsewhere: () => version },
  });
});
afterEach(async () => {
  vi.restoreAllMocks();
  watch.close();
  await reader.close();
  await database.destroy();
  rmSync(folder, { recursive: true });
});

const query: FileQuery = {
  ...{ folder: '/', recursive: false, includeHidden: false, type: undefined },
  ...{ order: { by: 'name', direction: 'asc' }, after: undefined, limit: 1 },
};
const second: FileQuery = { ...query, after: ['a.txt', '/a.txt'] };

it('counts the files of a folder once for all its pages', async () => {
  await listings.list(query);
  const count = vi.spyOn(rows, 'count');
  const pages = [await listings.list(second), await listings.list({ ...query, limit: 2 })];
  expect([pages.map(({ total }) => total), count.mock.calls.length]).toEqual([[3, 3], 0]);
});

it('counts again after a change in the folder or by another connection, and for another filter', async () => {
  await listings.list(query);
  const count = vi.spyOn(rows, 'count');
  await listings.list({ ...second, includeHidden: true });
  version += 1;
  await listings.list(second);
  writeFileSync(join(root, 'd.txt'), 'd');
  fresh.changed('/');
  expect([(await listings.list(second)).total, count.mock.calls.length]).toEqual([4, 3]);
});

it('remembers of a fresh folder only its state and its folders, not its files', async () => {
  await listings.list(query);
  expect(Object.keys(fresh.get('/') ?? {}).sort()).toEqual(['folders', 'stamp']);
});

describe('a folder of thousands of files', () => {
  const read = async () => {
    const events = watch.observe('/');
    const [large] = [await reader.read(['/'])];
    return [{ folder: large[0] ?? raise(), events }];
  };
  const raise = (): never => {
    throw new Error('There is no folder');
  };
  const named = async () => {
    const all = await rows.page({ ...query, limit: 10_000 });
    return new Map(all.map(({ name, file_id }) => [name, file_id]));
  };

  beforeEach(() => {
    for (let n = 0; n < 4_500; n++) writeFileSync(join(root, `file ${n}.txt`), '');
  });

  it('is brought into the index whole, and is fresh then', async () => {
    await listings.settle(await read());
    expect([(await named()).size, fresh.get('/') !== undefined]).toEqual([4_503, true]);
  });

  it('keeps the ids of renamed files, and misses those that are gone', async () => {
    await listings.settle(await read());
    const before = await named();
    renameSync(join(root, 'file 7.txt'), join(root, 'z.txt'));
    renameSync(join(root, 'c.txt'), join(root, '0.txt'));
    rmSync(join(root, 'file 4000.txt'));
    await listings.settle(await read());
    const after = await named();
    expect(after.size).toBe(4_502);
    expect([after.get('z.txt'), after.get('0.txt'), after.get('a.txt')]).toEqual(
      ['file 7.txt', 'c.txt', 'a.txt'].map((name) => before.get(name)),
    );
    expect(after.has('file 4000.txt')).toBe(false);
  });

  it('is not fresh if it changes while its parts are compared', async () => {
    const settled = listings.settle(await read());
    setImmediate(() => fresh.changed('/'));
    await settled;
    expect(fresh.get('/')).toBeUndefined();
  });
});
