/** What the benches of small uploads share. */
import { type Rounds, secondsOf } from './bench.ts';
import type { Store, Stores } from './storing.ts';

/** How many files are stored in one round. */
export const FILES = 2_000;
const SIZE = 64 * 1024;
const AT_ONCE = 8;

export const smallFiles = `${FILES.toLocaleString('en')} PUTs of 64 KB, ${AT_ONCE} at a time`;

export async function putSmallFiles(rounds: Rounds, { ours, peer }: Stores): Promise<void> {
  // A folder that does not count, so that both are measured warm.
  for (const store of [ours, peer]) await putAll(store, '/0');
  const folders = { ours: 0, peer: 0 };
  await rounds.alternating(
    () => secondsOf(() => putAll(ours, `/${++folders.ours}`)),
    () => secondsOf(() => putAll(peer, `/${++folders.peer}`)),
  );
}

/** Stores all files of one round in a folder. */
export async function putAll(store: Store, folder: string): Promise<void> {
  let next = 0;
  const lane = async () => {
    while (next < FILES) await store.put(`${folder}/${next++}.bin`, SIZE);
  };
  await Promise.all(Array.from({ length: AT_ONCE }, lane));
}
