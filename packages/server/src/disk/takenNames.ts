/**
 * Finds free names for new files and folders, also on file systems that distinguish neither case nor
 * Unicode form.
 *
 * @module
 */
import { mkdirSync, readdirSync } from 'node:fs';
import { nameParts } from '../files/extension.ts';
import { childOf, folderOf, foldName, nameOf } from '../files/path.ts';
import { errnoOf, ProblemError } from '../problemError.ts';
import { type HeldFolder, holdFolder, statBeneath } from './heldFolder.ts';
import { placeOfSpot } from './spot.ts';

/** The names taken in folders, to find free ones. */
export class TakenNames {
  readonly #read: (folder: string) => Iterable<string>;
  /**
   * For each folder, the names by their folded form: nearly always a single name, so a set is only made if
   * needed.
   */
  readonly #folders = new Map<string, Map<string, string | Set<string>>>();
  /** The number at which the search for a free name ended, by the path it was for, if not 1. */
  readonly #numbers = new Map<string, number>();
  #size = 0;

  /** @param read returns the names in a folder; called when a folder is first needed */
  constructor(read: (folder: string) => Iterable<string> = () => []) {
    this.#read = read;
  }

  /** The names in the library's folders, each folder read from the disk once. */
  static onDisk(root: string): TakenNames {
    return new TakenNames((folder) => namesIn(root, folder));
  }

  /** Records that a path is taken. */
  add(path: string): void {
    this.#add(folderOf(path), nameOf(path));
  }

  /** Records that a path is free. */
  remove(path: string): void {
    const names = this.#in(folderOf(path));
    const name = nameOf(path);
    const folded = foldName(name);
    const alike = names.get(folded);
    if (alike === undefined || !isAmong(alike, name)) return;
    if (typeof alike === 'string' || alike.size === 1) names.delete(folded);
    else alike.delete(name);
    this.#size -= 1;
    // A lower number may be free again.
    this.#numbers.clear();
  }

  /** Discards a folder, to be read again when it is next needed. */
  forget(folder: string): void {
    for (const alike of this.#folders.get(folder)?.values() ?? []) {
      this.#size -= typeof alike === 'string' ? 1 : alike.size;
    }
    this.#folders.delete(folder);
    this.#numbers.clear();
  }

  /** The count of known names in all folders. */
  get size(): number {
    return this.#size;
  }

  /** Whether a path is taken, in exactly this spelling. */
  has(path: string): boolean {
    const alike = this.#in(folderOf(path)).get(foldName(nameOf(path)));
    return alike !== undefined && isAmong(alike, nameOf(path));
  }

  /** Whether a path is free, also in spellings that differ only in case or Unicode form. */
  isFree(path: string): boolean {
    return !this.#in(folderOf(path)).has(foldName(nameOf(path)));
  }

  /** The case conflict of a path: a name in its folder that differs in case or Unicode form only. */
  caseConflictOf(path: string): string | undefined {
    const alike = this.#in(folderOf(path)).get(foldName(nameOf(path)));
    if (alike === undefined || isAmong(alike, nameOf(path))) return undefined;
    return typeof alike === 'string' ? alike : alike.values().next().value;
  }

  /**
   * The first free path of `report.pdf`, `report (2).pdf`, `report (3).pdf`, … in its folder.
   *
   * @param suits whether a free path is acceptable
   */
  freePath(path: string, suits?: (free: string) => boolean): string {
    const folder = folderOf(path);
    return childOf(folder, this.#freeName(folder, nameOf(path), suits));
  }

  /** Finds the first free path like `freePath`, and records it as taken. */
  claim(folder: string, name: string, suits?: (free: string) => boolean): string {
    const free = this.#freeName(folder, name, suits);
    this.#add(folder, free);
    return childOf(folder, free);
  }

  #freeName(folder: string, wanted: string, suits?: (free: string) => boolean): string {
    const names = this.#in(folder);
    const isFree = (name: string): boolean =>
      !names.has(foldName(name)) && (suits?.(childOf(folder, name)) ?? true);
    const first = numberedName(wanted, 1);
    if (isFree(first)) return first;
    // With a thousand files of one name, each search continues where the previous one ended.
    const key = childOf(folder, foldName(wanted));
    let number = this.#numbers.get(key) ?? 2;
    while (!isFree(numberedName(wanted, number))) number += 1;
    this.#numbers.set(key, number);
    return numberedName(wanted, number);
  }

