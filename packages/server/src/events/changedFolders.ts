/** What has changed in the library since clients were last notified. */
export type FilesChange = {
  /** null: anything may have changed. */
  readonly folders: readonly string[] | null;
  /** Whether the trash has changed. */
  readonly trash: boolean;
};

/** The most folders in one notice, and the most characters of their paths; beyond, `folders` is null. */
export const MOST_FOLDERS = 100;
const MOST_CHARACTERS = 32_768;

/** Collects changes up to a limit, so that its memory does not depend on how much has changed. */
export class ChangedFolders {
  /** null: anything may have changed. */
  #folders: Set<string> | null = new Set();
  #characters = 0;
  #trash = false;

  /** Records a change in a folder. */
  addFolder(folder: string): void {
    if (!this.#folders || this.#folders.has(folder)) return;
    this.#folders.add(folder);
    this.#characters += folder.length;
    if (this.#folders.size > MOST_FOLDERS || this.#characters > MOST_CHARACTERS) this.addAll();
  }

  /** Records that anything may have changed. */
  addAll(): void {
    this.#folders = null;
  }

  /** Records a change of the trash. */
  addTrash(): void {
    this.#trash = true;
  }

  add({ folders, trash }: FilesChange): void {
    if (folders) for (const folder of folders) this.addFolder(folder);
    else this.addAll();
    if (trash) this.addTrash();
  }

  /** Everything recorded since the last call; undefined if nothing was. */
  take(): FilesChange | undefined {
    if (this.#folders?.size === 0 && !this.#trash) return undefined;
    const change = { folders: this.#folders && [...this.#folders].sort(), trash: this.#trash };
    this.#folders = new Set();
    this.#characters = 0;
    this.#trash = false;
    return change;
  }
}
