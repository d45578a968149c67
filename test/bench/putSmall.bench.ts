import type { Bench } from './bench.ts';
import { nginx, startNginx } from './nginx.ts';
import { putSmallFiles, smallFiles } from './smallFiles.ts';
import { againstPeer } from './storing.ts';

export default {
  work: smallFiles,
  peer: 'nginx WebDAV PUT',
  programs: [nginx],
  unit: 's',
  target: { atMost: 2.5 },
  measure: (rounds) =>
    againstPeer(startNginx, async (stores) => {
      await putSmallFiles(rounds, stores);
      return ['ours are hashed and flushed to the disk, those of nginx are not'];
    }),
} satisfies Bench;
