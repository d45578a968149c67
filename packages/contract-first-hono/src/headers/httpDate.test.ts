import { expect, it } from 'vitest';
import { httpDate } from './httpDate.ts';

it.each([
  'Sun, 06 Nov 1994 08:49:37 GMT',
  'Sunday, 06-Nov-94 08:49:37 GMT',
  'Sun Nov  6 08:49:37 1994',
])('%s is a date', (header) => {
  expect(httpDate(header)).toBe(Date.UTC(1994, 10, 6, 8, 49, 37));
});

it.each([
  undefined,
  '',
  '0',
  '1994',
  '1994-11-06T08:49:37Z',
  'Sun, 06 Nov 1994 08:49:37',
  'Sun, 06 Nov 1994 08:49:37 +0100',
  'Sun, 06 Xyz 1994 08:49:37 GMT',
  'Sun, 06 Nov 1994 48:49:37 GMT',
  '"etag"',
])('%s is not a date', (header) => {
  expect(httpDate(header)).toBeUndefined();
});
