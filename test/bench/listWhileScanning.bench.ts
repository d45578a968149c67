import type { Bench } from './bench.ts';
import { idleAndBusy } from './latency.ts';

export default {
  work: '99th percentile of `GET /files` of another folder while 100,000 files are scanned',
  peer: 'the same while the server is idle',
  unit: 'ms',
  target: { atMost: 5 },
  measure: (rounds) =>
    idleAndBusy(rounds, async (on, during) => void (await during(() => on.plan()))),
} satisfies Bench;
