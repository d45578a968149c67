import { TakenNames } from '../../disk/takenNames.ts';
import { childOf, folderOf, foldName, nameOf } from '../../files/path.ts';
import type { Listing } from '../methodologies/methodology.ts';

/**
 * Finds the file because of which a folder cannot be made, if there is one: it has the folder's name,
 * or that of a folder above it, or one that many systems take for the same.
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
    return childOf(folderOf(target), taken.twinOf(target) ?? nameOf(target));
  };
  return (target) => {
    if (!found.has(target)) found.set(target, fileInWayOf(target));
    return found.get(target);
  };
}

/**
 * Gives folders by the names that they have: to "images" go the images, not to a twin of it. What is
 * to be made has the name by which it was asked for first.
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

/** The names that folders have, or will have. */
export class FolderNames {
  readonly #names = new TakenNames();
  readonly #parents = new Set<string>();

  add(path: string): void {
    this.#names.add(path);
    this.#parents.add(folderOf(path));
  }

  /**
   * Whether no folder has a path, in whatever case it is spelled.
   *
   * @param parent the folder that the path lies in
   */
  isFree(path: string, parent: string): boolean {
    // Most folders hold no others, and to fold a name takes time.
    return !this.#parents.has(parent) || this.#names.isFree(path);
  }
}
