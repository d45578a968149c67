import { expect, it } from 'vitest';
import { jsonIn } from './jsonFile.ts';

it.each([
  ['in the root object', '{"a":1,"a":2}', /"a".*line 1, column 8/],
  ['in an object in a list', '[1,\n {"b": [{}],\n  "b": 0}]', /"b".*line 3, column 3/],
  ['written with an escape', '{"a":1,"\\u0061":2}', /"a"/],
  ['ending in a backslash', '{"a\\\\":1,"a\\\\":2}', /"a\\\\"/],
  ['__proto__', '{"__proto__":1,"__proto__":2}', /"__proto__"/],
])('a duplicate key %s is refused with its place', (_what, text, message) => {
  expect(() => jsonIn(text)).toThrow(message);
});

it.each([
  ['the same key in nested and sibling objects', '{"a":{"a":{}},"b":[{"a":1},{"a":1}]}'],
  ['a value equal to a key', '{"a":"b","b":"a","c":["a","a"]}'],
  ['quotation marks and braces in strings', '{"a":"{\\"a\\":1,","\\"a":"\\\\","c":"}"}'],
  ['keys of different case', '{"a":1,"A":1}'],
])('%s is accepted', (_what, text) => {
  expect(() => jsonIn(text)).not.toThrow();
});
