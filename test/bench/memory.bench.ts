import { type Bench, PeerMissing } from './bench.ts';
import { organizing } from './organizing.ts';

const JOBS = 3;

export default {
  work: `peak of resident memory of a server that plans, makes and undoes 100,000 moves ${JOBS} times`,
  peer: undefined,
  unit: 'MiB',
  target: { atMost: 300 },
  // A process has one peak, so the server is started again for each round.
  measure: (rounds) =>
    organizing(async (on) => {
      const peaks: string[] = [];
      await rounds.each(async () => {
        await on.restart();
        let peak: number | undefined;
        const each: number[] = [];
        for (let job = 0; job < JOBS; job++) {
          const id = await on.plan();
          await on.execute(id);
          await on.rollBack(id);
          peak = on.memory()?.peak;
          if (peak === undefined) throw new PeerMissing('Only Linux says how much memory was used');
          each.push(peak);
        }
        peaks.push(each.join(', '));
        return { ours: peak ?? Number.NaN };
      });
      return [`the peak after each job: ${peaks.join('; ')} MiB`];
    }),
} satisfies Bench;
