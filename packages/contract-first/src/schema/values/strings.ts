import fc from 'fast-check';
import type { JsonSchema } from '../../document/model.ts';
import { patternOf } from '../pattern.ts';
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

/** How the plainest values of formats look, the same each time. */
const samples: Readonly<Record<string, string>> = {
  uuid: '00000000-0000-4000-8000-000000000000',
  'date-time': '2025-01-01T00:00:00Z',
  date: '2025-01-01',
  time: '12:00:00Z',
  duration: 'P1D',
  email: 'user@example.com',
  'idn-email': 'user@example.com',
  hostname: 'example.com',
  'idn-hostname': 'example.com',
  ipv4: '192.0.2.1',
  ipv6: '2001:db8::1',
  uri: 'https://example.com/',
  url: 'https://example.com/',
  iri: 'https://example.com/',
  'uri-reference': '/',
  'iri-reference': '/',
  'uri-template': 'https://example.com/{id}',
  'json-pointer': '/a',
  'relative-json-pointer': '0',
  regex: '^a$',
  byte: 'c3RyaW5n',
};

/** The plainest text of a schema: `string`, or a sample of its format or its pattern. */
export function plainString(schema: JsonSchema, random: Random): string {
  const { pattern, format, contentEncoding, minLength, maxLength } = schema;
  if (typeof pattern === 'string') return stringFor(schema, random);
  if (typeof format === 'string' && Object.hasOwn(samples, format)) return samples[format] ?? '';
  if (contentEncoding === 'base64') return samples.byte ?? '';
  const least = Math.min(Number(minLength ?? 0), LONGEST);
  const text = 'string'.repeat(Math.max(1, Math.ceil(least / 6)));
  return text.slice(0, Math.max(least, Math.min(6, Number(maxLength ?? 6))));
}

/** The longest text that is made. */
const LONGEST = 1_000_000;

/** A text of the format or the pattern of a schema, or else of any characters. */
export function stringFor(schema: JsonSchema, random: Random): string {
  const { pattern, format, minLength = 0, maxLength = Number.POSITIVE_INFINITY } = schema;
  const least = Math.min(Number(minLength), LONGEST);
  const most = Math.min(Number(maxLength), least + 12);
  if (typeof pattern === 'string') {
    const both = formatted(schema, random);
    if (both !== undefined) return both;
    const match = oneOf(random, matchesOf(pattern, random, least, Number(maxLength)));
    if (match !== undefined) return match;
  }
  if (typeof format === 'string') {
    if (Object.hasOwn(formats, format)) return formats[format]?.(random) ?? '';
    if (Object.hasOwn(samples, format)) return samples[format] ?? '';
  }
  return text(random, integerIn(random, Math.max(least, Math.min(1, most)), most));
}

/** How many texts of a format are made until its pattern accepts one. */
const TRIES = 5;

/** A text of the format that the pattern and the length accept; undefined if none was found. */
function formatted(schema: JsonSchema, random: Random): string | undefined {
  const { pattern, format, minLength = 0, maxLength = Number.POSITIVE_INFINITY } = schema;
  if (typeof format !== 'string') return undefined;
  const accepted = patternOf(String(pattern));
  const make = Object.hasOwn(formats, format) ? formats[format] : undefined;
  const sample = Object.hasOwn(samples, format) ? samples[format] : undefined;
  const made = Array.from({ length: make ? TRIES : 0 }, () => make?.(random));
  return [...made, sample].find((each) => {
    const length = [...(each ?? '')].length;
    return each !== undefined && length >= Number(minLength) && length <= Number(maxLength)
      ? accepted?.test(each)
      : false;
  });
}

/**
 * Some texts of a length that match a pattern; none where it has what cannot be made, such as a
 * look-ahead.
 */
function matchesOf(written: string, random: Random, least: number, most: number): string[] {
  const pattern = patternOf(written);
  if (!pattern) return [];
  let found: string[];
  try {
    const made = fc.sample(matching(written, pattern), {
      seed: Math.floor(random() * 2 ** 31),
      numRuns: 10,
    });
    // One half of a character cannot be sent (RFC 8259, section 8.2).
    found = made
      .map((each) => each.toWellFormed())
      .filter((each, at) => each === made[at] || pattern.test(each));
  } catch {
    return [];
  }
  const isOfLength = (each: string) => {
    const { length } = [...each];
    return length >= least && length <= most;
  };
  const fitting = found.filter(isOfLength);
  if (fitting.length > 0) return fitting;
  return found
    .map((each) => resized(each, Math.min(Math.max([...each].length, least), most)))
    .filter((each) => pattern.test(each));
}

/** What makes texts of a pattern. Making this can take longer than a thousand texts. */
function matching(written: string, pattern: RegExp): fc.Arbitrary<string> {
  let arbitrary = arbitraries.get(written);
  if (!arbitrary) {
    arbitrary = fc.stringMatching(pattern, { size: 'small' });
    if (arbitraries.size >= MOST_PATTERNS) arbitraries.clear();
    arbitraries.set(written, arbitrary);
  }
  return arbitrary;
}

const arbitraries = new Map<string, fc.Arbitrary<string>>();
/** The most patterns that are remembered. */
const MOST_PATTERNS = 1000;

/** A text made as long, or as short, as said, in the hope that it stays what its pattern wants. */
export function resized(value: string, length: number): string {
  const characters = [...value];
  if (characters.length >= length) return characters.slice(0, length).join('');
  return value + (characters.at(-1) ?? 'a').repeat(length - characters.length);
}
