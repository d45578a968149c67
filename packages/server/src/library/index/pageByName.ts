/**
 * Makes a page of a large tree from names alone, without the index.
 *
 * @module
 */
import { readdirSync } from 'node:fs';
import { stateOf } from '../../disk/fileState.ts';
import { holdFolder, statBeneath } from '../../disk/heldFolder.ts';
import { isTooLarge } from '../../disk/spot.ts';
import type { FoundFile } from '../../disk/walk.ts';
import { kindOf } from '../../files/fileType.ts';
import { compareNames, type KeyedPath } from '../../files/nameOrder.ts';
import { childOf, isTooDeep, nameOf, PARTIAL_PREFIX, REPLACEMENT } from '../../files/path.ts';
import { sortKeyOf } from '../../files/sortKey.ts';
import type { FileQuery } from '../../storage/files/fileQuery.ts';

/** Up to this many files a tree is quickly read whole, and served from the index from then on. */
const SMALL = 2_000;

/** A page of files by name, and the total of the whole list. */
export type PageByName = { readonly page: readonly FoundFile[]; readonly total: number };

/**
 * Finds a page of the files in a folder and below by names alone. Files that are not on the page are not
 * examined, which would be most of the work.
 *
 * @returns undefined for a small tree, which is better read whole
 */
export function pageByName(root: string, query: FileQuery): PageByName | undefined {
  const sign = query.order.direction === 'asc' ? 1 : -1;
  const compare = (a: KeyedPath, b: KeyedPath) => sign * compareNames(a, b);
  const [, afterPath] = query.after ?? [];
  const after =
    afterPath === undefined ? undefined : { path: afterPath, key: sortKeyOf(nameOf(afterPath)) };
  let seen = 0;
  let total = 0;
  let page: KeyedPath[] = [];
  /** The last file that can still be on the page, once there are enough. */
  let last: KeyedPath | undefined;
  for (const file of filesIn(root, query)) {
    seen += 1;
    if (!isOfType(file.name, query)) continue;
    total += 1;
    const named = { path: file.path, key: sortKeyOf(file.name) };
    if (last && compare(named, last) >= 0) continue;
    if (after && compare(named, after) <= 0) continue;
    page.push(named);
    // Sorted occasionally: a heap would not be faster for so few.
    if (page.length >= 2 * query.limit + 1000) {
      page = page.sort(compare).slice(0, query.limit);
      last = page.at(-1);
    }
  }
  if (seen <= SMALL) return undefined;
  const found = page
    .sort(compare)
    .slice(0, query.limit)
    .flatMap(({ path }) => foundAt(root, path) ?? []);
  return { page: found, total };
}

function* filesIn(
  root: string,
  query: FileQuery,
): Generator<{ readonly name: string; readonly path: string }> {
  const stack = [query.folder];
  for (let folder = stack.pop(); folder !== undefined; folder = stack.pop()) {
    if (isTooDeep(folder)) continue;
    for (const entry of entriesOf(root, folder)) {
      const { name } = entry;
      if (name.startsWith('.') && (!query.includeHidden || name.startsWith(PARTIAL_PREFIX)))
        continue;
      if (name.includes(REPLACEMENT)) continue;
      if (entry.isDirectory()) stack.push(childOf(folder, name));
      else if (entry.isFile()) yield { name, path: childOf(folder, name) };
    }
  }
}

const isOfType = (name: string, { type }: FileQuery): boolean =>
  type === undefined || kindOf(name).type === type;

function entriesOf(root: string, folder: string) {
  try {
    using held = holdFolder(root, folder);
    return readdirSync(held.place, { withFileTypes: true });
  } catch {
    // Gone meanwhile, or inaccessible: nothing in it can be listed.
    return [];
  }
}

function foundAt(root: string, path: string): FoundFile | undefined {
  try {
    const stat = statBeneath(root, path);
    if (!stat.isFile() || isTooLarge(stat)) return undefined;
    return { path, name: nameOf(path), state: stateOf(stat) };
  } catch {
    return undefined;
  }
}
