import { expect, test } from 'vitest';
import { oneLine, printable } from './printable.ts';

test('control characters are escaped', () => {
  expect(printable('\u001b]0;title\u0007\u009b31m\r')).toBe(
    '\\u001b]0;title\\u0007\\u009b31m\\u000d',
  );
});

test('characters that change direction or are invisible are escaped', () => {
  expect(printable('a\u202eb\u2066c\u{e0041}\ud800')).toBe(
    'a\\u202eb\\u2066c\\udb40\\udc41\\ud800',
  );
});

test('text of any language and joined signs are not changed', () => {
  const text = 'Größe 🚢 👩‍🚀 سلام\n\tמים';
  expect(printable(text)).toBe(text);
});

test('JSON stays equal with its escapes', () => {
  const value = { 'a\u009b': '\u2028\u202e\u007f\u{e0041}' };
  expect(JSON.parse(printable(JSON.stringify(value, null, 2)))).toEqual(value);
});

test('oneLine has no line break', () => {
  expect(oneLine('a\r\n✓ no finding\u2028\u0085b')).toBe('a\\r\\n✓ no finding\\u2028\\u0085b');
});
