import { expect, it } from 'vitest';
import { isCheckedFormat } from './formats.ts';

it.each([
  ['date-time', true],
  ['int32', true],
  ['binary', false],
  ['password', false],
  ['imo-number', false],
  ['constructor', false],
  [undefined, false],
])('format %s is checked: %s', (name, expected) => {
  expect(isCheckedFormat(name)).toBe(expected);
});
