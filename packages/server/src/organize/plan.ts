import type { KeptItem } from '../db/jobs.ts';
import { TakenNames } from '../library/naming.ts';
import { childOf, folderOf, foldName, isWithin, nameOf } from '../library/path.ts';
import { companionName, companionsIn } from './companions.ts';
import type {
  ListedBundle,
  ListedFile,
  ListedItem,
  Listing,
  Placement,
  Stay,
} from './methodology.ts';

export type PlannedMove = {
  /** A bundle is one folder, which moves with all that is in it. */
  readonly kind: ListedItem['kind'];
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
 * Plans where each item of a listing goes. An item that lies in its place already, or below it,
 * stays; two items never get one name; a sidecar goes along with its picture. A bundle goes as one,
 * unless something else is to come into it.
 */
export function planMoves(
  listing: Listing,
  place: (item: ListedItem) => Placement | Stay | undefined,
  { occupied, minConfidence }: PlanLimits,
): Plan {
  const targetOf = spelledFolders(listing);
  const taken = new TakenNames();
  for (const path of occupied) taken.add(path);
  const takenByFolders = new TakenNames();
  for (const path of listing.folders) takenByFolders.add(path);
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
      const placement = place(item);
      const stays = placement ? reasonToStay(placement, minConfidence) : reasonOf(item);
      if (stays !== undefined || placement?.folder === undefined) {
        kept.push({ path: item.path, reason: stays ?? reasonOf(item) });
        continue;
      }
      const target = targetOf(placement.folder);
      if (isWithin(target, folderOf(item.path))) continue;
      const to = taken.freePath(childOf(target, placement.name ?? item.name), (free) =>
        takenByFolders.isFree(free),
      );
      taken.add(to);
      moves.push({ kind: 'bundle', from: item.path, to, placement });
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
    moves.push({ kind: 'file', from: item.path, to, placement });
    for (const follower of followers) {
      const path = taken.freePath(beside(to, follower));
      taken.add(path);
      const reason = `${follower.name} belongs to ${item.name}: ${placement.reason}`;
      moves.push({
        kind: 'file',
        from: follower.path,
        to: path,
        placement: { ...placement, reason },
      });
    }
  }
  const entered = enteredBundles(moves);
  for (const path of entered) kept.push({ path, reason: 'Something else is to come into it' });
  return { moves: moves.filter(({ from }) => !entered.has(from)), kept };
}

/**
 * The bundles that would move although something, they themselves included, is to come into them
 * where they are now.
 */
function enteredBundles(moves: readonly PlannedMove[]): Set<string> {
  const bundles = new Set(moves.flatMap(({ kind, from }) => (kind === 'bundle' ? from : [])));
  const entered = new Set<string>();
  if (bundles.size === 0) return entered;
  for (const { to } of moves) {
    for (let at = folderOf(to); at !== '/'; at = folderOf(at)) if (bundles.has(at)) entered.add(at);
  }
  return entered;
}

const reasonOf = ({ mark }: ListedBundle): string => `A project (${mark}) stays together`;

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

/**
 * How many files lie directly in each folder that the moves touch, before and after them. Of a
 * bundle that is the folder itself, and none of those in it.
 */
export function folderCounts(
  occupied: Iterable<string>,
  moves: readonly PlannedMove[],
): { path: string; filesBefore: number; filesAfter: number }[] {
  const before = new Map<string, number>();
  for (const path of occupied) add(before, folderOf(path), 1);
  const after = new Map(before);
  const touched = new Set<string>();
  for (const { kind, from, to } of moves) {
    touched.add(folderOf(from)).add(folderOf(to));
    if (kind === 'bundle') {
      const count = before.get(from) ?? 0;
      add(after, from, -count);
      add(after, to, count);
      touched.add(from).add(to);
    } else {
      add(after, folderOf(from), -1);
      add(after, folderOf(to), 1);
    }
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
