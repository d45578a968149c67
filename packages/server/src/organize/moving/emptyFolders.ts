/** Removes folders that are empty because of a job, announced in the journal like the moves. */

import { opendirSync } from 'node:fs';
import { rmdir } from 'node:fs/promises';
import { holdFolder } from '../../disk/heldFolder.ts';
import type { LibraryFolder } from '../../disk/libraryFolder.ts';
import { placeOfSpot } from '../../disk/spot.ts';
import { folderOf, isWithin, nameOf } from '../../files/path.ts';
import { errnoOf } from '../../problemError.ts';
import type { PlanRepository } from '../../storage/jobs/planRepository.ts';
import { BATCH } from './journal.ts';
import type { TouchedFolders } from './touchedFolders.ts';

/** How many folders are removed at once: a file system may wait for the disk each time. */
const AT_ONCE = 16;

type Deps = {
  readonly library: LibraryFolder;
  readonly plans: PlanRepository;
  readonly touched: TouchedFolders;
};

/**
 * Removes the folders that a job has emptied, and those made for files that were not moved in the
 * end.
 *
 * @param base the organized folder, which stays, as do all folders above it
 */
export async function removeEmptied(
  { job_id: jobId, path: base }: { readonly job_id: string; readonly path: string },
  deps: Deps,
  signal: AbortSignal,
): Promise<void> {
  const sources = new Set<string>();
  for await (const page of deps.plans.madeChanges(jobId)) {
    for (const { from_path: path } of page) {
      for (let at = folderOf(path); at !== base && isWithin(base, at); at = folderOf(at)) {
        if (sources.has(at)) break;
        sources.add(at);
      }
    }
  }
  const made = new Set(deps.touched.inState('made').map(({ path }) => path));
  await remove(
    jobId,
    [...sources].filter((path) => !made.has(path)),
    'removed',
    deps,
    signal,
  );
  await removeMade(jobId, deps, signal);
}

/** Removes the folders that a job has made, if they are empty. */
export async function removeMade(jobId: string, deps: Deps, signal: AbortSignal): Promise<void> {
  const paths = deps.touched.inState('made').map(({ path }) => path);
  await remove(jobId, paths, 'unmade', deps, signal);
}

/** Removes empty folders, the deepest first. Each is announced in the journal before. */
async function remove(
  jobId: string,
  paths: readonly string[],
  become: 'removed' | 'unmade',
  { library, plans, touched }: Deps,
  signal: AbortSignal,
): Promise<void> {
  const { root } = library;
  const stays = become === 'removed' ? 'present' : 'made';
  const byDepth = Map.groupBy(paths, (path) => path.split('/').length);
  for (const depth of [...byDepth.keys()].sort((a, b) => b - a)) {
    // Only now, since removing its subfolders may have emptied it.
    const empty = (byDepth.get(depth) ?? []).filter((path) => isEmpty(root, path));
    for (let at = 0; at < empty.length; at += BATCH) {
      signal.throwIfAborted();
      library.assertAvailable();
      const group = empty.slice(at, at + BATCH);
      touched.before([...group, ...group.map(folderOf)]);
      const known = group.filter((path) => touched.isSame(path));
      for (const path of known) touched.mark(path, become === 'removed' ? 'removing' : 'unmaking');
      await plans.record(jobId, { folders: touched.takeUnwritten() });
      for (let from = 0; from < known.length; from += AT_ONCE) {
        const some = known.slice(from, from + AT_ONCE);
        const areGone = await Promise.all(some.map((path) => removeAt(root, path)));
        for (const [n, path] of some.entries()) touched.mark(path, areGone[n] ? become : stays);
      }
      touched.after(group.map(folderOf));
      await plans.record(jobId, { folders: touched.takeUnwritten() });
    }
  }
}

/** Removes a folder if it is empty. Returns whether it is gone. */
async function removeAt(root: string, path: string): Promise<boolean> {
  try {
    using parent = holdFolder(root, folderOf(path));
    await rmdir(placeOfSpot(parent.spotOf(nameOf(path))));
    return true;
  } catch (error) {
    return errnoOf(error) === 'ENOENT';
  }
}

function isEmpty(root: string, path: string): boolean {
  try {
    using held = holdFolder(root, path);
    const folder = opendirSync(held.place);
    try {
      return folder.readSync() === null;
    } finally {
      folder.closeSync();
    }
  } catch {
    // Gone, replaced, or not accessible: not ours to remove.
    return false;
  }
}
