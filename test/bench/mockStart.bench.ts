import { type Bench, secondsOf } from './bench.ts';
import { startOurs, startStock } from './mockServers.ts';
import type { Serving } from './process.ts';

const mockStart: Bench = {
  work: 'the mock, from its command to its first response',
  peer: 'stock `prism mock` on the same document',
  unit: 's',
  target: { atMost: 1 },
  measure: async (rounds) => {
    // Once without counting, so that both find their files in the cache of the disk.
    for (const start of [startOurs, startStock]) await started(start);
    await rounds.alternating(
      () => started(startOurs),
      () => started(startStock),
    );
    return [];
  },
};
export default mockStart;

async function started(start: () => Promise<Serving>): Promise<number> {
  let mock: Serving | undefined;
  try {
    return await secondsOf(async () => {
      mock = await start();
      const { status } = await fetch(`${mock.url}/api/v1/health`);
      if (status !== 200) throw new Error(`The mock responded with ${status}`);
    });
  } finally {
    await mock?.stop();
  }
}
