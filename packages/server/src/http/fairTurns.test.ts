import { setImmediate } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { FairTurns } from './fairTurns.ts';

it('begins at once what nobody is ahead of', () => {
  const turns = new FairTurns();
  let begun = 0;
  turns.begin('a', () => begun++);
  expect(begun).toBe(1);
});

it('begins only some of what comes at once, and all of it in time', async () => {
  const turns = new FairTurns();
  let begun = 0;
  for (let count = 0; count < 100; count++) turns.begin('a', () => begun++);
  expect(begun).toBeLessThan(10);
  for (let turn = 0; turn < 100; turn++) await setImmediate();
  expect(begun).toBe(100);
});

it('has lanes take turns, and keeps the order in each', async () => {
  const turns = new FairTurns();
  const order: string[] = [];
  const begin = (lane: string, at: number) => turns.begin(lane, () => order.push(`${lane}${at}`));
  for (let at = 0; at < 50; at++) begin('a', at);
  for (let at = 0; at < 5; at++) begin('b', at);
  const before = order.length;
  for (let turn = 0; turn < 100; turn++) await setImmediate();
  expect(order.filter((each) => each.startsWith('b'))).toEqual(['b0', 'b1', 'b2', 'b3', 'b4']);
  expect(order.indexOf('b4')).toBeLessThan(before + 12);
  expect(order.filter((each) => each.startsWith('a'))).toHaveLength(50);
});
