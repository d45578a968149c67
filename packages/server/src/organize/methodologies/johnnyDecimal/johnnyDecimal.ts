/**
 * The methodology Johnny Decimal: finds a category and an ID for each file, and numbers for new
 * folders.
 */

import { folderOf, foldName, isWithin, nameOf, prefixOf } from '../../../files/path.ts';
import type { ListedFile, Listing, MethodologyRules, Placement, Stay } from '../methodology.ts';
import { isTelling } from '../words/generalNames.ts';
import { Beside } from './beside.ts';
import { type Category, candidatesIn, existingAreaFor, UNSORTED } from './categories.ts';
import { areaOf, type GivenNumber, isFiled, numbersIn } from './numbers.ts';
import { Register } from './register.ts';
import { type Scored, Scores } from './scores.ts';
import { type Topic, topicOf } from './topic.ts';
import { readTree, type Tree } from './tree.ts';

/** Placements with a lower confidence need review. */
const SURE = 0.5;
/** Confidence of a file that nothing speaks for. */
const UNKNOWN = 0.2;
/** Confidence of a file that people have put into a category. */
const GIVEN_CATEGORY = 0.9;

export type JohnnyDecimalOptions = {
  /** All numbers ever assigned in the destination, existing or not. */
  readonly given: readonly GivenNumber[];
};

/** The category of a file, and why. */
type Judgement = {
  readonly category: Category;
  readonly why: string;
  /** 0 to 1. */
  readonly confidence: number;
  /** Whether only its being a picture speaks for the category. */
  readonly isPictureAlone: boolean;
};

/** A judgement with the topic, which decides the ID. */
type Filing = Judgement & { readonly topic: Topic };

/**
 * By areas, categories and IDs: `10-19 Finance/12 Tax/12.03 2025 return`. Files in an ID stay.
 * Existing numbers and titles are kept, and new numbers are ones never assigned before.
 */
export const organizeByJohnnyDecimal: MethodologyRules<JohnnyDecimalOptions> = (
  listing,
  { given },
) => {
  const tree = readTree(listing.destination, listing.folders);
  const filings = fileAll(listing, tree);
  const folders = foldersFor(new Set(filings.values()), listing, tree, given);
  return (item) => {
    const filing = item.kind === 'file' ? filings.get(item.path) : undefined;
    return filing && placementOf(item.name, filing, folders.get(keyOf(filing)));
  };
};

/** Finds the category and the topic of each file outside of IDs. */
function fileAll({ items, base, destination }: Listing, tree: Tree): Map<string, Filing> {
  const candidates = candidatesIn(tree);
  const scores = new Scores(candidates);
  const categories = candidates.map(({ category }) => category);
  const placeIn = ({ path }: ListedFile) => {
    const inCategory = categories.find(
      ({ existing }) => existing && isWithin(prefixOf(destination) + existing.folder, path),
    );
    const top = inCategory?.existing ? prefixOf(destination) + inCategory.existing.folder : base;
    return { inCategory, folders: path.slice(prefixOf(top).length).split('/').slice(0, -1) };
  };
  const beside = new Beside<Category>((folder) => folder !== base && isTelling(nameOf(folder)));
  // Equal judgements share one object: there may be a hundred thousand files.
  const judgements = new Shared<Judgement>();
  const alone = new Map<string, Judgement>();
  for (const item of items) {
    if (item.kind === 'bundle' || isFiled(item.path)) continue;
    const { inCategory, folders } = placeIn(item);
    const found = inCategory
      ? {
          category: inCategory,
          why: 'it is already there',
          confidence: GIVEN_CATEGORY,
          isPictureAlone: false,
        }
      : judge(scores.of(item, folders.toReversed()), categories);
    if (!found) continue;
    const judgement = judgements.of(keyOfJudgement(found), found);
    alone.set(item.path, judgement);
    beside.add(item.path, judgement);
  }
  const shared = new Shared<Filing>();
  const filings = new Map<string, Filing>();
  for (const item of items) {
    const itself = item.kind === 'file' ? alone.get(item.path) : undefined;
    if (item.kind === 'bundle' || !itself) continue;
    const judgement = { ...itself, ...beside.of(item.path, itself) };
    const topic = topicOf(item, placeIn(item).folders, judgement.category);
    const filing: Filing = { ...judgement, topic };
    const key = [keyOf(filing), topic.title, topic.below, keyOfJudgement(judgement)].join('\n');
    filings.set(item.path, shared.of(key, filing));
  }
  return filings;
}

/** Returns the first value with a key in place of all equal ones. */
class Shared<T> {
  readonly #known = new Map<string, T>();

  of(key: string, value: T): T {
    const known = this.#known.get(key);
    if (known !== undefined) return known;
    this.#known.set(key, value);
    return value;
  }
}

