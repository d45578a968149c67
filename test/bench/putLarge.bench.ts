import { againstNginx, seconds } from './againstNginx.ts';
import type { Bench } from './bench.ts';

const SIZE = 1024 ** 3;

export default {
  work: 'raw PUT of 1 GiB, hashed',
  peer: 'nginx WebDAV PUT',
  reach: { atMost: 2.5 },
  measure: () =>
    againstNginx(async ({ ours, nginx, peak }) => {
      const times = { ours: [] as number[], peer: [] as number[] };
      for (let round = 0; round < 3; round++) {
        times.peer.push(await seconds(() => nginx.put('/large.bin', SIZE)));
        times.ours.push(await seconds(() => ours.put('/large.bin', SIZE)));
      }
      return { unit: 's', ...times, notes: [`peak memory ${peak() ?? '?'} MiB (at most 200)`] };
    }),
} satisfies Bench;
