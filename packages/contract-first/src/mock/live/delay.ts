import { integerIn, type Random } from '../../schema/index.ts';

/** A time to wait in milliseconds, or the least and the most of a random one. */
export type Delay = number | readonly [least: number, most: number];

/** How long one response waits, in milliseconds. */
export const delayMs = (delay: Delay | undefined, random: Random): number => {
  if (delay === undefined || typeof delay === 'number') return delay ?? 0;
  return integerIn(random, ...delay);
};
