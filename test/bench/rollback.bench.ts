import type { Bench } from './bench.ts';
import { organizing } from './organizing.ts';

export default {
  work: 'rollback of 100,000 moves',
  peer: 'their execution',
  reach: { atMost: 1.2 },
  measure: (rounds) =>
    organizing(async (on) => {
      const times = { ours: [] as number[], peer: [] as number[] };
      for (let round = 0; round < rounds; round++) {
        const job = await on.plan();
        times.peer.push(await on.execute(job));
        times.ours.push(await on.rollBack(job));
      }
      return { unit: 's', ...times };
    }),
} satisfies Bench;
