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
  ['opening each name in turn', { openat2: false, holds: true }],
  ['checking each path', { openat2: false, holds: false }],
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

  it.skipIf(skipped)('finds a folder and its files', () => {
    using held = holdFolder(root, '/a/b', holds);
    expect(readdirSync(held.place)).toEqual(['file']);
    expect(readFileSync(placeOfSpot(held.spotOf('file')), 'utf8')).toBe('inside');
    expect(held.stat().isDirectory()).toBe(true);
  });

  it.skipIf(skipped).each(['/link', '/link/b', '/inner', '/inner/b'])(
    'refuses "%s" because it passes through a link',
    (path) => {
      expect(() => holdFolder(root, path, holds)).toThrow(
        expect.objectContaining({ code: 'invalid_path' }),
      );
    },
  );

  it.skipIf(skipped).each([
    ['/missing', 'ENOENT'],
    ['/a/b/file/c', 'ENOTDIR'],
  ])('fails on "%s" with %s', (path, code) => {
    using top = holdRoot(root, holds);
    expect(() => top.stat(path)).toThrow(expect.objectContaining({ code }));
  });

  it.skipIf(skipped)('follows links that lead to the root', () => {
    symlinkSync(root, join(folder, 'other name'));
    using held = holdFolder(join(folder, 'other name'), '/a/b', holds);
    expect(readdirSync(held.place)).toEqual(['file']);
  });
});

describe.skipIf(!HOLDS_FOLDERS).each([true, false])('an open folder (openat2: %s)', (openat2) => {
  beforeEach(() => watchPoints({ openat2 }));

  it('stays the same if a link replaces it', () => {
    using held = holdFolder(root, '/a');
    renameSync(join(root, 'a'), join(root, '.away'));
    symlinkSync(join(folder, 'outside'), join(root, 'a'));
    using below = held.hold('/b');
    expect(readFileSync(placeOfSpot(below.spotOf('file')), 'utf8')).toBe('inside');
    expect(() => statBeneath(root, '/a/b')).toThrow('passes through a symbolic link');
  });

  it.each(['/..', '/../outside', '/a/../../outside/b'])('cannot be left by "%s"', (path) => {
    using top = holdRoot(root);
    expect(() => top.hold(path)).toThrow();
  });

  it('reports a link at the end of a path as a link', () => {
    expect(statBeneath(root, '/link').isSymbolicLink()).toBe(true);
  });

  it('opens no file through a link', () => {
    expect(() => openQuietlyBeneath(root, '/link/b/file')).toThrow('symbolic link');
  });

  it('leaves no descriptor open', () => {
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
