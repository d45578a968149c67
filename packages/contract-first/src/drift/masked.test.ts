import { describe, expect, it } from 'vitest';
import { maskedName, maskedPointer } from './masked.ts';

describe('a masked name', () => {
  it.each([
    ['letters that a digit ends', `${'a'.repeat(5000)}1`],
    ['words that a digit ends', `${'ab-'.repeat(2000)}1`],
    ['letters', 'a'.repeat(40)],
    ['40 letters that a digit ends', `${'a'.repeat(39)}1`],
  ])('is read in time for %s', (_, text) => {
    // what is read with exponential steps does not end before the test's time limit
    expect([maskedPointer(`/${text}`), maskedName(text)]).toHaveLength(2);
  });

  it.each(['name', 'first_name', 'user-agent', 'a.b.c', 'v2', 'createdAt'])('shows %s', (name) => {
    expect(maskedPointer(`/${name}`)).toBe(`/${name}`);
  });

  it.each(['8831', 'aGVsbG8gd29ybGQ', 'a--b', '', 'x'.repeat(41)])('hides %j', (name) => {
    expect(maskedPointer(`/${name}/x`)).toBe(name === '' ? '//x' : '/*/x');
  });
});
