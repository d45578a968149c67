/**
 * Turns the placements of a methodology into moves: free names, companions, project folders,
 * conflicts.
 */

import { TakenNames } from '../../disk/takenNames.ts';
import { childOf, folderOf, isWithin, nameOf, prefixOf } from '../../files/path.ts';
import type { KeptItem } from '../../storage/jobs/planRepository.ts';
import type {
  ListedBundle,
  ListedFile,
  ListedItem,
  Listing,
  Placement,
  Stay,
} from '../methodologies/methodology.ts';
import { companionName, companionsIn } from './companions.ts';
import { type PageFolder, renamedPage } from './pageFolders.ts';
import { FolderNames, filesInTheWay, spelledFolders } from './targetFolders.ts';

export type PlannedMove = {
  /** A bundle is a folder that moves with all its content. */
  readonly kind: ListedItem['kind'];
  readonly from: string;
  readonly to: string;
  readonly placement: Placement;
};

/** What limits the plan besides the methodology. */
export type PlanLimits = {
  /** The paths of all files below base and destination, including those that stay. */
  readonly occupied: readonly string[];
  /** Folders that follow a page of the listing. */
  readonly pageFolders?: readonly PageFolder[];
  /** Placements with a lower confidence are not planned; 0 to 1. */
  readonly minConfidence: number;
  /** Called for each item that stays although it might have moved. */
  keep(item: KeptItem): void;
};

/** The target folder of an item, or why it stays (undefined: no reason worth showing). */
type Goal =
  | { readonly target: string; readonly placement: Placement }
  | { readonly target: undefined; readonly stays: string | undefined };

/**
 * Plans where each item of a listing goes. An item that is already in its folder, or below it, stays.
 * Two items never get the same name, and companions follow their leader. A bundle moves as one unless
 * something else moves into it; bundles come last, when that is known.
 *
 * If a file has the name of a folder to be made, both the file and the items for that folder stay.
 * Moving the file away would leave work for a second plan. And with the folder in its place, a
 * rollback could not put the file back, since it removes folders only after all files are back.
 */
export function* planMoves(
  listing: Listing,
  place: (item: ListedItem) => Placement | Stay | undefined,
  { occupied, pageFolders = [], minConfidence, keep }: PlanLimits,
): Generator<PlannedMove> {
  const targetOf = spelledFolders(listing);
  const taken = new TakenNames(namesIn(occupied));
  const folders = new FolderNames();
  for (const path of listing.folders) folders.add(path);
  const companions = companionsIn(occupied);
  const folderOfPage = new Map(pageFolders.map((folder) => [folder.page, folder]));
  const files = filesAmong(listing, new Set([...[...companions].flat(), ...folderOfPage.keys()]));
  const following = new Map<string, ListedFile[]>();
  const bundles: PlannedMove[] = [];
  const targets = new Set<string>();

  const goalOf = (item: ListedItem, placement = place(item)): Goal => {
    const otherwise = item.kind === 'bundle' ? reasonOf(item) : undefined;
    const stays = placement ? reasonToStay(placement, minConfidence) : otherwise;
    if (!placement || placement.folder === undefined || stays !== undefined) {
      return { target: undefined, stays };
    }
    const target = targetOf(placement.folder);
    return isBelow(target, item.path)
      ? { target: undefined, stays: undefined }
      : { target, placement };
  };
  const fileInWayOf = filesInTheWay(listing, taken);
  const inTheWay = new Set<string>();
  // The wanted folders must be known before the first item moves or takes one of their names.
  const seen = new Set<string>();
  for (const item of listing.items) {
    const placement = place(item);
    if (placement?.folder === undefined || seen.has(placement.folder)) continue;
    const { target } = goalOf(item, placement);
    if (target === undefined || companions.has(item.path)) continue;
    seen.add(placement.folder);
    const file = fileInWayOf(target);
    if (file !== undefined) {
      inTheWay.add(file);
      continue;
    }
    targets.add(target);
    for (let at = target; at !== '/'; at = folderOf(at)) folders.add(at);
  }
  const reasonToWait = (items: readonly ListedItem[], target: string): string | undefined => {
    const file = fileInWayOf(target);
    if (file !== undefined) return `The file "${file}" is in the way of its folder`;
    const first = items.find(({ path }) => inTheWay.has(path));
    return (
      first &&
      `Other files go to a folder with the same name, "${first.name}"; rename this file and scan again`
    );
  };

  for (const follower of companions.keys()) {
    const file = files.get(follower);
    if (!file) continue;
    // A leader may itself follow another file: a sidecar follows a raw picture, which follows its
    // JPEG.
    let leader = follower;
    for (let at = companions.get(leader); at !== undefined; at = companions.get(leader)) {
      leader = at;
      if (!files.has(leader)) break;
    }
    if (files.has(leader)) {
      const others = following.get(leader);
      if (others) others.push(file);
      else following.set(leader, [file]);
    } else keep({ path: follower, reason: leftAlone(leader) });
  }
  for (const { path, page } of pageFolders) {
    if (!files.has(page)) keep({ path, reason: leftAlone(page) });
  }
  const entered = new Set<string>();
  for (const target of targets) {
    for (let at = target; at !== '/'; at = folderOf(at)) entered.add(at);
  }
  /** Why a page cannot move together with its folder, if it cannot. */
  const reasonOfPage = ({ path, page }: PageFolder, target: string): string | undefined => {
    if (entered.has(path)) return ENTERED;
    const paths = [page, path].map((each) => childOf(target, nameOf(each)));
    const isFree = paths.every((each) => taken.isFree(each) && folders.isFree(each, target));
    return isFree ? undefined : renamedPage(page, target);
  };

  for (const item of listing.items) {
    if (companions.has(item.path)) continue;
    const followers = following.get(item.path) ?? [];
    const pageFolder = folderOfPage.get(item.path);
    const goal = goalOf(item);
    const stays =
      goal.target === undefined
        ? goal.stays
        : (reasonToWait([item, ...followers], goal.target) ??
          (pageFolder && reasonOfPage(pageFolder, goal.target)));
    if (stays !== undefined) {
      for (const { path } of [item, ...followers, ...(pageFolder ? [pageFolder] : [])]) {
        keep({ path, reason: stays });
      }
    }
    if (goal.target === undefined || stays !== undefined) continue;
    const { target, placement } = goal;
    const beside = (to: string, { name }: ListedFile) => companionName(name, item.name, nameOf(to));
    const to = taken.claim(
      target,
      pageFolder ? item.name : (placement.name ?? item.name),
      (free) =>
        folders.isFree(free, target) &&
        followers.every((follower) => {
          const path = childOf(target, beside(free, follower));
          return taken.isFree(path) && folders.isFree(path, target);
        }),
    );
    if (item.kind === 'bundle') {
      bundles.push({ kind: 'bundle', from: item.path, to, placement });
      continue;
    }
    yield { kind: 'file', from: item.path, to, placement };
    if (pageFolder) {
      const path = childOf(target, nameOf(pageFolder.path));
      taken.add(path);
      folders.add(path);
      const reason = `${nameOf(path)} belongs to ${item.name}: ${placement.reason}`;
      yield {
        ...{ kind: 'bundle', from: pageFolder.path, to: path },
        placement: { ...placement, reason },
      };
    }
    for (const follower of followers) {
      const path = taken.claim(target, beside(to, follower));
      const reason = `${follower.name} belongs to ${item.name}: ${placement.reason}`;
      yield { kind: 'file', from: follower.path, to: path, placement: { ...placement, reason } };
    }
  }
  for (const bundle of bundles) {
    if (!entered.has(bundle.from)) yield bundle;
    else keep({ path: bundle.from, reason: ENTERED });
  }
}

