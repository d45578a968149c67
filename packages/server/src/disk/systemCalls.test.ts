import {
  closeSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { spotAt } from './spot.ts';
import { type SystemCalls, systemCalls } from './systemCalls.ts';

describe.skipIf(process.platform !== 'linux')('the system calls of Linux', () => {
  let root: string;
  let calls: SystemCalls;
  const at = (name: string): string => join(root, name);

  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), 'file-organizer-calls-'));
    const found = systemCalls();
    if (!found) throw new Error('There are none');
    calls = found;
    writeFileSync(at('one'), 'one');
    mkdirSync(at('folder'));
  });
  afterEach(() => rmSync(root, { recursive: true }));

  it.each(['a file', 'a file from before 1970', 'a folder', 'a link', 'a device'])(
    'return for %s what lstat returns',
    (what) => {
      let place = at(what);
      if (what === 'a device') place = '/dev/null';
      else if (what === 'a folder') mkdirSync(place);
      else if (what === 'a link') symlinkSync('nowhere', place);
      else writeFileSync(place, 'content');
      if (what.endsWith('1970')) utimesSync(place, -1.5, -1.5);
      const stat = calls.statAt(spotAt(place));
      const wanted = lstatSync(place, { bigint: true });
      expect(Object.keys(stat)).toHaveLength(9);
      expect(wanted).toMatchObject(stat);
    },
  );

  it('work in an open folder', () => {
    const folder = openSync(at('folder'), 'r');
    try {
      calls.renameNoReplace(spotAt(at('one')), { folder, name: 'größer\n1' });
      expect(calls.statAt({ folder, name: 'größer\n1' }).size).toBe(3n);
      expect(readdirSync(at('folder'))).toEqual(['größer\n1']);
    } finally {
      closeSync(folder);
    }
  });

  it('never replace anything', () => {
    writeFileSync(at('two'), 'two');
    for (const taken of ['two', 'folder', 'one']) {
      expect(() => calls.renameNoReplace(spotAt(at('one')), spotAt(at(taken)))).toThrow(
        expect.objectContaining({ code: 'EEXIST' }),
      );
    }
    expect(readFileSync(at('two'), 'utf8')).toBe('two');
  });

  it('refuse names with a NUL', () => {
    const refused = expect.objectContaining({ code: 'EINVAL' });
    expect(() => calls.statAt(spotAt(at('one\0.txt')))).toThrow(refused);
    expect(() => calls.renameNoReplace(spotAt(at('one')), spotAt(at('new\0.txt')))).toThrow(
      refused,
    );
    expect(() => calls.renameNoReplace(spotAt(at('one\0.txt')), spotAt(at('new')))).toThrow(
      refused,
    );
    expect(readdirSync(root).sort()).toEqual(['folder', 'one']);
  });

  it('report the error code of the system', () => {
    const gone = expect.objectContaining({ code: 'ENOENT' });
    expect(() => calls.statAt(spotAt(at('gone')))).toThrow(gone);
    expect(() => calls.renameNoReplace(spotAt(at('gone')), spotAt(at('new')))).toThrow(gone);
    expect(() => calls.statAt(spotAt(at('one/in')))).toThrow(
      expect.objectContaining({ code: 'ENOTDIR' }),
    );
  });
});
