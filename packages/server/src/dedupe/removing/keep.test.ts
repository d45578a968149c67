import { expect, it } from 'vitest';
import { inOrderOf } from './keep.ts';

const files = [
  { path: '/b/long name', modified_ms: 1 },
  { path: '/b', modified_ms: 2 },
  { path: '/a', modified_ms: 2 },
  { path: '/c/c', modified_ms: 3 },
];
const first = (keep: Parameters<typeof inOrderOf>[0]) => files.toSorted(inOrderOf(keep))[0]?.path;

it('keeps the newest, the oldest or the file with the shortest path', () => {
  expect(first('newest')).toBe('/c/c');
  expect(first('oldest')).toBe('/b/long name');
  expect(first('shortest_path')).toBe('/a');
});

it('breaks ties by path in any input order', () => {
  const same = files.map(({ path }) => ({ path, modified_ms: 0 }));
  for (const order of [same, same.toReversed()]) {
    expect(order.toSorted(inOrderOf('newest')).map(({ path }) => path)).toEqual([
      '/a',
      '/b',
      '/b/long name',
      '/c/c',
    ]);
  }
});
