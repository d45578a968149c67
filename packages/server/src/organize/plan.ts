import { TakenNames } from '../library/naming.ts';
import { childOf, folderOf, foldName, isWithin, nameOf } from '../library/path.ts';
import type { ListedFile, MethodologyRules, Placement } from './methodology.ts';

export type PlannedMove = {
  readonly from: string;
  readonly to: string;
  readonly placement: Placement;
};

/**
 * Plans where each file of a folder goes. A file that lies in its place already, or below it,
 * stays; two files never get one name.
 *
 * @param base the folder that is organized
 * @param occupied the paths of all files below it, those that stay included
 * @param folders the paths of all folders below it: one that is there keeps its spelling
 */
export function planMoves(
  base: string,
  files: Iterable<ListedFile>,
  occupied: Iterable<string>,
  folders: Iterable<string>,
  rules: MethodologyRules,
): PlannedMove[] {
  const spelling = new Map<string, string>();
  for (const folder of [...folders].sort()) {
    if (!spelling.has(foldName(folder))) spelling.set(foldName(folder), folder);
  }
  /** A folder by the name that it has: to "images" go the images, not to a twin of it. */
  const asSpelled = (parent: string, name: string): string => {
    const wanted = childOf(parent, name);
    return known.has(wanted) ? wanted : (spelling.get(foldName(wanted)) ?? wanted);
  };
  const known = new Set(folders);
  const taken = new TakenNames();
  for (const path of occupied) taken.add(path);
  const moves: PlannedMove[] = [];
  for (const file of files) {
    const placement = rules(file);
    const target = placement.folder.split('/').reduce(asSpelled, base);
    if (isWithin(target, folderOf(file.path))) continue;
    const to = taken.freePath(childOf(target, nameOf(file.path)));
    taken.add(to);
    moves.push({ from: file.path, to, placement });
  }
  return moves;
}

/** How many files lie directly in each folder that the moves touch, before and after them. */
export function folderCounts(
  occupied: Iterable<string>,
  moves: readonly PlannedMove[],
): { path: string; filesBefore: number; filesAfter: number }[] {
  const before = new Map<string, number>();
  for (const path of occupied) add(before, folderOf(path), 1);
  const after = new Map(before);
  const touched = new Set<string>();
  for (const { from, to } of moves) {
    add(after, folderOf(from), -1);
    add(after, folderOf(to), 1);
    touched.add(folderOf(from)).add(folderOf(to));
  }
  return [...touched].sort().map((path) => ({
    path,
    filesBefore: before.get(path) ?? 0,
    filesAfter: after.get(path) ?? 0,
  }));
}

function add(counts: Map<string, number>, key: string, change: number): void {
  counts.set(key, (counts.get(key) ?? 0) + change);
}
