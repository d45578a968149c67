import { describe, expect, it } from 'vitest';
import type { Check } from './checks.ts';
import * as kit from './index.ts';

const issuesOf = (check: Check, value: unknown) => {
  const issues: unknown[] = [];
  check({ value, issues });
  return issues;
};

describe('a check', () => {
  const { format, maxLength, maxProperties, minLength, minProperties } = kit;
  const { multipleOf, required, uniqueItems } = kit;

  it.each<readonly [string, Check, unknown, unknown]>([
    ['minLength', minLength(2), '🚢🚢', '🚢'],
    ['maxLength', maxLength(2), '🚢🚢', '🚢🚢🚢'],
    ['maxLength with unpaired surrogates', maxLength(1), '\ud800', '\ud800\ud800'],
    ['maxLength 0', maxLength(0), '', 'a'],
    ['format', format('date'), '2024-02-29', '2026-02-29'],
    ['format of a number', format('int32'), 1, 2 ** 31],
    [
      'uniqueItems',
      uniqueItems,
      [1, '1', [1], { a: 1 }],
      [
        { a: 1, b: [{ c: 1, d: 2 }] },
        { b: [{ d: 2, c: 1 }], a: 1 },
      ],
    ],
    ['minProperties', minProperties(1), { a: undefined }, {}],
    ['maxProperties', maxProperties(1), { a: 1 }, { a: 1, b: 2 }],
    ['multipleOf', multipleOf(0.01), 0.29, 0.295],
    ['required', required('a'), { a: null }, { b: 1 }],
    ['required with the name of an inherited property', required('toString'), { toString: 1 }, {}],
  ])('%s', (_name, check, good, bad) => {
    expect(issuesOf(check, good)).toEqual([]);
    expect(issuesOf(check, bad)).toHaveLength(1);
  });

  it('ignores values of other types', () => {
    const all = [minLength(1), maxLength(0), format('date'), uniqueItems, minProperties(9)];
    all.push(maxProperties(0), required('a'));
    for (const check of all) {
      expect([1.5, null, true].flatMap((value) => issuesOf(check, value))).toEqual([]);
    }
    expect([minProperties(1), required('a')].flatMap((check) => issuesOf(check, []))).toEqual([]);
  });

  it('names each missing property', () => {
    expect(issuesOf(required('a', 'b'), {})).toMatchObject([{ path: ['a'] }, { path: ['b'] }]);
  });
});

describe('text', () => {
  const { arrayFromText, booleanFromText, listFromText, numberFromText } = kit;

  it.each([
    ['0', 0],
    ['-0.5', -0.5],
    ['1e2', 100],
    ['1E-2', 0.01],
  ])('%s is parsed as a number', (text, value) => {
    expect(numberFromText(text)).toBe(value);
  });

  it.each([
    '',
    ' ',
    '05',
    '+5',
    '.5',
    '5.',
    '0x10',
    '1,5',
    ' 5',
    '5\n',
    'NaN',
    'Infinity',
    '1n',
    '١',
  ])('"%s" is not parsed as a number', (text) => {
    expect(numberFromText(text)).toBe(text);
  });

  it('is parsed as a boolean if it is true or false', () => {
    expect(['true', 'false', 'TRUE', '1', ''].map(booleanFromText)).toEqual([
      ...[true, false],
      ...['TRUE', '1', ''],
    ]);
  });

  it('is parsed as a list', () => {
    expect(['a', ['a', 'b'], undefined, null].map(arrayFromText)).toEqual([
      ['a'],
      ['a', 'b'],
      undefined,
      null,
    ]);
    expect(['a|b', '', undefined].map(listFromText('|'))).toEqual([['a', 'b'], [], undefined]);
  });

  it('that is missing is left alone', () => {
    const list = ['a'];
    for (const read of [numberFromText, booleanFromText, listFromText(',')]) {
      expect(read(undefined)).toBeUndefined();
      expect(read(list)).toBe(list);
    }
  });
});
