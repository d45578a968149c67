import { againstNginx, type Peer, seconds } from './againstNginx.ts';
import type { Bench } from './bench.ts';

const FILES = 2_000;
const AT_ONCE = 8;

async function putAll(peer: Peer, folder: string): Promise<void> {
  let next = 0;
  const lane = async () => {
    while (next < FILES) await peer.put(`${folder}/${next++}.bin`, 64 * 1024);
  };
  await Promise.all(Array.from({ length: AT_ONCE }, lane));
}

export default {
  work: '2,000 PUTs of 64 KB, 8 at a time',
  peer: 'nginx WebDAV PUT',
  reach: { atMost: 2.5 },
  measure: () =>
    againstNginx(async ({ ours, nginx }) => {
      const times = { ours: [] as number[], peer: [] as number[] };
      for (let round = 0; round < 3; round++) {
        times.peer.push(await seconds(() => putAll(nginx, `/${round}`)));
        times.ours.push(await seconds(() => putAll(ours, `/${round}`)));
      }
      return { unit: 's', ...times, notes: ['ours are flushed to the disk, the peer’s are not'] };
    }),
} satisfies Bench;
