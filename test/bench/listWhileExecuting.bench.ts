import type { Bench } from './bench.ts';
import { inTurns } from './latency.ts';

export default {
  work: 'p99 of `GET /files` of another folder while 100,000 files are moved',
  peer: 'the same while nothing else happens',
  reach: { atMost: 5 },
  measure: (rounds) =>
    inTurns(rounds, async (on, during) => {
      const job = await on.plan();
      await during(() => on.execute(job));
      await on.rollBack(job);
    }),
} satisfies Bench;
