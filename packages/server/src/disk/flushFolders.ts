/**
 * Flushes the names in folders, which the flush of a file does not include.
 *
 * @module
 */
import { closeSync, constants, fsync } from 'node:fs';
import { promisify } from 'node:util';
import { errnoOf } from '../problemError.ts';
import { holdRoot } from './heldFolder.ts';

const flush = promisify(fsync);
const DISK_FAULTS = ['EIO', 'ENOSPC', 'EDQUOT', 'EROFS'];

/**
 * Flushes the names in folders, before the journal records them, without blocking this thread. If a file
 * system cannot flush folders, or a folder is gone, it is left to the system: recovery compares with the
 * disk in any case.
 *
 * @param root disk path of the library
 */
export async function flushFolders(root: string, paths: Iterable<string>): Promise<void> {
  await Promise.all([...paths].map((path) => flushFolder(root, path).catch(() => {})));
}

/** Flushes folders again and again: what is passed during a flush shares the next one. */
export class FolderFlush {
  readonly #root: string;
  #paths = new Set<string>();
  #last: Promise<void> = Promise.resolve();
  #next: Promise<void> | undefined;

  /** @param root disk path of the library */
  constructor(root: string) {
    this.#root = root;
  }

  /** Waits until the names in folders are flushed, as far as {@link flushFolders} can. */
  done(paths: Iterable<string>): Promise<void> {
    for (const path of paths) this.#paths.add(path);
    this.#next ??= this.#after(this.#last);
    return this.#next;
  }

  async #after(before: Promise<void>): Promise<void> {
    await before;
    this.#last = this.#next ?? before;
    this.#next = undefined;
    const paths = this.#paths;
    this.#paths = new Set();
    await flushFolders(this.#root, paths);
  }
}

/**
 * Flushes the names in one folder.
 *
 * @throws NodeJS.ErrnoException if the disk fails; not if the file system does not support it
 */
export async function flushFolder(root: string, path: string): Promise<void> {
  try {
    const folder = open(root, path);
    try {
      await flush(folder);
    } finally {
      closeSync(folder);
    }
  } catch (error) {
    if (DISK_FAULTS.includes(errnoOf(error) ?? '')) throw error;
  }
}

function open(root: string, path: string): number {
  using top = holdRoot(root);
  return top.open(path, constants.O_RDONLY | (constants.O_DIRECTORY ?? 0));
}
