/** What the benches of the walk and of the plan have in common: both, one after the other. */
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
import { planMoves } from '../../packages/server/src/organize/planning/plan.ts';
import { readTree } from '../../packages/server/src/organize/planning/readTree.ts';
import { type Measured, PeerMissing } from './bench.ts';
import { FILES, makeMixedTree } from './organizing.ts';

/** In seconds. */
type Times = { readonly walked: number; readonly found: number; readonly planned: number };

/** @param compared ours and the peer's of the times of a round */
export async function walkingInTurns(
  rounds: number,
  compared: (times: Times) => readonly [ours: number, peer: number],
): Promise<Measured> {
  const root = mkdtempSync(join(tmpdir(), 'file-organizer-bench-'));
  try {
    makeMixedTree(root);
    // Once for nothing, so that all are measured warm.
    await measured(root);
    const times: { ours: number[]; peer: number[] } = { ours: [], peer: [] };
    for (let round = 0; round < rounds; round++) {
      const [ours, peer] = compared(await measured(root));
      times.ours.push(ours);
      times.peer.push(peer);
    }
    return { unit: 's', ...times };
  } finally {
    rmSync(root, { recursive: true });
  }
}

async function measured(root: string): Promise<Times> {
  const found = await secondsOf(() => find(root));
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
    new LibraryFolder(root),
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

function find(root: string): void {
  const { error } = spawnSync('find', [root, '-type', 'f', '-printf', '%s\n'], {
    maxBuffer: 2 ** 26,
  });
  if (error) throw new PeerMissing('Install GNU findutils');
}

async function secondsOf(work: () => unknown): Promise<number> {
  const started = performance.now();
  await work();
  return (performance.now() - started) / 1000;
}
