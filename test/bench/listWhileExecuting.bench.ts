import type { Bench } from './bench.ts';
import { idleAndBusy } from './latency.ts';

export default {
  work: '99th percentile of `GET /files` of another folder while 100,000 files are moved',
  peer: 'the same while the server is idle',
  unit: 'ms',
  target: { atMost: 5 },
  measure: (rounds) =>
    idleAndBusy(rounds, async (on, during) => {
      const job = await on.plan();
      await during(() => on.execute(job));
      await on.rollBack(job);
    }),
} satisfies Bench;
