import { againstNginx, nginx, type Peer } from './againstNginx.ts';
import { type Bench, secondsOf } from './bench.ts';

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
  programs: [nginx],
  unit: 's',
  target: { atMost: 2.5 },
  measure: (rounds) =>
    againstNginx(async ({ ours, peer }) => {
      const folders = { ours: 0, peer: 0 };
      await rounds.alternating(
        () => secondsOf(() => putAll(ours, `/${++folders.ours}`)),
        () => secondsOf(() => putAll(peer, `/${++folders.peer}`)),
      );
      return ['ours are flushed to the disk, those of nginx are not'];
    }),
} satisfies Bench;
