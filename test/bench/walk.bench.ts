import type { Bench } from './bench.ts';
import { walkingInTurns } from './walking.ts';

export default {
  work: 'walk and stat of 100,000 files',
  peer: '`find -printf %s`',
  reach: { atMost: 2 },
  measure: (rounds) => walkingInTurns(rounds, ({ walked, found }) => [walked, found]),
} satisfies Bench;
