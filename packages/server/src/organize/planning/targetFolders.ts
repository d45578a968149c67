/** Names of the folders that a plan moves files to: spelling, conflicts with files, free names. */

import { TakenNames } from '../../disk/takenNames.ts';
import { childOf, folderOf, foldName, nameOf } from '../../files/path.ts';
import type { Listing } from '../methodologies/methodology.ts';

/**
 * Returns a function that finds the file that keeps a folder from being made: it has the name of the
 * folder or of one above it, exactly or as a case conflict.
 */
export function filesInTheWay(
  { destination, folders }: Listing,
  taken: TakenNames,
): (target: string) => string | undefined {
  const there = new Set([destination, ...folders]);
  const found = new Map<string, string | undefined>();
  const fileInWayOf = (target: string): string | undefined => {
    if (there.has(target)) return undefined;
    if (taken.isFree(target)) return fileInWayOf(folderOf(target));
    return childOf(folderOf(target), taken.caseConflictOf(target) ?? nameOf(target));
  };
  return (target) => {
    if (!found.has(target)) found.set(target, fileInWayOf(target));
    return found.get(target);
  };
}

/**
 * Returns a function that spells folders as they exist: pictures go to an existing "images", not to a
 * case conflict of it. A folder that does not exist keeps the spelling first asked for.
 */
export function spelledFolders({ destination, folders }: Listing): (folder: string) => string {
  const known = new Set(folders);
  const spelling = new Map<string, string>();
  for (const folder of folders) {
    if (!spelling.has(foldName(folder))) spelling.set(foldName(folder), folder);
  }
  const targets = new Map<string, string>();
  const asSpelled = (parent: string, name: string): string => {
    const wanted = childOf(parent, name);
    if (known.has(wanted)) return wanted;
    const spelled = spelling.get(foldName(wanted)) ?? wanted;
    spelling.set(foldName(wanted), spelled);
    return spelled;
  };
  return (folder) => {
    const found = targets.get(folder) ?? folder.split('/').reduce(asSpelled, destination);
    targets.set(folder, found);
    return found;
  };
}

/** The names of existing and planned folders. */
export class FolderNames {
  readonly #names = new TakenNames();
  readonly #parents = new Set<string>();

  add(path: string): void {
    this.#names.add(path);
    this.#parents.add(folderOf(path));
  }

  /**
   * Whether no folder has a path, ignoring case.
   *
   * @param parent the folder of the path
   */
  isFree(path: string, parent: string): boolean {
    // Most folders have no subfolders, and folding a name takes time.
    return !this.#parents.has(parent) || this.#names.isFree(path);
  }
}
