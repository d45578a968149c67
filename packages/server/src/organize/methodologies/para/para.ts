/** The methodology PARA (projects, areas, resources, archives). */

import { foldName, isWithin, nameOf, prefixOf } from '../../../files/path.ts';
import type {
  ListedBundle,
  ListedFile,
  Listing,
  MethodologyRules,
  Placement,
} from '../methodology.ts';
import { isTelling } from '../words/generalNames.ts';
import { wordsOf } from '../words/words.ts';
import { categoryNamed, type Decision, ParaFolders, titles } from './folders.ts';
import { Judge, type Judgement } from './judge.ts';
import { Neighbours } from './neighbours.ts';
import { type OwnLists, OwnNames } from './ownNames.ts';
import { bundleByAge, overProject } from './projectOrArchive.ts';
import { type Work, Works } from './works.ts';

/** Placements with a lower confidence need review. */
export const SURE = 0.5;
/** Confidence of an item in a folder named after one of the four. */
const NAMED_FOLDER = 0.9;
/** Confidence of an item with a name from the user's own lists. */
const OWN_NAME = 0.95;

/**
 * By projects, areas, resources and archives. Items in one of these folders stay. Else a folder named
 * after one of them decides, else the user's own lists, else the table of signals.
 */
export const organizeByPara: MethodologyRules<OwnLists> = (listing, options) => {
  const folders = new ParaFolders(listing);
  const own = new OwnNames(options);
  const judge = new Judge(listing.now);
  const works = new Works(listing.now, (folder) => isPlain(folder) || judge.isStanding(folder));
  for (const item of listing.items) {
    const above = foldersAbove(item.path, listing);
    works.add(folders.holds(item.path) ? above.slice(1) : above, item);
  }
  const neighbours = new Neighbours(
    listing.now,
    (folder) => folder === listing.base || isPlain(nameOf(folder)),
  );
  for (const item of listing.items) {
    if (item.kind === 'bundle' || folders.holds(item.path)) continue;
    const above = foldersAbove(item.path, listing);
    neighbours.add(item, judge.of(item, above, works.of(above)));
  }

  const decide = (item: ListedFile | ListedBundle): Decision => {
    const above = foldersAbove(item.path, listing);
    const said = named(above, works.of(above)) ?? owned(item, above, own);
    if (said) return said;
    if (item.kind === 'bundle') return bundleByAge(item, listing.now);
    return bySignals(item, above, neighbours.of(item.path), listing.now);
  };

  /** Where bundles are, or will be: nothing else may move into them. */
  const bundles = new Set<string>();
  for (const item of listing.items) {
    if (item.kind !== 'bundle') continue;
    const place = folders.holds(item.path)
      ? item.path.slice(prefixOf(listing.destination).length)
      : [folderFor(decide(item)), item.name].join('/');
    bundles.add(foldName(place));
  }

  function folderFor({ category, below }: Decision): string {
    const [named, ...rest] = below;
    const topic = named === undefined ? undefined : folders.named(category, named);
    const parts = [folders.of(category), topic ?? [], rest].flat();
    const isBundle =
      topic !== undefined &&
      bundles.has(foldName(parts.slice(0, -rest.length || undefined).join('/')));
    return (isBundle ? [folders.of(category), `${topic} files`, ...rest] : parts).join('/');
  }

  return (item) => {
    if (folders.holds(item.path)) return undefined;
    const decision = decide(item);
    const { category, why, confidence } = decision;
    return {
      folder: folderFor(decision),
      reason: `${item.name} belongs to ${titles[category]}: ${why}`,
      confidence,
      needsReview: confidence < SURE,
    } satisfies Placement;
  };
};

/** The names of the folders between the organized folder and the item, the topmost first. */
function foldersAbove(path: string, { base, destination }: Listing): string[] {
  const top = isWithin(base, destination) && isWithin(destination, path) ? destination : base;
  return path.slice(prefixOf(top).length).split('/').slice(0, -1);
}

/** The decision of the topmost folder that is named after one of the four. */
function named(above: readonly string[], work: Work | undefined): Decision | undefined {
  for (const [at, folder] of above.entries()) {
    const category = categoryNamed(folder);
    if (!category) continue;
    const inside = above.slice(at + 1);
    const saysWhat = inside[0] !== undefined && !isYear(inside[0]);
    const over = category === 'projects' ? overProject(inside, work) : undefined;
    if (over) return over;
    return {
      category,
      below: saysWhat ? inside : [...telling(above.slice(0, at)), ...inside],
      why: `it is in the folder "${folder}"`,
      confidence: NAMED_FOLDER,
    };
  }
  return undefined;
}

/** The decision of the user's own lists: by the item's name, else by the nearest folder on a list. */
function owned(
  item: ListedFile | ListedBundle,
  above: readonly string[],
  own: OwnNames,
): Decision | undefined {
  const names = [...above, item.name];
  for (let at = names.length - 1; at >= 0; at--) {
    const name = names[at] ?? '';
    const found = own.in(name);
    if (!found) continue;
    const isItem = at === above.length;
    const isItself = item.kind === 'bundle' && isItem;
    return {
      category: found.category,
      below: isItself ? [] : [found.name, ...above.slice(at + 1)],
      why: `"${found.name}" from your ${found.category} is in ${isItem ? 'its name' : `the folder "${name}"`}`,
      confidence: OWN_NAME,
    };
  }
  return undefined;
}

function bySignals(
  file: ListedFile,
  above: readonly string[],
  { category, confidence, because, topic }: Judgement,
  now: number,
): Decision {
  const folders = telling(above);
  const year = String(new Date(Math.min(file.modifiedMs, now)).getUTCFullYear());
  const plain = {
    projects: [],
    areas: topic ?? kinds[file.type],
    resources: topic ?? kinds[file.type],
    archives: year,
  };
  const saysWhat = folders[0] !== undefined && (category === 'archives' || !isYear(folders[0]));
  return {
    category,
    below: saysWhat ? folders : [plain[category] ?? [], folders].flat(),
    why: because.length > 0 ? because.join(', ') : 'nothing indicates its purpose',
    confidence,
  };
}

/** Folders in Resources for files without a topic, by kind. */
const kinds: Readonly<Record<ListedFile['type'], string>> = {
  document: 'Documents',
  image: 'Pictures',
  audio: 'Audio',
  video: 'Videos',
  archive: 'Packed files',
  code: 'Code',
  other: 'Other',
};

/** The folders from the first telling one on. */
function telling(above: readonly string[]): string[] {
  // `Backup phone` says where files came from, and people know them by that; `Pictures` says nothing.
  const at = above.findIndex((folder) => !isPlain(folder) || wordsOf(folder).length > 1);
  return at === -1 ? [] : above.slice(at);
}

/** Whether no word of a folder's name says what its files are about. A year does say something. */
const isPlain = (folder: string): boolean => !isTelling(folder) && !/^[\d\W]+$/.test(folder);

const isYear = (folder: string): boolean => /^(19|20)\d\d$/.test(folder);
