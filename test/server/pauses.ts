import { setTimeout } from 'node:timers/promises';

const FIRST = 5;
const LONGEST = 100;

/**
 * Waits between looks at something, a little longer each time, in milliseconds from 5 to 100: what is
 * soon over is seen soon, and what takes long is not held up by being looked at.
 */
export function pauses(): () => Promise<void> {
  let pause = FIRST;
  return async () => {
    await setTimeout(pause);
    pause = Math.min(LONGEST, pause * 1.5);
  };
}
