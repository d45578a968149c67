/** What the benches of the walk and of the plan share: both, one after the other. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { defaultScanOptions } from '../../packages/server/src/contract.ts';
import { LibraryFolder } from '../../packages/server/src/disk/libraryFolder.ts';
import { walk } from '../../packages/server/src/disk/walk.ts';
import { fileTypeOf, mediaTypeOf } from '../../packages/server/src/files/fileType.ts';
import type { Listing } from '../../packages/server/src/organize/methodologies/methodology.ts';
import { organizeByType } from '../../packages/server/src/organize/methodologies/type/type.ts';
import { DiskTree } from '../../packages/server/src/organize/planning/diskTree.ts';
import { planMoves } from '../../packages/server/src/organize/planning/plan.ts';
import { readTree } from '../../packages/server/src/organize/planning/readTree.ts';
import { type Figures, PeerMissing, type Program, type Rounds, secondsOf } from './bench.ts';
import { FILES, makeMixedTree } from './organizing.ts';

/** In seconds. */
type Times = { readonly walked: number; readonly found: number; readonly planned: number };

export const find: Program = { version: ['find', '--version'], debian: 'findutils' };

/** @param compared what is compared of the times of a round */
export async function walking(
  rounds: Rounds,
  compared: (times: Times) => Figures,
): Promise<string[]> {
  const root = mkdtempSync(join(tmpdir(), 'file-organizer-bench-'));
  try {
    makeMixedTree(root);
    // A round that does not count, so that all are measured warm.
    await measured(root);
    await rounds.each(async () => compared(await measured(root)));
    return [];
  } finally {
    rmSync(root, { recursive: true });
  }
}

async function measured(root: string): Promise<Times> {
  const found = await secondsOf(() => findFiles(root));
  let files = 0;
  const walked = await secondsOf(async () => {
    for await (const folder of walk(root, '/')) files += folder.files.length;
  });
  const listing = await listingOf(root);
  let moves = 0;
  const planned = await secondsOf(() => {
    const limits = { occupied: listing.occupied, minConfidence: 0, keep: () => {} };
    for (const _ of planMoves(listing, organizeByType(listing, undefined), limits)) moves += 1;
  });
  if (files !== FILES || moves !== FILES) throw new Error(`${files} files and ${moves} moves`);
  return { walked, found, planned };
}

async function listingOf(root: string): Promise<Listing & { readonly occupied: string[] }> {
  const { movable, occupied, folders } = await readTree(
    new DiskTree(new LibraryFolder(root)),
    '/',
    defaultScanOptions,
  );
  for (let at = 0; at < movable.size; at++) {
    const { name } = movable.at(at);
    const mediaType = mediaTypeOf(name);
    const type = fileTypeOf(name, mediaType);
    movable.note(at, { mediaType, type, sniffed: false, ownDate: undefined });
  }
  return {
    ...{ base: '/', destination: '/', folders, now: Date.now() },
    items: { [Symbol.iterator]: () => movable.listed(() => undefined) },
    occupied: [...occupied],
  };
}

function findFiles(root: string): void {
  const { error } = spawnSync('find', [root, '-type', 'f', '-printf', '%s\n'], {
    maxBuffer: 2 ** 26,
  });
  if (error) throw new PeerMissing('Install GNU findutils');
}
