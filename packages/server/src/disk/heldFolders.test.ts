import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  realpathSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { HeldFolders } from './heldFolders.ts';
import { moveInPlace } from './move.ts';
import { lstatSpot } from './systemCalls.ts';

let folder: string;
let root: string;
let outside: string;
beforeEach(() => {
  folder = realpathSync(mkdtempSync(join(tmpdir(), 'file-organizer-batch-')));
  root = join(folder, 'library');
  outside = join(folder, 'outside');
  for (const path of [join(root, 'from'), join(root, 'to'), outside]) {
    mkdirSync(path, { recursive: true });
  }
  for (const name of ['first', 'second']) {
    writeFileSync(join(root, 'from', name), name);
    writeFileSync(join(outside, name), 'of somebody else');
  }
});
afterEach(() => rmSync(folder, { recursive: true }));

/** Moves a file as a batch does. */
function move(folders: HeldFolders, name: string): boolean {
  const source = folders.spotOf(`/from/${name}`);
  const destination = folders.spotOf(`/to/${name}`);
  return moveInPlace(source, destination, lstatSpot(source));
}

/** Replaces a folder by a link, as users do after moving it to another disk. */
function exchange(name: string): void {
  renameSync(join(root, name), join(root, `old ${name}`));
  symlinkSync(outside, join(root, name));
}

const outsideIsWhole = () => expect(readdirSync(outside)).toEqual(['first', 'second']);

describe.skipIf(process.platform !== 'linux')('if folders can be held open', () => {
  it.each(['to', 'from'])('keeps using the folder "%s" that was checked', (name) => {
    const folders = new HeldFolders(root);
    move(folders, 'first');
    exchange(name);
    expect(move(folders, 'second')).toBe(true);
    folders.forget();
    const to = name === 'to' ? 'old to' : 'to';
    expect(readdirSync(join(root, to))).toEqual(['first', 'second']);
    outsideIsWhole();
  });

  it('keeps the source folder open while it opens the destination', () => {
    const folders = new HeldFolders(root);
    move(folders, 'first');
    for (let n = 0; n < 100; n++) mkdirSync(join(root, `${n}`));
    // Other folders are looked up between those of the source and the destination.
    for (let n = 0; n < 100; n++) {
      const source = folders.spotOf('/from/second');
      folders.spotOf(`/${n}/a`);
      expect(lstatSpot(source).size).toBe(6n);
    }
    folders.forget();
  });

  it('limits the folders that are held open', () => {
    const open = () => readdirSync('/proc/self/fd').length;
    const before = open();
    const folders = new HeldFolders(root);
    for (let n = 0; n < 200; n++) {
      mkdirSync(join(root, `${n}`));
      folders.placeOf(`/${n}/a`);
    }
    expect(open() - before).toBeLessThan(100);
    folders.forget();
    expect(open()).toBe(before);
  });
});

describe.each([true, false])('if a folder is a link (held open: %s)', (holds) => {
  it.each(['to', 'from'])('refuses the folder "%s"', (name) => {
    const folders = new HeldFolders(root, holds && process.platform === 'linux');
    exchange(name);
    expect(() => folders.placeOf(`/${name}/first`)).toThrow('passes through a symbolic link');
    outsideIsWhole();
  });
});

it('checks a folder again for each move if none can be held open', () => {
  const folders = new HeldFolders(root, false);
  move(folders, 'first');
  exchange('to');
  expect(() => move(folders, 'second')).toThrow('passes through a symbolic link');
  expect(readdirSync(join(root, 'from'))).toEqual(['second']);
  outsideIsWhole();
});
