import { EventEmitter } from 'node:events';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { pino } from 'pino';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { ChangeBus } from '../../storage/changeBus.ts';
import { FolderWatch } from './watch.ts';

const watchers: EventEmitter[] = [];
let left = Number.POSITIVE_INFINITY;
// The kernel's watch limits and event queue are shared by all processes: a test must not exhaust them.
vi.mock('node:fs', async (original) => ({
  ...(await original<typeof import('node:fs')>()),
  watch: () => {
    if (watchers.length >= left) {
      throw Object.assign(new Error('ENOSPC: limit of watches'), { code: 'ENOSPC' });
    }
    const watcher = Object.assign(new EventEmitter(), { close: () => {} });
    watchers.push(watcher);
    return watcher;
  },
}));

let root: string;
let watch: FolderWatch;
const lost = vi.fn();
const changed = vi.fn();
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'watch-'));
  for (const name of ['a', 'b', 'c']) await mkdir(join(root, name));
  const changes = new ChangeBus();
  changes.on('folder', changed);
  changes.on('eventsLost', lost);
  watch = new FolderWatch(root, pino({ level: 'silent' }), changes);
});
afterEach(async () => {
  watch.close();
  watchers.length = 0;
  left = Number.POSITIVE_INFINITY;
  vi.clearAllMocks();
  await rm(root, { recursive: true });
});

it('a watch is partial once the system allows no more watches', () => {
  left = 1;
  expect(watch.observe('/a')).toBe(0);
  expect(watch.isPartial).toBe(false);
  expect(watch.observe('/b')).toBeUndefined();
  expect(watch.isPartial).toBe(true);
  left = 2;
  expect(watch.observe('/c')).toBeUndefined();
  expect(watchers).toHaveLength(1);
  expect(watch.observe('/a'), 'what it watches it goes on with').toBe(0);
});

it('a watch is not partial because of a missing folder', () => {
  expect(watch.observe('/gone')).toBeUndefined();
  expect(watch.isPartial).toBe(false);
});

it('counts and reports events in a folder', () => {
  watch.observe('/a');
  watchers[0]?.emit('change', 'rename', 'new.txt');
  watchers[0]?.emit('change', 'change', 'new.txt');
  expect(watch.events('/a')).toBe(2);
  expect(changed.mock.calls).toEqual([
    ['/a', 'new.txt'],
    ['/a', null],
  ]);
});

it('assumes lost events after a burst of half a queue', async () => {
  watch.observe('/a');
  const burst = (count: number) => {
    for (let at = 0; at < count; at++) watchers[0]?.emit('change', 'change', 'a.txt');
  };
  burst(100);
  await setImmediate();
  expect(lost).not.toHaveBeenCalled();
  burst(1_000_000);
  await setImmediate();
  expect(lost).toHaveBeenCalledOnce();
  burst(100);
  await setImmediate();
  expect(lost).toHaveBeenCalledOnce();
});

it('stops watching a folder after an error', async () => {
  await writeFile(join(root, 'a/file.txt'), '');
  watch.observe('/a');
  watchers[0]?.emit('error', new Error('gone'));
  expect(watch.events('/a')).toBeUndefined();
  expect(changed).toHaveBeenCalledWith('/a', null);
});
