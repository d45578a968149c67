import fc from 'fast-check';
import type { JsonSchema } from '../contract/document.ts';
import { integerIn, oneOf, type Random, uuid } from './random.ts';

/** How values of the formats that JSON Schema and OpenAPI name look (JSON Schema, section 7.3). */
const formats: Readonly<Record<string, (random: Random) => string>> = {
  uuid,
  'date-time': (random) => `${date(random)}T${time(random)}Z`,
  date: (random) => date(random),
  time: (random) => `${time(random)}Z`,
  duration: (random) => `PT${integerIn(random, 1, 59)}M`,
  email: (random) => `${word(random, 6)}@example.com`,
  hostname: (random) => `${word(random, 6)}.example.com`,
  ipv4: (random) => Array.from({ length: 4 }, () => integerIn(random, 1, 254)).join('.'),
  ipv6: (random) => `2001:db8::${integerIn(random, 1, 0xffff).toString(16)}`,
  uri: (random) => `https://example.com/${word(random, 6)}`,
  'uri-reference': (random) => `/${word(random, 6)}`,
  'json-pointer': (random) => `/${word(random, 6)}`,
  regex: (random) => `^${word(random, 4)}$`,
  byte: (random) => Buffer.from(word(random, 9)).toString('base64'),
};

const two = (value: number) => String(value).padStart(2, '0');
const date = (random: Random) =>
  `20${two(integerIn(random, 0, 60))}-${two(integerIn(random, 1, 12))}-${two(integerIn(random, 1, 28))}`;
const time = (random: Random) =>
  [23, 59, 59].map((most) => two(integerIn(random, 0, most))).join(':');

const plain = [...'abcdefghijklmnopqrstuvwxyz0123456789'];
const letters = [...plain, ...'ABC -_.,é⚓🚢'];

const word = (random: Random, length: number) =>
  Array.from({ length }, () => oneOf(random, plain)).join('');

/** A text of so many characters, the first and the last of them no blank. */
const text = (random: Random, length: number) =>
  Array.from({ length }, (_, at) =>
    oneOf(random, at === 0 || at === length - 1 ? plain : letters),
  ).join('');

/** A text of the format or the pattern of a schema, or else of any characters. */
export function stringFor(schema: JsonSchema, random: Random): string {
  const { pattern, format, minLength = 0, maxLength } = schema;
  const least = Number(minLength);
  const most = Math.min(Number(maxLength ?? Number.POSITIVE_INFINITY), least + 12);
  if (typeof pattern === 'string') {
    const matching = matchesOf(pattern, random).filter((each) => {
      const { length } = [...each];
      return length >= least && length <= Number(maxLength ?? Number.POSITIVE_INFINITY);
    });
    const match = oneOf(random, matching);
    if (match !== undefined) return match;
  }
  const formatted = typeof format === 'string' && Object.hasOwn(formats, format) && formats[format];
  if (formatted) return formatted(random);
  return text(random, integerIn(random, Math.max(least, Math.min(1, most)), most));
}

/** Some texts that match a pattern; none where it has what cannot be made, such as a look-ahead. */
function matchesOf(pattern: string, random: Random): string[] {
  try {
    const arbitrary = fc.stringMatching(new RegExp(pattern, 'u'), { size: 'small' });
    return fc.sample(arbitrary, { seed: Math.floor(random() * 2 ** 31), numRuns: 10 });
  } catch {
    return [];
  }
}

/** A text made as long, or as short, as said, in the hope that it stays what its pattern wants. */
export function resized(value: string, length: number): string {
  const characters = [...value];
  if (characters.length >= length) return characters.slice(0, length).join('');
  return value + (characters.at(-1) ?? 'a').repeat(length - characters.length);
}
