import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { relaxed } from '../database.ts';
import { connect, openDatabase } from './database.ts';

let data: string;
let connection: ReturnType<typeof connect>;

beforeEach(async () => {
  data = await mkdtemp(join(tmpdir(), 'file-organizer-'));
  await (await openDatabase(data)).destroy();
  connection = connect(data);
});

afterEach(async () => {
  await connection.database.destroy();
  await rm(data, { recursive: true });
});

const FULL = 2;
const NORMAL = 1;
const synchronous = () => connection.sqlite.pragma('synchronous', { simple: true });
const insert = (name: string) =>
  connection.database.insertInto('secrets').values({ name, value: '' });

it('waits for the disk unless the transaction is relaxed', async () => {
  const { database } = connection;
  const relax = (name: string) =>
    relaxed(database, async (trx) => {
      await trx.insertInto('secrets').values({ name, value: '' }).execute();
      return synchronous();
    });
  const transact = (name: string) =>
    database.transaction().execute(async (trx) => {
      await trx.insertInto('secrets').values({ name, value: '' }).execute();
      return synchronous();
    });

  expect(await transact('first')).toBe(FULL);
  expect(await relax('second')).toBe(NORMAL);
  expect(await relax('third')).toBe(NORMAL);
  expect(await transact('fourth')).toBe(FULL);

  await relax('fifth');
  await insert('sixth').execute();
  expect(synchronous()).toBe(FULL);
});

it('waits for the disk in the transaction after a failed relaxed one', async () => {
  const { database } = connection;
  const failing = relaxed(database, async () => {
    throw new Error('It fails');
  });
  await expect(failing).rejects.toThrow('It fails');
  await insert('next').execute();
  expect(synchronous()).toBe(FULL);
});
