import { expect, it } from 'vitest';
import { MOST_DEPTH, MOST_VALUES, tooMuchIn } from './jsonBounds.ts';

const nested = (depth: number) => `${'['.repeat(depth)}${']'.repeat(depth)}`;
const list = (length: number) => `[${Array.from({ length }, () => '0').join()}]`;

it.each([
  ['the deepest nesting allowed', nested(MOST_DEPTH)],
  ['the longest list allowed', list(MOST_VALUES)],
  ['brackets in a string', `["${'['.repeat(100)}", "\\"${'{'.repeat(100)}\\\\"]`],
  ['an unterminated string', `["${'['.repeat(100)}\\`],
  ['an empty body', ''],
  ['many empty lists in a row', `[${'[],'.repeat(100)}[]]`],
])('accepts %s', (_what, text) => {
  expect(tooMuchIn(Buffer.from(text))).toBeUndefined();
});

it.each([
  ['lists one level too deep', nested(MOST_DEPTH + 1), 'nest'],
  ['lists that are never closed', '['.repeat(1_000_000), 'nest'],
  ['objects that are never closed', '{"a":'.repeat(1_000_000), 'nest'],
  ['one item too many', list(MOST_VALUES + 1), 'values'],
  ['many empty objects', `[${'{},'.repeat(MOST_VALUES)}{}]`, 'values'],
  ['depth after a string that ends in a backslash', `["\\\\",${'['.repeat(100)}`, 'nest'],
])('refuses %s', (_what, text, word) => {
  expect(tooMuchIn(Buffer.from(text))).toContain(word);
});
