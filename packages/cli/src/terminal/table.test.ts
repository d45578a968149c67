import { describe, expect, it } from 'vitest';
import { type Column, tableLines } from './table.ts';
import { shortenedInMiddle, widthOf } from './width.ts';

const COLUMNS: readonly Column[] = [
  { head: 'FROM', shorten: 'middle' },
  { head: 'TO', shorten: 'middle' },
  { head: 'SURE', align: 'right' },
  { head: 'WHY', shorten: 'end', least: 20 },
];
const LONG = [
  'a/very/long/path/to/a/file.txt',
  'Documents/',
  '90 %',
  'is a document of text/plain',
];

describe('a table', () => {
  it('is as wide as its cells without a width', () => {
    const { rows } = tableLines(COLUMNS, [LONG]);
    expect(rows).toEqual([LONG.join('  ')]);
  });

  it.each([20, 40, 60, 80])('fits into %i columns', (width) => {
    const { head, rows } = tableLines(
      COLUMNS,
      [LONG, ['日本語のファイル.txt', 'b/', '5 %', 'x']],
      width,
    );
    expect(Math.max(...[head, ...rows].map(widthOf))).toBeLessThanOrEqual(width);
  });

  it('leaves out a column for which too little is left', () => {
    expect(tableLines(COLUMNS, [LONG], 50).head).not.toContain('WHY');
  });

  it('gives what narrow columns do not need to the others', () => {
    const { rows } = tableLines(COLUMNS.slice(0, 3), [LONG], 48);
    expect(rows).toEqual([LONG.slice(0, 3).join('  ')]);
  });

  it('lines up columns after wide characters', () => {
    const { rows } = tableLines(COLUMNS.slice(0, 2), [
      ['日本', 'x'],
      ['abcd', 'y'],
    ]);
    expect(rows).toEqual(['日本  x', 'abcd  y']);
  });
});

describe('a text shortened in the middle', () => {
  it('keeps the beginning and the end', () => {
    expect(shortenedInMiddle('folder/with/a/file.txt', 13)).toBe('folder…le.txt');
  });

  it.each([1, 2, 5, 8])('is at most %i columns wide with characters of two columns', (width) => {
    expect(widthOf(shortenedInMiddle('日本語日本語', width))).toBeLessThanOrEqual(width);
  });

  it('does not split a character that is several code points', () => {
    expect(shortenedInMiddle('👩‍👩‍👧‍👦aaaaaaaa', 5)).toBe('👩‍👩‍👧‍👦…aa');
  });
});
