/**
 * Another program replaces a folder or a file by a link or a pipe, between any check by the server and the
 * action that follows it. Nothing outside of the library is read or changed, and nothing hangs.
 */
import { randomUUID } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { contentOf } from '../disk/contentStream.ts';
import { atEachPoint, watchPoints } from '../disk/testing/points.ts';
import { folderOf, nameOf } from '../files/path.ts';
import { OUTSIDE, SwappedLibrary, swaps } from './testing/swapping.ts';

vi.mock('../disk/systemCalls.ts', async (original) =>
  (await import('../disk/testing/points.ts')).withPoints(await original()),
);

type Operation = {
  /** The path of the file under test; each number gives a different one. */
  readonly path: (number: number) => string;
  /** Sets up the case; what it returns is passed to `act`. */
  readonly prepare: (on: SwappedLibrary, path: string) => Promise<string>;
  /** @returns what the operation shows to the caller */
  readonly act: (on: SwappedLibrary, path: string, told: string) => Promise<string>;
};

let files = 0;
const inSwapped = (number: number): string => `/swapped/${number}.txt`;

async function arrive(on: SwappedLibrary, path: string, onConflict: 'fail' | 'replace') {
  const place = join(on.folder, 'incoming', randomUUID());
  writeFileSync(place, `new ${path}`);
  await on.library.put({ place, size: 0, sha256: '' }, folderOf(path), nameOf(path), onConflict);
  return '';
}

async function trashed(on: SwappedLibrary, path: string): Promise<string> {
  const fileId = await on.put(path);
  await on.library.delete(fileId, false);
  return fileId;
}

const query = {
  ...{ recursive: false, includeHidden: true, type: undefined },
  order: { by: 'name', direction: 'asc' } as const,
  ...{ after: undefined, limit: 1000 },
};

const operations: Readonly<Record<string, Operation>> = {
  'an upload': {
    path: (number) => `/swapped/new ${number}.txt`,
    prepare: async () => '',
    act: (on, path) => arrive(on, path, 'fail'),
  },
  'an upload that replaces a file': {
    path: inSwapped,
    prepare: (on, path) => on.put(path),
    act: (on, path) => arrive(on, path, 'replace'),
  },
  'an upload to a new folder': {
    path: (number) => `/swapped/new ${number}/a.txt`,
    prepare: async () => '',
    act: (on, path) => arrive(on, path, 'fail'),
  },
  'a new folder': {
    path: (number) => `/swapped/new ${number}/sub`,
    prepare: async () => '',
    act: async (on, path) => (await on.library.createFolder(path)).path,
  },
  'the deletion of a folder': {
    path: (number) => `/swapped/empty ${number}`,
    prepare: async (on, path) => {
      mkdirSync(join(on.root, path));
      mkdirSync(join(on.outside, nameOf(path)));
      return '';
    },
    act: (on, path) => on.library.deleteFolder(path),
  },
  'a download': {
    path: inSwapped,
    prepare: (on, path) => on.put(path),
    act: async (on, _path, fileId) => {
      const { handle, row } = await on.library.open(fileId);
      return text(contentOf(handle, 0, row.size));
    },
  },
  'a list': {
    // In a folder of its own: each further file in it would be one more check.
    path: (number) => `/swapped/${number}/a.txt`,
    prepare: async (on, path) => {
      const folder = folderOf(path);
      mkdirSync(join(on.root, folder));
      mkdirSync(join(on.outside, nameOf(folder)));
      on.putOutside(`${nameOf(folder)}/only there.txt`);
      return on.put(path);
    },
    act: async (on, path) => {
      const { items } = await on.listings.list({ ...query, folder: folderOf(path) });
      return items.map(({ name }) => (name === 'a.txt' ? name : OUTSIDE)).join();
    },
  },
  'a move in': {
    path: (number) => `/swapped/in ${number}.txt`,
    prepare: (on, path) => on.put(path.replace('/swapped/in', '/in/')),
    act: async (on, path, fileId) => (await on.library.move(fileId, { path }, 'fail')).path,
  },
  'a move out': {
    path: inSwapped,
    prepare: (on, path) => on.put(path),
    act: async (on, path, fileId) => {
      const to = path.replace('/swapped/', '/out/');
      return (await on.library.move(fileId, { path: to }, 'rename')).path;
    },
  },
  'a deletion': {
    path: inSwapped,
    prepare: (on, path) => on.put(path),
    act: async (on, _path, fileId) => {
      await on.library.delete(fileId, false);
      return '';
    },
  },
  'a permanent deletion': {
    path: inSwapped,
    prepare: (on, path) => on.put(path),
    act: async (on, _path, fileId) => {
      await on.library.delete(fileId, true);
      return '';
    },
  },
  'a restore': {
    path: inSwapped,
    prepare: trashed,
    act: async (on, _path, fileId) => (await on.library.restore(fileId, 'rename')).path,
  },
};

describe.each([true, false])('with openat2: %s', (openat2) => {
  let on: SwappedLibrary;
  beforeAll(async () => {
    on = await SwappedLibrary.make();
  });
  afterAll(() => on.end());
  beforeEach(() => watchPoints({ openat2 }));
  afterEach(() => {
    vi.restoreAllMocks();
  });

  describe.each(Object.entries(operations))('%s', (_, { path: pathOf, prepare, act }) => {
    it.each(swaps)('stays inside the library if %s', async (what) => {
      const points = await atEachPoint(async () => {
        files += 1;
        const path = pathOf(files);
        const told = await prepare(on, path);
        const before = on.seenOutside();
        return {
          happen: on.swap(what, path),
          work: async () => {
            // Refused or done, depending on the moment.
            const shown = await act(on, path, told).catch(() => '');
            expect(on.seenOutside()).toEqual(before);
            on.undo();
            expect(shown).not.toContain(OUTSIDE);
            expect(on.strangers()).toEqual([]);
          },
        };
      });
      expect(points).toBeGreaterThan(1);
    });
  });
});
