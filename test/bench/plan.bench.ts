import type { Bench } from './bench.ts';
import { walking } from './walking.ts';

export default {
  work: 'plan by type of 100,000 files that were walked and inspected before',
  peer: 'the walk itself',
  unit: 's',
  target: { atMost: 1 },
  measure: (rounds) => walking(rounds, ({ planned, walked }) => ({ ours: planned, peer: walked })),
} satisfies Bench;
