import { expect, it } from 'vitest';
import { TextColumn } from './textColumn.ts';

it('returns each text after growing', () => {
  const column = new TextColumn();
  const texts = ['', 'a', '1:2:3', 'x'.repeat(70_000), 'y'.repeat(300_000), 'z'];
  for (const text of texts) column.add(text);
  expect(texts.map((_, index) => column.at(index))).toEqual(texts);
});

it('refuses an index out of range', () => {
  expect(() => new TextColumn().at(0)).toThrow(RangeError);
});
