import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  childOf,
  folderOf,
  foldName,
  isWithin,
  nameOf,
  normalPath,
  placeOf,
  prefixOf,
} from './path.ts';

describe('normalPath', () => {
  it.each([
    ['/', '/'],
    ['//', '/'],
    ['/a', '/a'],
    ['/a/', '/a'],
    ['//a///b//', '/a/b'],
    ['/ ', '/ '],
    ['/a\\..\\b', '/a\\..\\b'],
    ['/...', '/...'],
    ['/C:', '/C:'],
    ['/a'.repeat(100), '/a'.repeat(100)],
    [`/${'x'.repeat(255)}`, `/${'x'.repeat(255)}`],
  ])('normalizes %j to %j', (path, normal) => {
    expect(normalPath(path)).toBe(normal);
    expect(normalPath(normal)).toBe(normal);
  });

  it.each([
    '',
    'a',
    './a',
    '\\a',
    '/..',
    '/a/../b',
    '/a/.',
    '/a\0',
    `/${'x'.repeat(256)}`,
    `/${'é'.repeat(128)}`,
    '/\ud800',
    '/\udc00a',
    '/\ufffd',
    '/.file-organizer-1',
    '/a/.file-organizer-/b',
    '/a'.repeat(101),
  ])('refuses %j', (path) => {
    expect(() => normalPath(path)).toThrow(expect.objectContaining({ code: 'invalid_path' }));
  });
});

describe('path parts', () => {
  it.each([
    ['/a', '/', 'a'],
    ['/a/b', '/a', 'b'],
    ['/a/b c.txt', '/a', 'b c.txt'],
  ])('%s is in %s with the name %s', (path, folder, name) => {
    expect(folderOf(path)).toBe(folder);
    expect(nameOf(path)).toBe(name);
    expect(childOf(folder, name)).toBe(path);
    expect(path.startsWith(prefixOf(folder))).toBe(true);
  });

  it.each([
    ['/', '/a', true],
    ['/', '/', true],
    ['/a', '/a', true],
    ['/a', '/a/b', true],
    ['/a', '/ab', false],
    ['/a/b', '/a', false],
    ['/a', '/A', false],
  ])('within %s is %s: %s', (folder, path, expected) => {
    expect(isWithin(folder, path)).toBe(expected);
  });
});

describe('foldName', () => {
  it.each([
    ['Report.PDF', 'report.pdf'],
    ['Caf\u00e9', 'CAFE\u0301'],
    ['\u212bngstrom', '\u00e5ngstrom'],
    ['\u03a3', '\u03c3'],
  ])('treats %j and %j as equal', (one, other) => {
    expect(foldName(one)).toBe(foldName(other));
  });

  it.each([
    ['a', 'b'],
    ['resume', 'r\u00e9sum\u00e9'],
    ['a', 'a '],
  ])('distinguishes %j and %j', (one, other) => {
    expect(foldName(one)).not.toBe(foldName(other));
  });
});

describe('placeOf', () => {
  let root: string;
  beforeAll(() => {
    root = mkdtempSync(join(tmpdir(), 'file-organizer-path-'));
    mkdirSync(join(root, 'folder/sub'), { recursive: true });
    writeFileSync(join(root, 'folder/file'), '');
    symlinkSync('/etc', join(root, 'out'));
    symlinkSync('folder', join(root, 'within'));
    symlinkSync('nowhere', join(root, 'broken'));
  });
  afterAll(() => rmSync(root, { recursive: true }));

  it.each(['/', '/folder', '/folder/sub', '/folder/file', '/folder/new', '/new/below'])(
    'of %s is below the root',
    (path) => {
      expect(placeOf(root, path)).toBe(path === '/' ? root : join(root, path));
    },
  );

  it.each(['/out', '/out/passwd', '/within', '/within/file', '/broken', '/broken/x'])(
    'refuses %s because it passes through a link',
    (path) => {
      expect(() => placeOf(root, path)).toThrow(expect.objectContaining({ code: 'invalid_path' }));
    },
  );

  it('refuses a path that is too long in bytes', () => {
    const path = `/${'\u20ac'.repeat(80)}`.repeat(17);
    expect(path.length).toBeLessThan(4096);
    expect(() => placeOf(root, path)).toThrow(expect.objectContaining({ code: 'invalid_path' }));
  });
});
