import { type Bench, secondsOf } from './bench.ts';
import { nginx, startNginx } from './nginx.ts';
import { againstPeer } from './storing.ts';

const SIZE = 1024 ** 3;

export default {
  work: 'download of 1 GiB',
  peer: 'nginx sendfile',
  programs: [nginx],
  unit: 's',
  target: { atMost: 2.3 },
  measure: (rounds) =>
    againstPeer(startNginx, async ({ ours, peer }) => {
      const [here, there] = [await ours.put('/a.bin', SIZE), await peer.put('/a.bin', SIZE)];
      await rounds.alternating(
        () => secondsOf(() => ours.get(here)),
        () => secondsOf(() => peer.get(there)),
      );
      return [];
    }),
} satisfies Bench;
