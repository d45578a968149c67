import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { HOLDS_FOLDERS, holdFolder, holdRoot, statBeneath } from './heldFolder.ts';
import { openQuietlyBeneath } from './openFile.ts';
import { placeOfSpot } from './spot.ts';
import { watchPoints } from './testing/points.ts';

vi.mock('./systemCalls.ts', async (original) =>
  (await import('./testing/points.ts')).withPoints(await original()),
);

const ways = [
  ['openat2', { openat2: true, holds: true }],
  ['one name after the other', { openat2: false, holds: true }],
  ['looking at each place', { openat2: false, holds: false }],
] as const;

let folder: string;
let root: string;
beforeEach(() => {
  folder = realpathSync(mkdtempSync(join(tmpdir(), 'file-organizer-held-')));
  root = join(folder, 'library');
  mkdirSync(join(root, 'a/b'), { recursive: true });
  mkdirSync(join(folder, 'outside/b'), { recursive: true });
  writeFileSync(join(root, 'a/b/file'), 'inside');
  writeFileSync(join(folder, 'outside/b/file'), 'outside');
  symlinkSync(join(folder, 'outside'), join(root, 'link'));
  symlinkSync('a', join(root, 'inner'));
});
afterEach(() => {
  vi.restoreAllMocks();
  rmSync(folder, { recursive: true });
});

describe.each(ways)('by %s', (_, { openat2, holds }) => {
  const skipped = holds && !HOLDS_FOLDERS;
  beforeEach(() => watchPoints({ openat2 }));

  it.skipIf(skipped)('finds a folder and what is in it', () => {
    using held = holdFolder(root, '/a/b', holds);
    expect(readdirSync(held.place)).toEqual(['file']);
    expect(readFileSync(placeOfSpot(held.spotOf('file')), 'utf8')).toBe('inside');
    expect(held.stat().isDirectory()).toBe(true);
  });

  it.skipIf(skipped).each(['/link', '/link/b', '/inner', '/inner/b'])(
    'refuses "%s", which passes through a link',
    (path) => {
      expect(() => holdFolder(root, path, holds)).toThrow(
        expect.objectContaining({ code: 'invalid_path' }),
      );
    },
  );

  it.skipIf(skipped).each([
    ['/missing', 'ENOENT'],
    ['/a/b/file/c', 'ENOTDIR'],
  ])('says of "%s" %s', (path, code) => {
    using top = holdRoot(root, holds);
    expect(() => top.stat(path)).toThrow(expect.objectContaining({ code }));
  });

  it.skipIf(skipped)('follows the links that lead to the root', () => {
    symlinkSync(root, join(folder, 'other name'));
    using held = holdFolder(join(folder, 'other name'), '/a/b', holds);
    expect(readdirSync(held.place)).toEqual(['file']);
  });
});

describe.skipIf(!HOLDS_FOLDERS).each([true, false])('held (openat2: %s)', (openat2) => {
  beforeEach(() => watchPoints({ openat2 }));

  it('stays the folder that was found when a link takes its place', () => {
    using held = holdFolder(root, '/a');
    renameSync(join(root, 'a'), join(root, '.away'));
    symlinkSync(join(folder, 'outside'), join(root, 'a'));
    using below = held.hold('/b');
    expect(readFileSync(placeOfSpot(below.spotOf('file')), 'utf8')).toBe('inside');
    expect(() => statBeneath(root, '/a/b')).toThrow('passes through a symbolic link');
  });

  it.each(['/..', '/../outside', '/a/../../outside/b'])('does not leave it by "%s"', (path) => {
    using top = holdRoot(root);
    expect(() => top.hold(path)).toThrow();
  });

  it('tells of a link at the end of a path that it is one', () => {
    expect(statBeneath(root, '/link').isSymbolicLink()).toBe(true);
  });

  it('opens no file by way of a link', () => {
    expect(() => openQuietlyBeneath(root, '/link/b/file')).toThrow('symbolic link');
  });

  it('leaves nothing open', () => {
    const open = () => readdirSync('/proc/self/fd').length;
    const before = open();
    for (const path of ['/a/b', '/a/b/missing', '/link/b', '/a/b/file/c', '/']) {
      try {
        holdFolder(root, path)[Symbol.dispose]();
        statBeneath(root, path);
      } catch {
        // Some do not exist.
      }
    }
    expect(open()).toBe(before);
  });
});
