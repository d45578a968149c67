import { againstNginx, seconds } from './againstNginx.ts';
import type { Bench } from './bench.ts';

const SIZE = 1024 ** 3;

export default {
  work: 'download of 1 GiB',
  peer: 'nginx sendfile',
  reach: { atMost: 2.3 },
  measure: () =>
    againstNginx(async ({ ours, nginx }) => {
      const places = [await ours.put('/a.bin', SIZE), await nginx.put('/a.bin', SIZE)] as const;
      const times = { ours: [] as number[], peer: [] as number[] };
      for (let round = 0; round < 3; round++) {
        times.peer.push(await seconds(() => nginx.get(places[1])));
        times.ours.push(await seconds(() => ours.get(places[0])));
      }
      return { unit: 's', ...times };
    }),
} satisfies Bench;
