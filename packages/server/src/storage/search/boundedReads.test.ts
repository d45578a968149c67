/** Queries in processes of their own: their limits, and when the processes end. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CompiledQuery } from 'kysely';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { Database } from '../database.ts';
import { FileRepository } from '../files/fileRepository.ts';
import { openDatabase, pathOfDatabase } from '../sqlite/database.ts';
import { BoundedReads, type ReadLimits, ReadTooLong, TooManyReads } from './boundedReads.ts';

let data: string;
let database: Database;
const opened: BoundedReads[] = [];

beforeEach(async () => {
  data = await mkdtemp(join(tmpdir(), 'file-organizer-reads-'));
  database = await openDatabase(data);
});
afterEach(async () => {
  for (const reads of opened.splice(0)) await reads.close();
  await database.destroy();
  await rm(data, { recursive: true });
});

function open(limits: Partial<ReadLimits> = {}): BoundedReads {
  const reads = new BoundedReads(pathOfDatabase(data), limits);
  opened.push(reads);
  return reads;
}

const never = new AbortController().signal;
const query = (sql: string, parameters: unknown[] = []) => CompiledQuery.raw(sql, parameters);
const endless = query(
  'WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT max(i) FROM n',
);
const simple = query('SELECT 1');

it('returns the rows of a query with parameters', async () => {
  expect(await open().rows(query('SELECT ? AS a, ? AS b', ['ü"\u0000', 0.1]), never)).toEqual([
    { a: 'ü"\u0000', b: 0.1 },
  ]);
});

it('sees committed changes', async () => {
  const reads = open();
  const count = query('SELECT count(*) AS count FROM files');
  expect(await reads.rows(count, never)).toEqual([{ count: 0 }]);
  const state = { size: 1, createdMs: 5, modifiedMs: 7, identity: '1:2:5', version: '1:2:5:1:7' };
  const found = [{ path: '/notes.txt', name: 'notes.txt', state }];
  await new FileRepository(database).reconcile({ folder: '/', recursive: true }, found, () => true);
  expect(await reads.rows(count, never)).toEqual([{ count: 1 }]);
});

it('cannot write', async () => {
  const writing = open().rows(query('DELETE FROM files RETURNING 1'), never);
  await expect(writing).rejects.toMatchObject({ code: 'SQLITE_READONLY' });
});

it('continues after a failed query', async () => {
  const reads = open();
  await expect(reads.rows(query('SELECT missing'), never)).rejects.toThrow('no such column');
  expect(await reads.rows(simple, never)).toHaveLength(1);
});

it('ends a query that takes too long', async () => {
  const reads = open({ time: 3_000, processes: 1 });
  await expect(reads.rows(endless, never)).rejects.toThrow(ReadTooLong);
  expect(await reads.rows(simple, never)).toHaveLength(1);
});

it('ends a query whose client has disconnected', async () => {
  const reads = open({ processes: 1 });
  const client = new AbortController();
  const running = reads.rows(endless, client.signal);
  const next = reads.rows(simple, never);
  client.abort(new Error('gone'));
  await expect(running).rejects.toThrow('gone');
  expect(await next).toHaveLength(1);
});

it('drops a queued query whose client has disconnected', async () => {
  const reads = open({ processes: 1, waiting: 1 });
  const [first, second] = [new AbortController(), new AbortController()];
  const running = reads.rows(endless, first.signal);
  const waiting = reads.rows(endless, second.signal);
  second.abort(new Error('gone'));
  await expect(waiting).rejects.toThrow('gone');
  const next = reads.rows(simple, never);
  first.abort(new Error('gone, too'));
  await expect(running).rejects.toThrow('gone, too');
  expect(await next).toHaveLength(1);
});

it('refuses a query if too many are queued', async () => {
  const reads = open({ processes: 1, waiting: 1, time: 500 });
  const taken = [reads.rows(endless, never), reads.rows(endless, never)];
  const settled = Promise.allSettled(taken);
  await expect(reads.rows(simple, never)).rejects.toThrow(TooManyReads);
  expect((await settled).map(({ status }) => status)).toEqual(['rejected', 'rejected']);
});

it('prefers a user without a running query', async () => {
  const reads = open({ processes: 1 });
  const first = new AbortController();
  const running = reads.rows(endless, first.signal, 'greedy');
  const done: string[] = [];
  const waiting = ['greedy', 'greedy', 'modest'].map((user) =>
    reads.rows(simple, never, user).then(() => done.push(user)),
  );
  first.abort(new Error('The client has left'));
  await expect(running).rejects.toThrow('The client has left');
  await Promise.all(waiting);
  expect(done[0]).toBe('modest');
});

it('reserves a process for other users', async () => {
  const reads = open({ processes: 2 });
  const clients = [1, 2, 3].map(() => new AbortController());
  const running = clients.map(({ signal }) => reads.rows(endless, signal, 'greedy'));
  const settled = Promise.allSettled(running);
  expect(await reads.rows(simple, never, 'modest')).toHaveLength(1);
  for (const client of clients) client.abort(new Error('gone'));
  expect((await settled).map(({ status }) => status)).toEqual(Array(3).fill('rejected'));
});

it('runs all queries of one user in turn', async () => {
  const reads = open({ processes: 2 });
  const done = ['a', 'b', 'c'].map(() => reads.rows(simple, never, 'only'));
  expect(await Promise.all(done)).toHaveLength(3);
});

it('prefers a user below the limit to an older query of one at the limit', async () => {
  const reads = open({ processes: 3 });
  const clients = [1, 2, 3, 4].map(() => new AbortController());
  const [first, second, other, waiting] = clients.map(({ signal }, at) =>
    reads.rows(endless, signal, at === 2 ? 'other' : 'greedy'),
  );
  const modest = reads.rows(simple, never, 'modest');
  clients[2]?.abort(new Error('gone'));
  await expect(other).rejects.toThrow('gone');
  expect(await modest).toHaveLength(1);
  for (const client of clients) client.abort(new Error('gone'));
  await Promise.allSettled([first, second, waiting]);
});

it('drops the newest query of the user with the most for another user', async () => {
  const reads = open({ processes: 1, waiting: 2 });
  const first = new AbortController();
  const running = reads.rows(endless, first.signal, 'greedy');
  const oldest = reads.rows(simple, never, 'greedy');
  const newest = reads.rows(simple, never, 'greedy');
  const modest = reads.rows(simple, never, 'modest');
  await expect(newest).rejects.toThrow(TooManyReads);
  first.abort(new Error('The client has left'));
  await expect(running).rejects.toThrow('The client has left');
  expect(await Promise.all([oldest, modest])).toHaveLength(2);
});

it('refuses a query that was queued too long', async () => {
  const reads = open({ processes: 1, patience: 50 });
  const client = new AbortController();
  const running = reads.rows(endless, client.signal);
  await expect(reads.rows(simple, never)).rejects.toThrow(TooManyReads);
  client.abort(new Error('gone'));
  await expect(running).rejects.toThrow('gone');
});

it('ends a running query when it is closed', async () => {
  const reads = open({ processes: 1 });
  const running = reads.rows(endless, never);
  await Promise.all([expect(running).rejects.toThrow('ended'), reads.close()]);
});

it('restarts a process that has ended', async () => {
  const reads = open({ processes: 1, idle: 0 });
  for (let count = 0; count < 3; count++) {
    expect(await reads.rows(simple, never)).toHaveLength(1);
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
});
