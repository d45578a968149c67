import { describe, expect, it } from 'vitest';
import { decode } from './text.ts';

const utf16be = (text: string): Buffer => Buffer.from(`\ufeff${text}`, 'utf16le').swap16();

describe('bytes as text', () => {
  it.each([
    ['UTF-8', Buffer.from('Grüße 東京')],
    ['UTF-8 with a mark', Buffer.from('\ufeffGrüße 東京')],
    ['UTF-16, little end first', Buffer.from('\ufeffGrüße 東京', 'utf16le')],
    ['UTF-16, big end first', utf16be('Grüße 東京')],
  ])('%s', (_what, bytes) => {
    expect(decode(bytes)).toBe('Grüße 東京');
  });

  it('Latin-1 where it is not UTF-8', () => {
    expect(decode(Buffer.from('Grüße', 'latin1'))).toBe('Grüße');
  });
  it('UTF-8 whose last character is cut off', () => {
    expect(decode(Buffer.from('abc東').subarray(0, 5))).toBe('abc');
  });
  it.each([
    ['with NUL', Buffer.from([80, 75, 3, 4, 0, 0])],
    ['with control characters', Buffer.from([1, 2, 3, 4, 5, 6, 7, 65])],
  ])('no text: bytes %s', (_what, bytes) => {
    expect(decode(bytes)).toBeUndefined();
  });
});
