import type { KeptItem } from '../db/jobs.ts';
import { TakenNames } from '../library/naming.ts';
import { childOf, folderOf, foldName, isWithin, nameOf } from '../library/path.ts';
import { companionName, companionsIn } from './companions.ts';
import type { ListedFile, ListedItem, Listing, Placement, Stay } from './methodology.ts';

export type PlannedMove = {
  readonly from: string;
  readonly to: string;
  readonly placement: Placement;
};

export type Plan = {
  readonly moves: readonly PlannedMove[];
  /** What stays although it might have moved. */
  readonly kept: readonly KeptItem[];
};

/** What decides beside the methodology. */
export type PlanLimits = {
  /** The paths of all files below base and destination, those that stay included. */
  readonly occupied: readonly string[];
  /** Placements of a lower confidence are not planned; 0 to 1. */
  readonly minConfidence: number;
};

/**
 * Plans where each item of a listing goes. A file that lies in its place already, or below it,
 * stays; two files never get one name; a sidecar goes along with its picture.
 */
export function planMoves(
  listing: Listing,
  place: (item: ListedItem) => Placement | Stay | undefined,
  { occupied, minConfidence }: PlanLimits,
): Plan {
  const targetOf = spelledFolders(listing);
  const taken = new TakenNames();
  for (const path of occupied) taken.add(path);
  const files = new Map<string, ListedFile>();
  for (const item of listing.items) if (item.kind === 'file') files.set(item.path, item);
  const companions = companionsIn(occupied);
  const following = new Map<string, ListedFile[]>();
  const moves: PlannedMove[] = [];
  const kept: KeptItem[] = [];

  for (const [follower, leader] of companions) {
    const file = files.get(follower);
    if (!file) continue;
    if (files.has(leader)) {
      following.set(leader, [...(following.get(leader) ?? []), file]);
    } else {
      const reason = `${nameOf(leader)}, to which it belongs, is left alone`;
      kept.push({ path: follower, reason });
    }
  }

  for (const item of listing.items) {
    if (item.kind === 'bundle') {
      // Moving a folder as one is not made yet: this is the place where its move would be planned.
      kept.push({ path: item.path, reason: `A project (${item.mark}) stays together` });
      continue;
    }
    if (companions.has(item.path)) continue;
    const followers = following.get(item.path) ?? [];
    const placement = place(item);
    if (!placement) continue;
    const stays = reasonToStay(placement, minConfidence);
    if (stays) {
      for (const { path } of [item, ...followers]) kept.push({ path, reason: stays });
      continue;
    }
    if (placement.folder === undefined) continue;
    const target = targetOf(placement.folder);
    if (isWithin(target, folderOf(item.path))) continue;
    const beside = (to: string, { name }: ListedFile) =>
      childOf(target, companionName(name, item.name, nameOf(to)));
    const to = taken.freePath(childOf(target, placement.name ?? item.name), (free) =>
      followers.every((follower) => taken.isFree(beside(free, follower))),
    );
    taken.add(to);
    moves.push({ from: item.path, to, placement });
    for (const follower of followers) {
      const path = taken.freePath(beside(to, follower));
      taken.add(path);
      const reason = `${follower.name} belongs to ${item.name}: ${placement.reason}`;
      moves.push({ from: follower.path, to: path, placement: { ...placement, reason } });
    }
  }
  return { moves, kept };
}

function reasonToStay(placement: Placement | Stay, minConfidence: number): string | undefined {
  if (placement.folder === undefined) return placement.reason;
  const { confidence, reason } = placement;
  return confidence < minConfidence
    ? `The confidence is ${confidence}, less than ${minConfidence}: ${reason}`
    : undefined;
}

/** Gives folders by the names that they have: to "images" go the images, not to a twin of it. */
function spelledFolders({ destination, folders }: Listing): (folder: string) => string {
  const known = new Set(folders);
  const spelling = new Map<string, string>();
  for (const folder of folders) {
    if (!spelling.has(foldName(folder))) spelling.set(foldName(folder), folder);
  }
  const targets = new Map<string, string>();
  const asSpelled = (parent: string, name: string): string => {
    const wanted = childOf(parent, name);
    return known.has(wanted) ? wanted : (spelling.get(foldName(wanted)) ?? wanted);
  };
  return (folder) => {
    const found = targets.get(folder) ?? folder.split('/').reduce(asSpelled, destination);
    targets.set(folder, found);
    return found;
  };
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
