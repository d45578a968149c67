import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { partDisposition } from './partDisposition.ts';

const bytes = (text: string): string => Buffer.from(text).toString('latin1');
const filenameOf = (parameters: string): string | undefined =>
  partDisposition(bytes(`form-data; name="file"; ${parameters}`))?.filename;

/** As browsers write it according to the HTML standard, and curl and undici. */
const asBrowser = (name: string): string =>
  `filename="${name.replace(/[\r\n"]/g, encodeURIComponent)}"`;
/** As Go, older versions of curl and other implementations of RFC 2045 write it. */
const asQuoted = (name: string): string => `filename="${name.replace(/["\\]/g, '\\$&')}"`;
/** As httpx writes it. */
const asHttpx = (name: string): string =>
  `filename="${name.replaceAll('\\', '\\\\').replaceAll('"', '%22')}"`;

/** Names with characters that may be escaped, but without percent escapes. */
const name = fc
  .string({ unit: fc.constantFrom('\\', '"', ';', ' ', '=', 'a', 'ü', '😀'), minLength: 1 })
  .filter((text) => text.trim() === text);

describe('the file name of a form part', () => {
  it.each(['a\\b.txt', 'C:\\x.txt', '\\\\server\\x', 'end\\', '\\', 'a\\"b', 'semi; filename="x'])(
    '%s is decoded as browsers encode it',
    (sent) => {
      expect(filenameOf(asBrowser(sent))).toBe(sent);
    },
  );

  it('is decoded as browsers encode it unless each backslash looks escaped', () => {
    const plain = /(?<!\\)(?:\\\\)*\\(?!\\)/;
    const kept = name.filter(
      (text) => !text.includes('\\') || plain.test(text.replaceAll('"', 'q')),
    );
    fc.assert(
      fc.property(kept, (sent) => {
        expect(filenameOf(asBrowser(sent))).toBe(sent);
      }),
    );
  });

  it.each([
    ['a quoted string of RFC 2045', asQuoted],
    ['httpx’s encoding', asHttpx],
  ])('is decoded from %s', (_, encode) => {
    fc.assert(
      fc.property(name, (sent) => {
        expect(filenameOf(encode(sent))).toBe(sent);
      }),
    );
  });

  it.each([
    ['filename=plain.txt', 'plain.txt'],
    ['filename = "spaced.txt"', 'spaced.txt'],
    ['FILENAME="case.txt"', 'case.txt'],
    ['filename="a.txt" nonsense; x=y', 'a.txt'],
    ['filename="never ends', '"never ends'],
    ['filename=""', ''],
    ['x="filename=no.txt"', undefined],
    ['filename="folder/sub\\folder/a.txt"', 'a.txt'],
    ['filename="folder/"', ''],
    ["filename*=UTF-8''na%C3%AFve.txt", 'naïve.txt'],
    ['filename="old.txt"; filename*=UTF-8\'\'new.txt', 'new.txt'],
    ['filename="old.txt"; filename*=x-none\'\'new.txt', 'old.txt'],
  ])('of %s is %j', (parameters, expected) => {
    expect(filenameOf(parameters)).toBe(expected);
  });
});

it.each(['attachment; name="file"', 'form-data', 'form-data; filename="a"', ''])(
  'a part with "%s" is not a form part',
  (header) => {
    expect(partDisposition(header)).toBeUndefined();
  },
);
