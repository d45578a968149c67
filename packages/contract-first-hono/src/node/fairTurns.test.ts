import { setImmediate as nextTurn } from 'node:timers';
import { setImmediate } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { FairTurns, URGENT } from './fairTurns.ts';

it('starts the first task at once', () => {
  const turns = new FairTurns();
  let begun = 0;
  turns.begin('a', () => begun++);
  expect(begun).toBe(1);
});

it('spreads tasks that arrive together over turns of the event loop', async () => {
  const turns = new FairTurns();
  let begun = 0;
  for (let count = 0; count < 100; count++) turns.begin('a', () => begun++);
  expect(begun).toBeLessThan(10);
  for (let turn = 0; turn < 100; turn++) await setImmediate();
  expect(begun).toBe(100);
});

it('alternates between lanes', async () => {
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

it('starts the newest urgent task first', async () => {
  const turns = new FairTurns();
  const order: string[] = [];
  for (let at = 0; at < 1_000; at++) turns.begin(`lane ${at}`, () => order.push('lane'));
  for (const name of ['old', 'new']) turns.begin(URGENT, () => order.push(name));
  for (let turn = 0; turn < 1_000 && order.length < 1_002; turn++) await setImmediate();
  const urgent = order.slice(0, 20).filter((each) => each !== 'lane');
  expect(urgent).toEqual(['new', 'old']);
});

it('starts other tasks during a flood of urgent ones', async () => {
  const turns = new FairTurns();
  const order: string[] = [];
  for (let at = 0; at < 1_000; at++) turns.begin(URGENT, () => order.push('urgent'));
  for (let at = 0; at < 5; at++) turns.begin('lane', () => order.push('lane'));
  for (let turn = 0; turn < 1_000 && order.length < 1_005; turn++) await setImmediate();
  expect(order.slice(0, 30).filter((each) => each === 'lane')).toHaveLength(5);
});

it.each([1, 3])('starts at most %i tasks per turn of the event loop', async (most) => {
  const turns = new FairTurns({ most });
  const begun = new Map<number, number>();
  let turn = 0;
  let isOver = false;
  const count = () => {
    turn++;
    if (!isOver) nextTurn(count);
  };
  nextTurn(count);
  await Promise.all(
    Array.from({ length: 7 }, async () => {
      await turns.turn();
      begun.set(turn, (begun.get(turn) ?? 0) + 1);
    }),
  );
  isOver = true;
  expect(Math.max(...begun.values())).toBeLessThanOrEqual(most);
  expect(begun.size).toBeGreaterThanOrEqual(7 / most);
});
