import type { Bench } from './bench.ts';
import { walkingInTurns } from './walking.ts';

export default {
  work: 'plan by type of 100,000 files that were walked and looked at already',
  peer: 'the walk itself',
  reach: { atMost: 1 },
  measure: (rounds) => walkingInTurns(rounds, ({ planned, walked }) => [planned, walked]),
} satisfies Bench;
