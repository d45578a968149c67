import type { Bench } from './bench.ts';
import { compiler, startLimit } from './putLimit.ts';
import { putSmallFiles, smallFiles } from './smallFiles.ts';
import { againstPeer } from './storing.ts';

export default {
  work: smallFiles,
  peer: 'the least in C: hash, flush, name, SQLite',
  programs: [compiler],
  unit: 's',
  target: { atMost: 1.5 },
  measure: (rounds) =>
    againstPeer(startLimit, async (stores) => {
      await putSmallFiles(rounds, stores);
      return [];
    }),
} satisfies Bench;
