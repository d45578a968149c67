import { expect, it } from 'vitest';
import { printable, printableJson } from './printable.ts';

it.each([
  ['\u001b[31mred', '\\x1b[31mred'],
  ['a\nb\tc', 'a\\nb\\tc'],
  ['\u009b2J', '\\x9b2J'],
  ['\u202egnp.exe', '\\u202egnp.exe'],
  ['\ud800', '\\ud800'],
  ['日本 émoji 👩‍👩‍👧‍👦', '日本 émoji 👩‍👩‍👧‍👦'],
])('%j is shown as %s', (text, shown) => {
  expect(printable(text)).toBe(shown);
});

it('JSON has the same meaning with escapes', () => {
  const value = { name: '\u001b\u009b\u202e\u2028\u007f' };
  const json = printableJson(JSON.stringify(value));
  expect(JSON.parse(json)).toEqual(value);
  expect(json).toMatch(/^[ -~]+$/);
});