const keyOfJudgement = ({ category, why, confidence, isPictureAlone }: Judgement): string =>
  [category.existing?.folder ?? category.title, why, confidence, isPictureAlone].join('\n');

function judge(
  [best, second]: readonly Scored<Category>[],
  categories: readonly Category[],
): Judgement | undefined {
  if (!best) {
    const category = categories.find(({ standard }) => standard?.category.title === UNSORTED);
    return (
      category && {
        ...{ category, why: 'nothing indicates its topic' },
        ...{ confidence: UNKNOWN, isPictureAlone: true },
      }
    );
  }
  const lead = (best.score - (second?.score ?? 0)) / best.score;
  const certainty = (best.score / (best.score + 1.2)) * (0.7 + 0.3 * lead);
  const confidence = Math.min(0.95, Math.round(certainty * 100) / 100);
  const { category, isPictureAlone } = best;
  return { category, why: best.because.slice(0, 2).join(' and '), confidence, isPictureAlone };
}

/** Files of one category and title go to the same ID. */
const keyOf = ({ category, topic }: Filing): string =>
  `${category.existing?.folder ?? category.title}/${foldName(topic.title)}`;

/** The folder of each ID, relative to the destination, or why it gets no number. */
function foldersFor(
  filings: Iterable<Filing>,
  listing: Listing,
  tree: Tree,
  given: readonly GivenNumber[],
): Map<string, string | { readonly full: string }> {
  const present = [
    ...numbersIn(listing.destination, listing.folders, pathsOfFiles(listing)).map(
      ({ number }) => number,
    ),
    // Areas without a folder of their own.
    ...tree.categories.map(({ number }) => areaOf(number)),
  ];
  const register = new Register(present, given);
  const areas = new Map<string, Folder | { readonly full: string }>();
  const folders = new Map<string, string | { readonly full: string }>();
  const wanted = new Map<Category, Map<string, Filing>>();
  for (const filing of filings) {
    const topics = wanted.get(filing.category) ?? new Map<string, Filing>();
    if (!topics.has(keyOf(filing))) topics.set(keyOf(filing), filing);
    wanted.set(filing.category, topics);
  }
  const byNumber = ({ existing, standard }: Category) =>
    existing?.number ?? standard?.category.number ?? '';
  const ordered = [...wanted].sort(([a], [b]) => (byNumber(a) < byNumber(b) ? -1 : 1));
  for (const [category, topics] of ordered) {
    const folder = category.existing
      ? { number: category.existing.number, folder: category.existing.folder }
      : newCategory(category, tree, areas, register);
    const titles = [...topics].sort(([a], [b]) => (a < b ? -1 : 1));
    for (const [key, { topic }] of titles) {
      if ('full' in folder) {
        folders.set(key, folder);
        continue;
      }
      const there = tree.ids.find(
        (id) =>
          folderOf(`/${id.folder}`) === `/${folder.folder}` &&
          foldName(id.title) === foldName(topic.title),
      );
      const number = there ? there.number : register.id(folder.number);
      folders.set(
        key,
        there?.folder ??
          (number
            ? `${folder.folder}/${number} ${topic.title}`
            : { full: `All 100 IDs of ${folder.folder} have been assigned` }),
      );
    }
  }
  return folders;
}

function* pathsOfFiles({ items }: Listing): Generator<string> {
  for (const { kind, path } of items) if (kind === 'file') yield path;
}

type Folder = { readonly number: string; readonly folder: string };

function newCategory(
  { standard, title }: Category,
  tree: Tree,
  areas: Map<string, Folder | { readonly full: string }>,
  register: Register,
): Folder | { readonly full: string } {
  if (!standard) throw new TypeError(`The category ${title} is neither there nor in the catalogue`);
  const { area, category } = standard;
  const found = areas.get(area.number) ?? areaFor();
  areas.set(area.number, found);
  if ('full' in found) return found;
  const number = register.category(found.number, title, category.number);
  return number
    ? { number, folder: `${found.folder}/${number} ${title}` }
    : { full: `All 10 categories of ${found.folder} have been assigned` };

  function areaFor(): Folder | { readonly full: string } {
    const existing = existingAreaFor(area, tree);
    if (existing) return { number: existing.number, folder: existing.folder };
    const number = register.area(area.title, area.number);
    return number
      ? { number, folder: `${number} ${area.title}` }
      : { full: 'All 10 areas have been assigned' };
  }
}

function placementOf(
  name: string,
  { category, topic, why, confidence }: Filing,
  folder: string | { readonly full: string } | undefined,
): Placement | Stay | undefined {
  if (folder === undefined) return undefined;
  const reason = `${name} belongs to ${category.title}: ${why}`;
  if (typeof folder !== 'string') return { folder: undefined, reason: `${folder.full}; ${reason}` };
  return {
    folder: topic.below ? `${folder}/${topic.below}` : folder,
    reason,
    confidence,
    needsReview: confidence < SURE,
  };
}
