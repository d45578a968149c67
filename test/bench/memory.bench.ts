import { type Bench, PeerMissing } from './bench.ts';
import { organizing } from './organizing.ts';

export default {
  work: 'peak of resident memory of a server that plans, makes and undoes 100,000 moves',
  peer: undefined,
  reach: { atMost: 300 },
  // A server has one peak, so that each round has a server of its own.
  measure: async (rounds) => {
    const ours: number[] = [];
    for (let round = 0; round < rounds; round++) {
      const peak = await organizing(async (on) => {
        const job = await on.plan();
        await on.execute(job);
        await on.rollBack(job);
        return on.peak();
      });
      if (peak === undefined) throw new PeerMissing('Only Linux tells the peak of memory');
      ours.push(peak);
    }
    return { unit: 'MiB', ours };
  },
} satisfies Bench;
