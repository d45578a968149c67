import type { Bench } from './bench.ts';
import { organizing } from './organizing.ts';

/** How much longer the moves of a round go on than those of the one before, in milliseconds. */
const STEP = 400;

export default {
  work: 'cancel of a job that makes 100,000 moves, from the request to its end',
  peer: undefined,
  unit: 'ms',
  target: { atMost: 1_000 },
  measure: (rounds) =>
    organizing(async (on) => {
      await rounds.each(async (round) => {
        const job = await on.plan();
        const ours = await on.cancel(job, STEP * round);
        await on.rollBack(job);
        return { ours };
      });
      return [];
    }),
} satisfies Bench;
