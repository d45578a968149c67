import { expect, it } from 'vitest';
import { describeFaults } from './fieldFaults.ts';

const fault = (pointer: string, message = 'Must be at most 1000') => ({ pointer, message });

it.each([
  ['#/query/limit', 'Query parameter "limit": must be at most 1000'],
  ['#/path/file_id', 'Path parameter "file_id": must be at most 1000'],
  ['#/header/if-match', 'Header "if-match": must be at most 1000'],
  ['#/body/options/exclude/0', 'Field "options.exclude[0]": must be at most 1000'],
  ['#/body/a~1b/c~0d', 'Field "a/b.c~d": must be at most 1000'],
  ['#/body', 'Body: must be at most 1000'],
])('names the field at %s', (pointer, text) => {
  expect(describeFaults([fault(pointer)])).toBe(text);
});

it('names several fields', () => {
  expect(
    describeFaults([fault('#/body/a', 'Is required'), fault('#/body/b', 'Unknown field')]),
  ).toBe('Field "a": is required; Field "b": unknown field');
});

it('limits the fields that it names', () => {
  const faults = ['a', 'b', 'c', 'd', 'e'].map((name) => fault(`#/body/${name}`, 'Unknown field'));
  expect(describeFaults(faults)).toMatch(/"c": unknown field; and 2 more$/);
});

it('keeps capital letters of acronyms', () => {
  expect(describeFaults([fault('#/body', 'UTF-8 is expected')])).toBe('Body: UTF-8 is expected');
});

it('truncates long names', () => {
  expect(describeFaults([fault(`#/body/${'x'.repeat(5000)}`)]).length).toBeLessThan(200);
});
