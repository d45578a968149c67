import type { Bench } from './bench.ts';
import { find, walking } from './walking.ts';

export default {
  work: 'walk and stat of 100,000 files',
  peer: '`find -printf %s`',
  programs: [find],
  unit: 's',
  target: { atMost: 1.5 },
  measure: (rounds) => walking(rounds, ({ walked, found }) => ({ ours: walked, peer: found })),
} satisfies Bench;