const ENTERED = 'Other files will move into it';

const leftAlone = (leader: string): string =>
  `It belongs to ${nameOf(leader)}, which stays where it is`;

/** Whether an item is in a folder already, or below it. */
const isBelow = (folder: string, path: string): boolean =>
  path !== folder && isWithin(folder, path);

type Range = [from: number, to: number];

/**
 * Returns a function that finds the names in a folder among some paths; those of one folder are
 * adjacent or nearly so. Called on demand: names in use are looked up only in folders that something
 * moves to.
 */
function namesIn(paths: readonly string[]): (folder: string) => Iterable<string> {
  /** The ranges of each folder in the array of paths. */
  const ranges = new Map<string, Range[]>();
  let folder = '';
  let range: Range | undefined;
  for (const [at, path] of paths.entries()) {
    if (range && isDirectlyIn(folder, path)) {
      range[1] = at + 1;
      continue;
    }
    folder = folderOf(path);
    range = [at, at + 1];
    const known = ranges.get(folder);
    if (known) known.push(range);
    else ranges.set(folder, [range]);
  }
  return (folder) =>
    (ranges.get(folder) ?? []).flatMap(([from, to]) => paths.slice(from, to).map(nameOf));
}

/** Does not create a string for the path's folder: most paths have the folder of the previous one. */
const isDirectlyIn = (folder: string, path: string): boolean =>
  isWithin(folder, path) && path.lastIndexOf('/') === prefixOf(folder).length - 1;

/** The files of a listing with one of the given paths. */
function filesAmong({ items }: Listing, paths: ReadonlySet<string>): Map<string, ListedFile> {
  const files = new Map<string, ListedFile>();
  if (paths.size === 0) return files;
  for (const item of items) {
    if (item.kind === 'file' && paths.has(item.path)) files.set(item.path, item);
  }
  return files;
}

const reasonOf = ({ mark }: ListedBundle): string => `Project folder (${mark}), left as it is`;

function reasonToStay(placement: Placement | Stay, minConfidence: number): string | undefined {
  if (placement.folder === undefined) return placement.reason;
  const { confidence, reason } = placement;
  return confidence < minConfidence
    ? `The confidence of ${confidence} is below ${minConfidence}: ${reason}`
    : undefined;
}

/**
 * Counts the files directly in each folder that moves touch, before and after. For a bundle, only its
 * top folder counts.
 */
export class FolderCounts {
  readonly #before = new Map<string, number>();
  readonly #gained = new Map<string, number>();

  /** @param occupied the paths of all files there */
  constructor(occupied: Iterable<string>) {
    for (const path of occupied) add(this.#before, folderOf(path), 1);
  }

  /** Adds a move to the counts. */
  add({ kind, from, to }: PlannedMove): void {
    const isBundle = kind === 'bundle';
    for (const path of [from, to]) add(this.#gained, folderOf(path), 0);
    const count = isBundle ? (this.#before.get(from) ?? 0) : 1;
    add(this.#gained, isBundle ? from : folderOf(from), -count);
    add(this.#gained, isBundle ? to : folderOf(to), count);
  }

  /** The counts of all touched folders, sorted by path. */
  all(): { path: string; filesBefore: number; filesAfter: number }[] {
    return [...this.#gained.keys()].sort().map((path) => {
      const filesBefore = this.#before.get(path) ?? 0;
      return { path, filesBefore, filesAfter: filesBefore + (this.#gained.get(path) ?? 0) };
    });
  }
}

function add(counts: Map<string, number>, key: string, change: number): void {
  counts.set(key, (counts.get(key) ?? 0) + change);
}
