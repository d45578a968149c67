import type { Bench } from './bench.ts';
import { startOurs, startStock } from './mockServers.ts';

const mockStart: Bench = {
  work: 'the mock, from its command to its first answer',
  peer: 'stock `prism mock` on the same document',
  reach: { atMost: 1 },
  measure: async (rounds) => {
    const ours: number[] = [];
    const peer: number[] = [];
    // Once for nothing, so that both find their files in the cache of the disk.
    for (let round = -1; round < rounds; round++) {
      for (const [start, times] of [
        [startOurs, ours],
        [startStock, peer],
      ] as const) {
        const started = performance.now();
        const mock = await start();
        const { status } = await fetch(`${mock.url}/api/v1/health`);
        const seconds = (performance.now() - started) / 1000;
        await mock.stop();
        if (status !== 200) throw new Error(`Not the answer that was asked for: ${status}`);
        if (round >= 0) times.push(seconds);
      }
    }
    return { unit: 's', ours, peer };
  },
};
export default mockStart;
