import type { Bench } from './bench.ts';
import { inTurns } from './latency.ts';

export default {
  work: 'p99 of `GET /files` of another folder while 100,000 files are scanned',
  peer: 'the same while nothing else happens',
  reach: { atMost: 5 },
  measure: (rounds) => inTurns(rounds, async (on, during) => void (await during(on.plan))),
} satisfies Bench;
