/** Runs in a reader thread: reads folders, and finds the companions in them. */

import { type Dirent, readdirSync } from 'node:fs';
import { holdFolder } from '../../disk/heldFolder.ts';
import { childOf } from '../../files/path.ts';
import { type Companion, companionsIn } from './companions.ts';

/** How many subfolders are read to find the leaders of a companion. */
const MOST_BELOW = 100;

export type CompanionTask = {
  readonly kind: 'companions';
  /** Disk path of the library. */
  readonly root: string;
  readonly folders: readonly string[];
};

/** The companions in some folders. Unreadable folders have none. */
export function findCompanions({ root, folders }: CompanionTask): Companion[] {
  return folders.flatMap((path) => {
    const entries = shownIn(root, path);
    const below = () =>
      entries
        .filter((entry) => entry.isDirectory())
        .slice(0, MOST_BELOW)
        .map(({ name }) => childOf(path, name))
        .flatMap((folder) => namesOf(shownIn(root, folder)).map((name) => childOf(folder, name)));
    return companionsIn({ path, files: namesOf(entries), below });
  });
}

const namesOf = (entries: readonly Dirent[]): string[] =>
  entries.filter((entry) => entry.isFile()).map(({ name }) => name);

function shownIn(root: string, folder: string): Dirent[] {
  try {
    using held = holdFolder(root, folder);
    const entries = readdirSync(held.place, { withFileTypes: true });
    return entries.filter(({ name }) => !name.startsWith('.'));
  } catch {
    return [];
  }
}
