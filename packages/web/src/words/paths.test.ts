import { expect, it } from 'vitest';
import { shownName } from './paths.ts';

it.each([
  ['plain.txt', 'plain.txt'],
  ['two\nlines', 'two↵lines'],
  ['tab\there', 'tab␉here'],
  ['photo\u202egpj.exe', 'photo[U+202E]gpj.exe'],
  ['\u2066isolated\u2069', '[U+2066]isolated[U+2069]'],
  ['del\u007f', 'del[U+007F]'],
  ['שלום.txt', 'שלום.txt'],
  ['👩‍👩‍👧.png', '👩‍👩‍👧.png'],
])('%j is shown as %j', (name, shown) => {
  expect(shownName(name)).toBe(shown);
});
