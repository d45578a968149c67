import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { ListTask } from './listing.ts';
import { Readers } from './readers.ts';

let root: string;
let readers: Readers;
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'file-organizer-readers-'));
  readers = new Readers();
});
afterEach(async () => {
  vi.restoreAllMocks();
  await readers.close();
  await rm(root, { recursive: true });
});

const list = (): ListTask => ({
  ...{ kind: 'list', root, folders: ['/'], most: 100, minSize: 0, includeHidden: true },
  ...{ base: '/', exclude: [], patience: 1_000 },
});

it('gives no task to a thread that is being stopped', async () => {
  await Promise.all([readers.run(list()), readers.run(list())]);
  const ending = new Set<Worker>();
  const late: unknown[] = [];
  let release = () => {};
  const released = new Promise<void>((resolve) => {
    release = resolve;
  });
  const { terminate, postMessage } = Worker.prototype;
  vi.spyOn(Worker.prototype, 'terminate').mockImplementation(async function (this: Worker) {
    ending.add(this);
    await released;
    return terminate.call(this);
  });
  vi.spyOn(Worker.prototype, 'postMessage').mockImplementation(function (this: Worker, task) {
    if (ending.has(this)) late.push(task);
    postMessage.call(this, task);
  });
  const stop = new AbortController();
  const stopped = readers.run(list(), stop.signal);
  stop.abort();
  await expect(stopped).rejects.toThrow('aborted');
  for (let n = 0; n < 10; n++) await readers.run(list());
  const both = [readers.run(list()), readers.run(list())];
  release();
  await Promise.all(both);
  expect(late).toEqual([]);
});

it('removes its abort listener when a task has ended', async () => {
  const { signal } = new AbortController();
  const remove = vi.spyOn(signal, 'removeEventListener');
  const add = vi.spyOn(signal, 'addEventListener');
  await readers.run(list(), signal);
  expect(remove.mock.calls.map(([, listener]) => listener)).toEqual(
    add.mock.calls.map(([, listener]) => listener),
  );
});
