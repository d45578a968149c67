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
  /** A bundle is one folder, which moves with all that is in it. */
  readonly kind: ListedItem['kind'];
  readonly from: string;
  readonly to: string;
  readonly placement: Placement;
};

/** What decides beside the methodology. */
export type PlanLimits = {
  /** The paths of all files below base and destination, those that stay included. */
  readonly occupied: readonly string[];
  /** Folders that go along with a page of the listing. */
  readonly pageFolders?: readonly PageFolder[];
  /** Placements of a lower confidence are not planned; 0 to 1. */
  readonly minConfidence: number;
  /** Told what stays although it might have moved. */
  keep(item: KeptItem): void;
};

/** The folder that an item is to go to, or why it stays, where there is anything to say. */
type Goal =
  | { readonly target: string; readonly placement: Placement }
  | { readonly target: undefined; readonly stays: string | undefined };

/**
 * Plans where each item of a listing goes. An item that lies in its place already, or below it,
 * stays; two items never get one name; a sidecar goes along with its picture. A bundle goes as one,
 * unless something else is to come into it; bundles come last, when that is known.
 *
 * Where a file has the name of a folder that is to be made, both stay: the file and what would go
 * there. Moved away, it would leave work for a second plan; and made in its place, the folder would
 * keep it from coming back by a rollback, which takes folders away when all files are back.
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
  // Which folders are wanted has to be known before the first item moves, or takes a name of theirs.
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
    // What a sidecar of a raw picture belongs to belongs to another picture, perhaps.
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
  /** Why a page cannot go to a folder together with its own one, if it cannot. */
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

/** Whether an item lies in a folder already, or below it. */
const isBelow = (folder: string, path: string): boolean =>
  path !== folder && isWithin(folder, path);

type Range = [from: number, to: number];

/** The names in a folder among some paths, of which those of one folder lie together or nearly so. */
function namesIn(paths: readonly string[]): (folder: string) => Iterable<string> {
  /** Where the paths of a folder begin, and where they have ended. */
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

/** Without making a string of the path's folder: most paths lie in that of the one before. */
const isDirectlyIn = (folder: string, path: string): boolean =>
  isWithin(folder, path) && path.lastIndexOf('/') === prefixOf(folder).length - 1;

/** The files of a listing that have one of some paths. */
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
 * How many files lie directly in each folder that moves touch, before and after them. Of a bundle
 * that is the folder itself, and none of those in it.
 */
export class FolderCounts {
  readonly #before = new Map<string, number>();
  readonly #gained = new Map<string, number>();

  /** @param occupied the paths of all files there */
  constructor(occupied: Iterable<string>) {
    for (const path of occupied) add(this.#before, folderOf(path), 1);
  }

  /** Counts a move in. */
  add({ kind, from, to }: PlannedMove): void {
    const isBundle = kind === 'bundle';
    for (const path of [from, to]) add(this.#gained, folderOf(path), 0);
    const count = isBundle ? (this.#before.get(from) ?? 0) : 1;
    add(this.#gained, isBundle ? from : folderOf(from), -count);
    add(this.#gained, isBundle ? to : folderOf(to), count);
  }

  /** Of the folders that the moves touch, by path. */
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
