import { expect, it } from 'vitest';
import { circlesOf } from './circles.ts';

const numbered = (graph: Readonly<Record<string, readonly string[]>>) =>
  circlesOf(Object.keys(graph), (node) => graph[node] ?? []);

it.each<[what: string, graph: Record<string, string[]>, circles: string[]]>([
  ['a line', { a: ['b'], b: ['c'], c: [] }, ['a', 'b', 'c']],
  ['a circle', { a: ['b'], b: ['c'], c: ['a'] }, ['a b c']],
  ['a node that leads to itself', { a: ['a', 'b'], b: [] }, ['a', 'b']],
  ['a circle that is reached', { a: ['b'], b: ['c', 'd'], c: ['b'], d: [] }, ['a', 'b c', 'd']],
  ['two circles in one', { a: ['b', 'c'], b: ['a'], c: ['d'], d: ['a'] }, ['a b c d']],
  ['two circles apart', { a: ['b'], b: ['a', 'c'], c: ['d'], d: ['c'] }, ['a b', 'c d']],
])('the circles of %s are found', (_what, graph, circles) => {
  const members = Map.groupBy(numbered(graph), ([, number]) => number);
  const found = [...members.values()].map((each) =>
    each
      .map(([node]) => node)
      .sort()
      .join(' '),
  );
  expect(found.sort()).toEqual(circles);
});

it('the edges of each node are asked for once, and a chain may be of any length', () => {
  const asked = new Map<number, number>();
  const length = 20_000;
  const numbers = circlesOf(['0'], (node) => {
    const at = Number(node);
    asked.set(at, (asked.get(at) ?? 0) + 1);
    return at < length ? [String(at + 1), String(Math.max(0, at - 1))] : [];
  });
  expect(new Set(asked.values())).toEqual(new Set([1]));
  expect(new Set(numbers.values()).size).toBe(2);
});
