import type { Bench } from './bench.ts';
import { organizing } from './organizing.ts';

export default {
  work: 'rollback of 100,000 moves',
  peer: 'their execution',
  unit: 's',
  target: { atMost: 1.2 },
  measure: (rounds) =>
    organizing(async (on) => {
      await rounds.each(async () => {
        const job = await on.plan();
        await on.rest();
        const peer = await on.execute(job);
        await on.rest();
        return { ours: await on.rollBack(job), peer };
      });
      return [];
    }),
} satisfies Bench;
