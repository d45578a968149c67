import { type Bench, secondsOf } from './bench.ts';
import { nginx, startNginx } from './nginx.ts';
import { againstPeer } from './storing.ts';

const SIZE = 1024 ** 3;

export default {
  work: 'raw PUT of 1 GiB, hashed',
  peer: 'nginx WebDAV PUT',
  programs: [nginx],
  unit: 's',
  target: { atMost: 2.5 },
  measure: (rounds) =>
    againstPeer(startNginx, async ({ ours, peer, peak }) => {
      await rounds.alternating(
        () => secondsOf(() => ours.put('/large.bin', SIZE)),
        () => secondsOf(() => peer.put('/large.bin', SIZE)),
      );
      return [`peak of memory ${peak() ?? '?'} MiB (at most 200)`];
    }),
} satisfies Bench;
