/**
 * Creates and deletes empty folders, as users ask for them.
 *
 * @module
 */
import { mkdirSync, rmdirSync } from 'node:fs';
import { childOf, folderOf, nameOf } from '../files/path.ts';
import { errnoOf, ProblemError } from '../problemError.ts';
import { type HeldFolder, holdFolder } from './heldFolder.ts';
import { isFolder, placeOfSpot } from './spot.ts';
import { lstatIfThere } from './systemCalls.ts';
import { makeFolder, TakenNames } from './takenNames.ts';
import { assertFolder } from './walk.ts';

/** How often the folder above is created again if another program removes it meanwhile. */
const TRIES = 3;

/**
 * Creates a folder that must not exist yet, and its missing parents.
 *
 * @param path a normalized path
 * @returns the paths of the parents that were created, topmost first
 * @throws ProblemError `folder_exists`, `file_exists`, `name_conflict`, `not_a_folder` or `invalid_path`
 */
export function createFolder(root: string, path: string): string[] {
  const made = new Set<string>();
  for (let tries = 1; ; tries++) {
    try {
      using parent = makeFolder(root, folderOf(path), (each) => made.add(each));
      createIn(root, parent, path);
      return [...made];
    } catch (error) {
      if (errnoOf(error) !== 'ENOENT' || tries === TRIES) throw error;
    }
  }
}

function createIn(root: string, parent: HeldFolder, path: string): void {
  const conflict = TakenNames.onDisk(root).caseConflictOf(path);
  if (conflict) {
    throw new ProblemError(
      'name_conflict',
      `"${childOf(folderOf(path), conflict)}" exists and differs from "${path}" only in case or Unicode form; use that name, or another one`,
    );
  }
  const spot = parent.spotOf(nameOf(path));
  try {
    // Synchronously after the check for a case conflict, so that none can be created in between.
    mkdirSync(placeOfSpot(spot));
  } catch (error) {
    if (errnoOf(error) !== 'EEXIST') throw error;
    const there = lstatIfThere(spot);
    throw there && isFolder(there)
      ? new ProblemError(
          'folder_exists',
          `The folder "${path}" already exists; choose another name`,
        )
      : new ProblemError(
          'file_exists',
          `"${path}" already exists and is not a folder; choose another name`,
        );
  }
}

/**
 * Deletes a folder if nothing is in it. The system checks that in the same step, so that nothing can be lost.
 *
 * @param path a normalized path
 * @throws ProblemError `folder_not_empty`, `folder_not_found`, `not_a_folder` or `invalid_path`
 */
export function deleteEmptyFolder(root: string, path: string): void {
  assertFolder(root, path);
  try {
    using parent = holdFolder(root, folderOf(path));
    rmdirSync(placeOfSpot(parent.spotOf(nameOf(path))));
  } catch (error) {
    const code = errnoOf(error);
    // Some systems report EEXIST.
    if (code === 'ENOTEMPTY' || code === 'EEXIST') {
      throw new ProblemError(
        'folder_not_empty',
        `The folder "${path}" is not empty; move or delete what is in it first`,
      );
    }
    // Another program has removed or replaced it meanwhile, which this reports.
    if (code === 'ENOENT' || code === 'ENOTDIR') assertFolder(root, path);
    throw error;
  }
}
