import { type FSWatcher, watch } from 'node:fs';
import { dirname } from 'node:path';
import { filesOfDocument } from './fileReferences.ts';

/** How long further changes are waited for, in milliseconds: editors write a file in several steps. */
const QUIET = 20;

/** Watches the files of documents. */
export type DocumentWatch = {
  /** Stops watching. */
  close(): void;
};

/**
 * Watches documents with the files that they refer to. Folders are watched rather than files, since
 * editors replace files.
 *
 * @param entries the paths of the documents' first files
 * @param onChange called after a text has changed; changes meanwhile are waited with until it is done
 */
export async function watchDocuments(
  entries: readonly string[],
  onChange: () => Promise<void>,
): Promise<DocumentWatch> {
  const watchers = new Map<string, FSWatcher>();
  let texts = new Map<string, string | undefined>();
  let timer: NodeJS.Timeout | undefined;
  let isBusy = false;
  let isAgain = false;

  const read = async () => {
    const all = await Promise.all(entries.map(filesOfDocument));
    return new Map(all.flatMap((each) => [...each]));
  };
  const follow = () => {
    for (const folder of new Set([...texts.keys()].map((path) => dirname(path)))) {
      if (watchers.has(folder)) continue;
      try {
        const watcher = watch(folder, later);
        watcher.on('error', () => watchers.delete(folder));
        watchers.set(folder, watcher);
      } catch {
        // A folder that a reference names may not exist yet.
      }
    }
  };
  const look = async () => {
    if (isBusy) {
      isAgain = true;
      return;
    }
    isBusy = true;
    const now = await read();
    const isChanged =
      now.size !== texts.size || [...now].some(([path, text]) => texts.get(path) !== text);
    texts = now;
    follow();
    if (isChanged) await onChange();
    isBusy = false;
    if (isAgain) {
      isAgain = false;
      later();
    }
  };
  function later(): void {
    clearTimeout(timer);
    timer = setTimeout(() => void look(), QUIET);
  }

  texts = await read();
  follow();
  return {
    close: () => {
      clearTimeout(timer);
      for (const watcher of watchers.values()) watcher.close();
    },
  };
}
