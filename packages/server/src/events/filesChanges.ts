import { ChangedFolders, type FilesChange } from './changedFolders.ts';

/** How long changes are collected before the first notice of a series, in milliseconds. */
const GATHER = 50;
/** The minimum time between two notices, in milliseconds: about two per second. */
const PAUSE = 450;

type Listener = (change: FilesChange) => void;

/**
 * Notifies live connections of all changes in the library. Notices are not stored: clients read their lists
 * when they connect. There are about two notices per second at most.
 */
export class FilesChanges {
  readonly #listeners = new Set<Listener>();
  readonly #changed = new ChangedFolders();
  #timer: NodeJS.Timeout | undefined;
  #nextMs = 0;

  /** Records that entries of a folder were added, changed or removed. */
  folderChanged(folder: string): void {
    this.#changed.addFolder(folder);
    this.#soon();
  }

  /** Records that anything may have changed. */
  anythingChanged(): void {
    this.#changed.addAll();
    this.#soon();
  }

  trashChanged(): void {
    this.#changed.addTrash();
    this.#soon();
  }

  /** @returns a function that removes the listener */
  listen(listener: Listener): () => void {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  }

  close(): void {
    clearTimeout(this.#timer);
    this.#listeners.clear();
  }

  #soon(): void {
    if (this.#timer) return;
    const delay = Math.max(GATHER, this.#nextMs - performance.now());
    this.#timer = setTimeout(() => this.#tell(), delay).unref();
  }

  #tell(): void {
    this.#timer = undefined;
    this.#nextMs = performance.now() + PAUSE;
    const change = this.#changed.take();
    if (!change) return;
    for (const listener of this.#listeners) listener(change);
  }
}
