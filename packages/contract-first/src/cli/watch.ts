import { type FSWatcher, watch } from 'node:fs';
import { dirname } from 'node:path';

/** How long further changes are waited for, in milliseconds: editors write a file in several steps. */
const QUIET = 20;

/** The texts of files by their absolute paths; undefined for one that cannot be read. */
export type Texts = ReadonlyMap<string, string | undefined>;

/** Watches files. */
export type FileWatch = {
  /**
   * Reads again which files there are. Those that are new count as unchanged; a change of one that was
   * watched already is reported later.
   */
  refresh(): Promise<void>;
  /** Stops watching. */
  close(): void;
};

/**
 * Watches files. Their folders are watched, since editors replace files.
 *
 * @param read reads all files that are watched, which may be others each time
 * @param onChange is given the files whose texts have changed; changes meanwhile wait until it is done
 */
export async function watchFiles(
  read: () => Promise<Texts>,
  onChange: (changed: readonly string[]) => Promise<void>,
): Promise<FileWatch> {
  const watchers = new Map<string, FSWatcher>();
  let texts: Texts = new Map();
  let timer: NodeJS.Timeout | undefined;
  let isBusy = false;
  let isAgain = false;

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
    const before = texts;
    texts = await read();
    follow();
    // A file that was not watched before is named by one that has changed.
    const changed = [...texts].flatMap(([path, text]) =>
      before.has(path) && before.get(path) !== text ? [path] : [],
    );
    if (changed.length > 0) await onChange(changed);
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

  const refresh = async () => {
    const before = texts;
    const now = await read();
    texts = new Map(
      [...now].map(([path, text]) => [path, before.has(path) ? before.get(path) : text]),
    );
    follow();
  };
  await refresh();
  return {
    refresh,
    close: () => {
      clearTimeout(timer);
      for (const watcher of watchers.values()) watcher.close();
    },
  };
}
