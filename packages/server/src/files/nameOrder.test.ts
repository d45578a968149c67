import { expect, it } from 'vitest';
import { compareBytes, comparePaths } from './nameOrder.ts';

it('compares strings by their UTF-8 bytes', () => {
  const texts = [
    '',
    'a',
    'ab',
    'b',
    'B',
    '\u00e4',
    '\ud7ff',
    '\ue000',
    '\uffff',
    '\u{10000}',
    '\u{10ffff}',
    'a\u{1f389}',
    'a\uff5e',
  ];
  for (const a of texts) {
    for (const b of texts) {
      const expected = Buffer.compare(Buffer.from(a), Buffer.from(b));
      expect(Math.sign(compareBytes(a, b)), `${a} and ${b}`).toBe(expected);
    }
  }
});

it('sorts paths in natural order per folder', () => {
  const paths = [
    '/',
    '/a',
    '/a/b',
    '/a/file2',
    '/a/file10',
    '/Ä',
    '/a b',
    '/project 2/z',
    '/project 10',
    '/project 10/a',
  ];
  expect(paths.toReversed().sort(comparePaths)).toEqual(paths);
});
