import type { Bench } from './bench.ts';
import { startNodeLimit } from './putLimit.ts';
import { putSmallFiles, smallFiles } from './smallFiles.ts';
import { againstPeer } from './storing.ts';

export default {
  work: smallFiles,
  peer: 'the least in bare Node.js: hash, flush, name, SQLite',
  unit: 's',
  target: { atMost: 2 },
  measure: (rounds) =>
    againstPeer(startNodeLimit, async (stores) => {
      await putSmallFiles(rounds, stores);
      return [];
    }),
} satisfies Bench;
