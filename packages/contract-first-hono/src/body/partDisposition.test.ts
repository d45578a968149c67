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

describe('the name of a file in a form', () => {
  it.each(['a\\b.txt', 'C:\\x.txt', '\\\\server\\x', 'end\\', '\\', 'a\\"b', 'semi; filename="x'])(
    '%s is kept as a browser sends it',
    (sent) => {
      expect(filenameOf(asBrowser(sent))).toBe(sent);
    },
  );

  it('is kept as a browser sends it, unless each of its backslashes looks escaped', () => {
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

  it('is kept as quoted strings of RFC 2045 have it, and as httpx does', () => {
    fc.assert(
      fc.property(name, (sent) => {
        expect(filenameOf(asQuoted(sent))).toBe(sent);
        expect(filenameOf(asHttpx(sent))).toBe(sent);
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
  'a part with "%s" is none of a form',
  (header) => {
    expect(partDisposition(header)).toBeUndefined();
  },
);
