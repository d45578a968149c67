import { describe, expect, it } from 'vitest';
import { firstFreeName } from './naming.ts';

const nextTo =
  (...taken: string[]) =>
  (name: string) =>
    firstFreeName(name, (each) => taken.includes(each));

describe('firstFreeName', () => {
  it('keeps a name that is free', () => {
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
    [`long.${'x'.repeat(21)}`, `long.${'x'.repeat(21)} (2)`],
    ['\ud83c\udf89.txt', '\ud83c\udf89 (2).txt'],
  ])('makes of "%s" "%s"', (name, next) => {
    expect(nextTo(name)(name)).toBe(next);
  });

  it('counts on until a name is free', () => {
    const taken = ['a.txt', ...Array.from({ length: 98 }, (_, at) => `a (${at + 2}).txt`)];
    expect(nextTo(...taken)('a.txt')).toBe('a (100).txt');
  });

  it.each([
    `${'x'.repeat(251)}.txt`,
    `${'\u00e9'.repeat(125)}.text`,
    `${'\ud83c\udf89'.repeat(62)}.mp3`,
    '\ud83c\udf89'.repeat(63),
    `a.tar.${'y'.repeat(20)}`.padStart(255, 'z'),
  ])('cuts whole characters, never more than 255 bytes', (name) => {
    const next = nextTo(name)(name);
    expect(Buffer.byteLength(next)).toBeLessThanOrEqual(255);
    expect(Buffer.byteLength(next)).toBeGreaterThan(245);
    expect(next.isWellFormed()).toBe(true);
    expect(next).toContain(' (2)');
  });
});
