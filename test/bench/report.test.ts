import { describe, expect, it } from 'vitest';
import { type Bench, type Measured, median, Rounds } from './bench.ts';
import { regressions } from './committed.ts';
import { markdown, plainTable, type Ran, resultOf } from './report.ts';

const bench = (target: Bench['target'], peer: string | undefined = 'a|b'): Bench => ({
  ...{ work: 'work', peer, unit: peer ? 's' : 'MiB', target },
  measure: () => Promise.reject(new Error('Not to be measured here')),
});
const figures = (ours: number[], peer: number[], notes: string[] = []): Measured => ({
  ...{ ours, peer, notes },
});

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
])('with %j, a ratio of %d meets the target: %s', (target, ratio, isReached) => {
  expect(resultOf(bench(target), figures([ratio], [1]))).toMatchObject({ ratio, isReached });
});

it('does not count a missing figure as met', () => {
  expect(resultOf(bench({ atMost: 2 }), figures([], [1]))).toMatchObject({ isReached: false });
});

it('prints figures with their spread, notes, and why there is no figure', () => {
  const each = bench({ atMost: 2.5 });
  const measured = figures([2, 4, 3], [1, 2, 3], ['peak 90 MiB']);
  const all: Ran[] = [
    { name: 'one', bench: each, outcome: resultOf(each, measured) },
    { name: 'two', bench: each, outcome: { missing: 'install jdupes' } },
    { name: 'three', bench: each, outcome: { ...resultOf(each, measured), busy: 0.4 } },
  ];
  const text = markdown(all, ['jdupes 1.21']);
  expect(text).toContain('peers: jdupes 1.21.');
  const cells =
    '| work | a\\|b | 3.000 s (2.000–4.000) | 2.000 s (1.000–3.000) | 1.50 (1.00–2.00) | 3 |';
  expect(text).toContain(`${cells} at most 2.5 | yes |`);
  expect(text).toContain(`${cells} at most 2.5 | not judged: 40 % busy |`);
  expect(text).toContain('| at most 2.5 | not measured: the peer is missing |');
  expect(text).toContain('- work: peak 90 MiB');
  expect(plainTable(all)).toContain('work: install jdupes');
});

it('compares a figure without a peer with its own target', () => {
  const alone = bench({ atMost: 300 }, '');
  const outcome = resultOf(alone, figures([299, 301, 280], []));
  expect(outcome).toMatchObject({ ratio: undefined, isReached: true });
  expect(markdown([{ name: 'one', bench: alone, outcome }], [])).toContain(
    '| work |  | 299 MiB (280–301) |  |  | 3 | at most 300 MiB | yes |',
  );
  expect(resultOf(alone, figures([301], []))).toMatchObject({ isReached: false });
});

it('begins no round after its time, but always one', async () => {
  const rounds = new Rounds(5, performance.now() - 1);
  await rounds.each(async (round) => ({ ours: round, peer: 1 }));
  expect([rounds.ours, rounds.peer]).toEqual([[1], [1]]);
});

it('lets the other one begin in each second round', async () => {
  const order: string[] = [];
  const work = (name: string) => async () => order.push(name);
  await new Rounds(2, Number.POSITIVE_INFINITY).alternating(work('ours'), work('peer'));
  expect(order).toEqual(['ours', 'peer', 'peer', 'ours']);
});

describe('compared with the committed figures', () => {
  const at = (ours: number, target: Bench['target'], peer = [1]) => ({
    ...{ machine: '', measuredAt: '' },
    benches: [{ name: 'a', unit: 's' as const, target, ours: [ours], peer }],
  });
  it.each([
    [{ atMost: 2 }, 1, 1.2, []],
    [{ atMost: 2 }, 1, 1.3, ['a: 1.30, committed 1.00']],
    [{ atLeast: 2 }, 1, 0.9, []],
    [{ atLeast: 2 }, 1, 0.7, ['a: 0.70, committed 1.00']],
  ])('with %j, from %d to %d', (target, before, now, worse) => {
    expect(regressions(at(now, target), at(before, target))).toEqual(worse);
  });

  it('compares no times without a peer', () => {
    expect(regressions(at(9, { atMost: 2 }, []), at(1, { atMost: 2 }, []))).toEqual([]);
  });
});
