/** That the index catches up with changes by other programs, and knows it. */
import { mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pino } from 'pino';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { Follower } from '../library/watching/follow.ts';
import type { Database } from '../storage/database.ts';
import { openDatabase } from '../storage/sqlite/database.ts';
import { Writes } from '../storage/writes.ts';
import { composeFollower, composeLibrary, type FolderParts } from './library.ts';

/** More than are read at once. */
const FOLDERS = 20;

let folder: string;
let root: string;
let database: Database;
let parts: FolderParts;
let follower: Follower;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'file-organizer-library-'));
  root = join(folder, 'library');
  const data = join(folder, 'data');
  mkdirSync(join(data, 'incoming'), { recursive: true });
  for (let n = 0; n < FOLDERS; n++) {
    mkdirSync(join(root, `${n}`), { recursive: true });
    writeFileSync(join(root, `${n}`, 'file.txt'), `${n}`);
  }
  const writes = new Writes();
  database = await openDatabase(data, writes);
  const context = {
    ...{ folders: { root, data }, storage: { database }, writes, changes: writes.changes },
    ...{ log: { log: pino({ level: 'silent' }) }, config: { maxUploadBytes: 1 } },
  };
  parts = await composeLibrary(context);
  follower = composeFollower(context, parts, () => false);
  follower.everything();
  await becomesWhole();
});
afterEach(async () => {
  await follower.close();
  parts.watch.close();
  await parts.reader.close();
  await database.destroy();
  rmSync(folder, { recursive: true });
});

const becomesWhole = () =>
  vi.waitFor(() => expect(parts.fresh.isWhole('/')).toBe(true), { timeout: 10_000, interval: 20 });

it('is known to match the disk again after files have moved between folders', async () => {
  // Into folders that are read after those that the files have left.
  for (let n = 0; n < FOLDERS / 2; n++) {
    renameSync(join(root, `${n}`, 'file.txt'), join(root, `${n + FOLDERS / 2}`, 'moved.txt'));
  }
  await vi.waitFor(() => expect(parts.fresh.isWhole('/')).toBe(false), { interval: 1 });
  await becomesWhole();
  const { total } = await parts.listings.list({
    ...{ folder: '/', recursive: true, includeHidden: false, type: undefined, after: undefined },
    ...{ order: { by: 'name', direction: 'asc' }, limit: 1 },
  });
  expect(total).toBe(FOLDERS);
});

it('is known to match the disk again after a row was written', async () => {
  await database
    .updateTable('files')
    .set({ sha256: 'abc' })
    .where('path', '=', '/7/file.txt')
    .execute();
  expect(parts.fresh.isWhole('/')).toBe(false);
  await becomesWhole();
});
