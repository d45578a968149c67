import type fs from 'node:fs';
import { copyFile, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Sqlite from 'better-sqlite3';
import { sql } from 'kysely';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { type Database, flushedAside } from '../database.ts';
import { openDatabase } from './database.ts';

/** Flushes that were started, in order; the test ends each. */
const flushes = vi.hoisted(() => [] as ((error?: Error) => void)[]);

vi.mock('node:fs', async (original) => {
  const actual = await original<typeof fs>();
  const fdatasync = (_descriptor: number, done: (error?: Error) => void) => flushes.push(done);
  return { ...actual, fdatasync, default: { ...actual, fdatasync } };
});

let data: string;
let database: Database;

beforeEach(async () => {
  flushes.length = 0;
  data = await mkdtemp(join(tmpdir(), 'file-organizer-'));
  database = await openDatabase(data);
});

afterEach(async () => {
  await database.destroy();
  await rm(data, { recursive: true });
});

/** Stores a secret, and adds its name to `told` once it is flushed. */
const note = (name: string, told: string[]): Promise<unknown> =>
  flushedAside(database, (trx) =>
    trx.insertInto('secrets').values({ name, value: '' }).execute(),
  ).then(() => told.push(name));

const begun = (count: number) => vi.waitFor(() => expect(flushes).toHaveLength(count));
const committed = (count: number) =>
  vi.waitFor(async () =>
    expect(await database.selectFrom('secrets').select('name').execute()).toHaveLength(count),
  );

it('resolves a transaction only once it is flushed', async () => {
  const told: string[] = [];
  const first = note('first', told);
  await begun(1);
  await committed(1);
  expect(told).toEqual([]);
  flushes[0]?.();
  await first;
  expect(told).toEqual(['first']);
});

it('groups commits during a flush into the next one', async () => {
  const told: string[] = [];
  const first = note('first', told);
  await begun(1);
  const others = [note('second', told), note('third', told)];
  await committed(3);
  flushes[0]?.();
  await first;
  await begun(2);
  expect(told).toEqual(['first']);
  flushes[1]?.();
  await Promise.all(others);
  expect(flushes).toHaveLength(2);
});

it('rejects the waiting transactions and restarts the log if a flush fails', async () => {
  const told: string[] = [];
  const first = note('first', told);
  await begun(1);
  flushes[0]?.(Object.assign(new Error('EIO'), { code: 'EIO' }));
  await expect(first).rejects.toMatchObject({ code: 'EIO' });
  const second = note('second', told);
  await begun(2);
  // Everything is in the database itself, so nothing depends on a log that may have a gap.
  const copy = join(data, 'without-log.sqlite');
  await copyFile(join(data, 'file-organizer.sqlite'), copy);
  const names = new Sqlite(copy).prepare('SELECT name FROM secrets ORDER BY name').pluck().all();
  expect(names).toEqual(['first', 'second']);
  flushes[1]?.();
  await second;
  expect(told).toEqual(['second']);
});

it('leaves other commits of the database to SQLite', async () => {
  const done = note('first', []);
  await begun(1);
  flushes[0]?.();
  await done;
  // SQLite's values: 1 is NORMAL, 2 is FULL.
  const { rows } = await sql<{ synchronous: number }>`PRAGMA synchronous`.execute(database);
  expect(rows).toEqual([{ synchronous: 2 }]);
});
