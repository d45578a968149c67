import { expect, it } from 'vitest';
import { countKeys, JsonPlaces } from './jsonText.ts';

const text = `{ "a": 1,
  "b\\"{": [ 2, {"c": "}"}, [ ] ],
  "d\\u0061": {"": null, "e": [true , {"f":[{}]}]}
}`;

it.each<[string, string[], string]>([
  ['a field', ['a'], '"a": 1'],
  ['a field whose name has a quotation mark and a brace', ['b"{'], '"b\\"{": ['],
  ['an object in a list', ['b"{', '1'], '{"c"'],
  ['a list in a list', ['b"{', '2'], '[ ]'],
  ['a field of an object in a list', ['b"{', '1', 'c'], '"c": "}"'],
  ['a field whose name has an escape', ['da'], '"d\\u0061"'],
  ['a field without a name', ['da', ''], '"": null'],
  ['a deeply nested object', ['da', 'e', '1', 'f', '0'], '{}'],
  ['a plain value in a list, by the list', ['da', 'e', '0'], '"e": [true'],
  ['a missing part, by the nearest part around it', ['da', 'x', 'y'], '"d\\u0061"'],
  ['a part of a plain value, by the value', ['a', 'x'], '"a": 1'],
  ['the whole', [], '{ "a"'],
])('the place of %s is found', (_what, tokens, found) => {
  const places = new JsonPlaces(text);
  // Also if its surroundings are known.
  for (const _ of [1, 2]) {
    expect(text.slice(places.offsetOf(tokens)).startsWith(found)).toBe(true);
  }
});

it('only keys are counted', () => {
  expect(countKeys(text)).toBe(7);
  expect(countKeys('["a", "b:", {"c" : "d"}, ":"]')).toBe(1);
});
