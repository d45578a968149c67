import type { Bench } from './bench.ts';
import { organizing, python } from './organizing.ts';

export default {
  work: '100,000 moves, with a journal, nothing overwritten',
  peer: '`os.rename` over the same pairs in a tree next to it',
  programs: [python],
  unit: 's',
  target: { atMost: 2.5 },
  measure: (rounds) =>
    organizing(async (on) => {
      await rounds.each(async () => {
        const job = await on.plan();
        await on.rest();
        const peer = await on.rename();
        const ours = await on.execute(job);
        await on.rollBack(job);
        return { ours, peer };
      });
      return [];
    }),
} satisfies Bench;
