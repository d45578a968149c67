import { expect, it } from 'vitest';
import { type Bench, type Measured, median } from './bench.ts';
import { markdown, outcomeOf, plainTable, type Ran } from './report.ts';

const bench = (reach: Bench['reach']): Bench => ({
  work: 'work',
  peer: 'a|b',
  reach,
  measure: () => Promise.reject(new Error('Not to be measured here')),
});
const seconds = (ours: number[], peer: number[]): Measured => ({ unit: 's', ours, peer });

it('computes the median', () => {
  expect(median([9, 1, 5])).toBe(5);
  expect(median([1, 9, 5, 7])).toBe(6);
  expect(median([])).toBeNaN();
});

it.each([
  [{ atMost: 2 }, 2, true],
  [{ atMost: 2 }, 2.1, false],
  [{ atLeast: 2 }, 2, true],
  [{ atLeast: 2 }, 1.9, false],
])('with %j, a ratio of %d meets the limit: %s', (reach, ratio, isReached) => {
  const outcome = outcomeOf(bench(reach), seconds([ratio], [1]));
  expect(outcome).toMatchObject({ ratio, isReached });
});

it('does not count a missing figure as met', () => {
  expect(outcomeOf(bench({ atMost: 2 }), seconds([], [1]))).toMatchObject({ isReached: false });
});

it('prints figures, notes and failed measurements', () => {
  const reach = { atMost: 2.5 };
  const measured = { ...seconds([2, 4, 3], [1, 2, 3]), notes: ['peak 90 MiB'] };
  const all: Ran[] = [
    { name: 'one', bench: bench(reach), outcome: outcomeOf(bench(reach), measured) },
    { name: 'two', bench: bench(reach), outcome: { missing: 'install jdupes' } },
  ];
  const text = markdown(all, new Date('2026-01-02T03:04:05Z'));
  expect(text).toContain('Measured on 2026-01-02: ');
  expect(text).toContain('| work | a\\|b | 3.000 s | 2.000 s | 1.50 | at most 2.5 | yes |');
  expect(text).toContain('| at most 2.5 | not measured: the peer is missing |');
  expect(text).toContain('- work: peak 90 MiB');
  expect(plainTable(all)).toContain('work: install jdupes');
});

it('compares a figure without a peer with its own limit', () => {
  const alone: Bench = { ...bench({ atMost: 300 }), peer: undefined };
  const outcome = outcomeOf(alone, { unit: 'MiB', ours: [299, 301, 280] });
  expect(outcome).toMatchObject({ ratio: undefined, isReached: true });
  expect(markdown([{ name: 'one', bench: alone, outcome }], new Date())).toContain(
    '| work |  | 299 MiB |  |  | at most 300 MiB | yes |',
  );
  expect(outcomeOf(alone, { unit: 'MiB', ours: [301] })).toMatchObject({ isReached: false });
});
