import { setTimeout } from 'node:timers/promises';

const FIRST = 10;
/** Small enough that what has ended is seen before a fourth more of its time has gone by. */
const GROWTH = 1.25;
const LONGEST = 100;

/**
 * Waits between looks at something, a little longer each time, from 10 to 100 milliseconds: what is
 * soon over is seen soon, and what takes long is not held up by being looked at.
 */
export function pauses(): () => Promise<void> {
  let pause = FIRST;
  return async () => {
    await setTimeout(pause);
    pause = Math.min(LONGEST, pause * GROWTH);
  };
}
