import { describe, expect, it } from 'vitest';
import { TakenNames } from './takenNames.ts';

const nextTo =
  (...taken: string[]) =>
  (name: string) =>
    new TakenNames(() => taken).freePath(`/${name}`).slice(1);

describe('a free path', () => {
  it('keeps a name that is not taken', () => {
    expect(nextTo('b.txt')('a.txt')).toBe('a.txt');
  });

  it.each([
    ['report.pdf', 'report (2).pdf'],
    ['a.tar.gz', 'a (2).tar.gz'],
    ['archive.TAR', 'archive (2).TAR'],
    ['.tar.gz', '.tar (2).gz'],
    ['README', 'README (2)'],
    ['.profile', '.profile (2)'],
    ['..txt', '..txt (2)'],
    ['a.', 'a. (2)'],
    ['v1.2 final', 'v1.2 final (2)'],
    ['report (2).pdf', 'report (2) (2).pdf'],
    ['My.Report.v1', 'My.Report.v1 (2)'],
    ['My.Report.v1.2', 'My.Report.v1.2 (2)'],
    ['movie.part1.rar', 'movie (2).part1.rar'],
    ['backup.7z.001', 'backup (2).7z.001'],
    ['movie.r00', 'movie (2).r00'],
    ['photos.z01', 'photos (2).z01'],
    [`long.${'x'.repeat(21)}`, `long.${'x'.repeat(21)} (2)`],
    ['\ud83c\udf89.txt', '\ud83c\udf89 (2).txt'],
  ])('turns "%s" into "%s"', (name, next) => {
    expect(nextTo(name)(name)).toBe(next);
  });

  it('counts up to a free name', () => {
    const taken = ['a.txt', ...Array.from({ length: 98 }, (_, at) => `a (${at + 2}).txt`)];
    expect(nextTo(...taken)('a.txt')).toBe('a (100).txt');
  });

  it('continues counting where the last search ended', () => {
    const names = new TakenNames();
    const given = ['/a.txt', '/A.TXT', '/a.txt', '/b/a.txt'].map((path) => {
      const free = names.freePath(path);
      names.add(free);
      return free;
    });
    expect(given).toEqual(['/a.txt', '/A (2).TXT', '/a (3).txt', '/b/a.txt']);
  });

  it('is searched again in a folder that was forgotten', () => {
    const there = ['a.txt'];
    const names = new TakenNames(() => there);
    expect(names.freePath('/a.txt')).toBe('/a (2).txt');
    there.push('a (2).txt');
    names.forget('/');
    expect(names.freePath('/a.txt')).toBe('/a (3).txt');
  });

  it.each([
    `${'x'.repeat(251)}.txt`,
    `${'\u00e9'.repeat(125)}.text`,
    `${'\ud83c\udf89'.repeat(62)}.mp3`,
    '\ud83c\udf89'.repeat(63),
    `a.tar.${'y'.repeat(20)}`.padStart(255, 'z'),
  ])('is cut to 255 bytes in whole characters', (name) => {
    const next = nextTo(name)(name);
    expect(Buffer.byteLength(next)).toBeLessThanOrEqual(255);
    expect(Buffer.byteLength(next)).toBeGreaterThan(245);
    expect(next.isWellFormed()).toBe(true);
    expect(next).toContain(' (2)');
  });
});

describe('a name that differs only in case', () => {
  const names = new TakenNames(() => ['Report.pdf', 'caf\u00e9.txt']);
  it.each([
    ['/report.PDF', 'Report.pdf'],
    ['/cafe\u0301.txt', 'caf\u00e9.txt'],
    ['/Report.pdf', undefined],
    ['/other.pdf', undefined],
  ])('for "%s" is %s', (path, conflict) => {
    expect(names.caseConflictOf(path)).toBe(conflict);
  });
});
