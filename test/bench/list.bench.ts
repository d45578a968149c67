import type { Bench } from './bench.ts';
import { againstRoute, lists } from './listing.ts';

export default {
  work: lists,
  peer: 'a bare Hono route returning the same body by `c.json`',
  unit: 'requests/s',
  target: { atLeast: 0.8 },
  measure: async (rounds) => {
    await againstRoute(rounds, 'bareRoute.ts');
    return [];
  },
} satisfies Bench;
