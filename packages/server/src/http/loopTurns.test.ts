import { expect, it } from 'vitest';
import { LoopTurns } from './loopTurns.ts';

it.each([
  [1, [0, 1, 2, 3, 4, 5, 6]],
  [3, [0, 0, 0, 1, 1, 1, 2]],
])('lets %i pieces of work begin in a turn of the loop', async (most, expected) => {
  let turn = 0;
  let isOver = false;
  const count = () => {
    turn++;
    if (!isOver) setImmediate(count);
  };
  setImmediate(count);
  const turns = new LoopTurns(most);
  const begun = await Promise.all(
    Array.from({ length: 7 }, async () => {
      await turns.next();
      return turn;
    }),
  );
  isOver = true;
  expect(begun).toEqual(expected);
});
