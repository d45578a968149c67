/** What a notice of changed files says. */
export type FilesChange = {
  /** null: anything may have changed. */
  readonly folders: readonly string[] | null;
  readonly trash: boolean;
};

/** The most folders of a notice, according to the AsyncAPI document. */
const MOST_FOLDERS = 100;
/** How long changes are collected, in milliseconds: about two notices per second at most. */
const GATHER = 50;
const PAUSE = 450;

/** Collects changes of the mock's library, and notifies listeners of them together. */
export class FilesChanges {
  readonly #listeners = new Set<(change: FilesChange) => void>();
  readonly #folders = new Set<string>();
  #trash = false;
  #timer: NodeJS.Timeout | undefined;
  #nextMs = 0;

  /** Records changes in folders. */
  folders(...changed: readonly string[]): void {
    for (const folder of changed) this.#folders.add(folder);
    this.#soon();
  }

  trash(): void {
    this.#trash = true;
    this.#soon();
  }

  /** @returns a function that stops listening */
  listen(listener: (change: FilesChange) => void): () => void {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  }

  #soon(): void {
    const delay = Math.max(GATHER, this.#nextMs - performance.now());
    this.#timer ??= setTimeout(() => this.#tell(), delay).unref();
  }

  #tell(): void {
    this.#timer = undefined;
    this.#nextMs = performance.now() + PAUSE;
    const folders = this.#folders.size > MOST_FOLDERS ? null : [...this.#folders].sort();
    const change = { folders, trash: this.#trash };
    this.#folders.clear();
    this.#trash = false;
    for (const listener of this.#listeners) listener(change);
  }
}
