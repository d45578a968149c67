import { type Bench, median } from './bench.ts';
import { organizing } from './organizing.ts';
import { compiler } from './putLimit.ts';

export default {
  work: '100,000 moves, with a journal, nothing overwritten',
  peer: 'the least in C, in watched folders: SQLite, check, rename, flush',
  programs: [compiler],
  unit: 's',
  target: { atMost: 1.5 },
  measure: (rounds) =>
    organizing(async (on) => {
      const unwatched: number[] = [];
      await rounds.each(async () => {
        const job = await on.plan();
        await on.rest();
        unwatched.push(await on.executeInC(job, false));
        const peer = await on.executeInC(job, true);
        const ours = await on.execute(job);
        await on.rollBack(job);
        return { ours, peer };
      });
      return [`the least in C, in folders that are not watched: ${median(unwatched).toFixed(2)} s`];
    }),
} satisfies Bench;
