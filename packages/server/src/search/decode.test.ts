import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decode, decodeDeclared, isBinary } from './decode.ts';

const utf16be = (text: string): Buffer => Buffer.from(text, 'utf16le').swap16();
const bytes = (...parts: readonly (string | number[])[]): Buffer =>
  Buffer.concat(parts.map((part) => Buffer.from(part as string)));

describe('bytes decoded as text:', () => {
  it.each([
    ['UTF-8', Buffer.from('Grüße 東京')],
    ['UTF-8 with a byte order mark', Buffer.from('\ufeffGrüße 東京')],
    ['little-endian UTF-16', Buffer.from('\ufeffGrüße 東京', 'utf16le')],
    ['big-endian UTF-16', utf16be('\ufeffGrüße 東京')],
    ['little-endian UTF-16 without a byte order mark', Buffer.from('Grüße 東京', 'utf16le')],
    ['big-endian UTF-16 without a byte order mark', utf16be('Grüße 東京')],
  ])('%s', (_what, given) => {
    expect(decode(given)).toBe('Grüße 東京');
  });

  it('Latin-1 if it is not UTF-8', () => {
    expect(decode(Buffer.from('Grüße', 'latin1'))).toBe('Grüße');
  });
  it('every byte of Windows-1252', () => {
    const high = Uint8Array.from({ length: 96 }, (_, at) => 0xa0 + at);
    expect(decode(Buffer.concat([Buffer.from('€ “x” '), high]))).toBe(
      `€ “x” ${Buffer.from(high).toString('latin1')}`,
    );
    expect(decode(Buffer.from('93787894 80'.replace(' ', '20'), 'hex'))).toBe('“xx” €');
  });
  it('UTF-8 with a truncated last character', () => {
    expect(decode(Buffer.from('abc東').subarray(0, 5))).toBe('abc');
  });
  it.each<[string, Buffer]>([
    ['an invalid byte', bytes('Grüße ', [0xff], ' 東京')],
    ['a line in Latin-1', bytes('Grüße ', [0xfc], ' 東京')],
    ['a truncated character', bytes('Grüße ', [0xe6, 0x9d], ' 東京')],
    ['a surrogate', bytes('Grüße ', [0xed, 0xa0, 0x80], ' 東京')],
    ['an overlong character', bytes('Grüße ', [0xc0, 0xaf], ' 東京')],
  ])('UTF-8 around %s', (_what, given) => {
    expect(decode(given)).toMatch(/^Grüße [^ ]+ 東京$/);
  });
  it('each line of a log in its own encoding', () => {
    expect(decode(bytes('Grüße\n', [0x47, 0x72, 0xfc, 0xdf, 0x65], '\nGrüße'))).toBe(
      'Grüße\nGrüße\nGrüße',
    );
  });

  it('text between NUL bytes', () => {
    expect(decode(bytes('one\0two\0\0\0three'))).toBe('one\ntwo\nthree');
  });
  it('UTF-16 appended to ASCII', () => {
    expect(decode(bytes('begin\n', [...Buffer.from('added line\n', 'utf16le')]))).toBe(
      'begin\nadded line\n',
    );
  });

  it.each<[string, Buffer]>([
    ['with NUL and little else', Buffer.from([80, 75, 3, 4, 0, 0])],
    ['with control characters', Buffer.from([1, 2, 3, 4, 5, 6, 7, 65])],
    ['of a table of numbers', Buffer.from(Float64Array.from({ length: 64 }, Math.sqrt).buffer)],
  ])('none: bytes %s', (_what, given) => {
    expect(decode(given)).toBeUndefined();
  });

  it('isBinary checks the first bytes', () => {
    expect(isBinary(Buffer.alloc(4096))).toBe(false);
    expect(isBinary(bytes('2026-01-06\0 Grüße ', [0xfc]))).toBe(false);
    expect(isBinary(Buffer.from([80, 75, 3, 4, 0, 0]))).toBe(true);
  });

  it('isBinary is true for no bytes that are decoded', () => {
    // Mostly letters, so that both happen.
    const byte = fc.oneof({ weight: 30, arbitrary: fc.constant(97) }, fc.nat(255));
    const some = fc.array(byte, { maxLength: 300 }).map((each) => Uint8Array.from(each));
    fc.assert(
      fc.property(some, (given) => !(isBinary(given) && decode(given) !== undefined)),
      { numRuns: 1000 },
    );
  });
});

describe('bytes with a declared encoding', () => {
  const polish = Buffer.from([0xa3, 0xf3, 0x64, 0xbc]);

  it('are decoded with it', () => {
    expect(decodeDeclared(polish, 'ISO-8859-2')).toBe('Łódź');
    expect(decodeDeclared(Buffer.from([0x93, 0x8c, 0x8b, 0x9e]), 'shift_jis')).toBe('東京');
  });
  it('are decoded as UTF-8 if they are valid UTF-8', () => {
    expect(decodeDeclared(Buffer.from('Łódź'), 'iso-8859-2')).toBe('Łódź');
    expect(decodeDeclared(bytes('Łódź ', [0xff]), 'utf-8')).toBe('Łódź ÿ');
  });
  it('ignore an unknown encoding', () => {
    expect(decodeDeclared(Buffer.from('Łódź'), 'no-such')).toBe('Łódź');
  });
  it('are UTF-16 if they begin with its byte order mark', () => {
    expect(decodeDeclared(Buffer.from('\ufeffŁódź', 'utf16le'), 'utf-8')).toBe('Łódź');
  });
});