  #add(folder: string, name: string): void {
    const names = this.#in(folder);
    const folded = foldName(name);
    const alike = names.get(folded);
    if (alike === undefined) names.set(folded, name);
    else if (isAmong(alike, name)) return;
    else if (typeof alike === 'string') names.set(folded, new Set([alike, name]));
    else alike.add(name);
    this.#size += 1;
  }

  #in(folder: string): Map<string, string | Set<string>> {
    const known = this.#folders.get(folder);
    if (known) return known;
    const names = new Map<string, string | Set<string>>();
    this.#folders.set(folder, names);
    for (const name of this.#read(folder)) this.#add(folder, name);
    return names;
  }
}

const isAmong = (alike: string | Set<string>, name: string): boolean =>
  typeof alike === 'string' ? alike === name : alike.has(name);

/** The names in a folder; none if it does not exist. */
function namesIn(root: string, folder: string): string[] {
  try {
    using held = holdFolder(root, folder);
    return readdirSync(held.place);
  } catch (error) {
    if (errnoOf(error) === 'ENOENT') return [];
    if (errnoOf(error) === 'ENOTDIR')
      throw new ProblemError('not_a_folder', `"${folder}" is a file, not a folder`);
    throw error;
  }
}

/** `report.pdf`, `report (2).pdf`, …, within 255 bytes. See {@link nameParts}. */
export function numberedName(name: string, number: number): string {
  if (number === 1 && Buffer.byteLength(name) <= 255) return name;
  const { stem, extension } = nameParts(name);
  const suffix = number === 1 ? extension : ` (${number})${extension}`;
  return cutToBytes(stem, 255 - Buffer.byteLength(suffix)) + suffix;
}

function cutToBytes(text: string, bytes: number): string {
  let cut = text;
  while (Buffer.byteLength(cut) > bytes) cut = [...cut].slice(0, -1).join('');
  return cut;
}

/** How often a folder is created that is gone again when it is opened. */
const TRIES = 3;

/**
 * Creates a folder and its parents, if they do not exist.
 *
 * @param folder a normalized path
 * @param onMade called for each folder created
 * @returns the folder, which the caller disposes of
 * @throws ProblemError `not_a_folder` if a file is in the way, `name_conflict` if a case conflict is
 */
export function makeFolder(
  root: string,
  folder: string,
  onMade: (path: string) => void = () => {},
): HeldFolder {
  for (let tries = 1; ; tries++) {
    const found = heldIfThere(root, folder);
    if (found) return found;
    try {
      return makeMissing(root, folder, onMade);
    } catch (error) {
      if (errnoOf(error) !== 'ENOENT' || tries === TRIES) throw error;
    }
  }
}

function makeMissing(root: string, folder: string, onMade: (path: string) => void): HeldFolder {
  const names = TakenNames.onDisk(root);
  let made = '/';
  for (const name of folder.split('/').filter((each) => each !== '')) {
    using parent = holdFolder(root, made);
    made = childOf(made, name);
    if (isFolder(root, made)) continue;
    const conflict = names.caseConflictOf(made);
    if (conflict) {
      throw new ProblemError(
        'name_conflict',
        `The folder is named "${childOf(folderOf(made), conflict)}"; use that spelling, not "${made}"`,
      );
    }
    try {
      // Synchronously after the check for a case conflict, so that none can be created in between.
      mkdirSync(placeOfSpot(parent.spotOf(name)));
      onMade(made);
    } catch (error) {
      if (errnoOf(error) !== 'EEXIST') throw error;
      if (!isFolder(root, made)) {
        throw new ProblemError('not_a_folder', `"${made}" is a file, not a folder`);
      }
    }
  }
  return holdFolder(root, folder);
}

/** A folder if it exists; its name was checked when it was created. */
function heldIfThere(root: string, folder: string): HeldFolder | undefined {
  try {
    return holdFolder(root, folder);
  } catch (error) {
    if (errnoOf(error) === 'ENOENT' || errnoOf(error) === 'ENOTDIR') return undefined;
    throw error;
  }
}

function isFolder(root: string, path: string): boolean {
  try {
    return statBeneath(root, path).isDirectory();
  } catch (error) {
    if (errnoOf(error) === 'ENOENT' || errnoOf(error) === 'ENOTDIR') return false;
    throw error;
  }
}
