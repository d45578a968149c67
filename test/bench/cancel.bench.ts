import type { Bench } from './bench.ts';
import { organizing } from './organizing.ts';

/** How long the first execution goes on before it is cancelled, and the longest, in milliseconds. */
const [SOONEST, LATEST] = [100, 2_000];

export default {
  work: 'cancel a job that makes 100,000 moves, from the request to its end',
  peer: undefined,
  reach: { atMost: 1_000 },
  // What was moved lies where it belongs, so that the next plan has so many moves less.
  measure: (rounds) =>
    organizing(async (on) => {
      const ours: number[] = [];
      for (let round = 0; round < rounds; round++) {
        const after = SOONEST + ((LATEST - SOONEST) * round) / rounds;
        ours.push(await on.cancel(await on.plan(), after));
      }
      return { unit: 'ms', ours, notes: [`the longest took ${Math.max(...ours).toFixed(0)} ms`] };
    }),
} satisfies Bench;
