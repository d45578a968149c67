import type { Bench } from './bench.ts';
import { organizing } from './organizing.ts';

export default {
  work: 'execute 100,000 moves, journalled, nothing overwritten',
  peer: 'a loop of `os.rename` over the same pairs',
  reach: { atMost: 2.5 },
  measure: (rounds) =>
    organizing(async (on) => {
      const times = { ours: [] as number[], peer: [] as number[] };
      for (let round = 0; round < rounds; round++) {
        const job = await on.plan();
        await on.rest();
        times.peer.push(await on.rename());
        times.ours.push(await on.execute(job));
        await on.rollBack(job);
      }
      return { unit: 's', ...times };
    }),
} satisfies Bench;
