/** The categories that files can go to: existing folders, and those of the catalogue. */

import { foldName } from '../../../files/path.ts';
import { tellingWords, wordsOf } from '../words/words.ts';
import { catalogue } from './catalogue.ts';
import type { CatalogueArea, CatalogueCategory } from './catalogueArea.ts';
import { areaOf } from './numbers.ts';
import { type Candidate, OF_FOLDERS, OWN_WORDS, VAGUE } from './scores.ts';
import type { Existing, Tree } from './tree.ts';

/** A category that a file can go to: an existing one, or one that would be made. */
export type Category = {
  readonly title: string;
  readonly ofYear: string | undefined;
  /** Words that its title and its area's title say already. */
  readonly known: ReadonlySet<string>;
  readonly existing: Existing | undefined;
  /**
   * The matching entry of the catalogue, and its area; undefined for a category that people invented.
   */
  readonly standard:
    | { readonly area: CatalogueArea; readonly category: CatalogueCategory }
    | undefined;
};

/** The category of files that nothing speaks for. */
export const UNSORTED = 'Unsorted';

const phrasesOf = (words: readonly string[]): ReadonlySet<string> =>
  new Set(
    words.map((each) => {
      const plain = wordsOf(each).join(' ');
      return `${each.startsWith('*') ? '*' : ''}${plain}${each.endsWith('*') ? '*' : ''}`;
    }),
  );

const standards = catalogue.flatMap((area) =>
  area.categories.map((category) => ({
    area,
    category,
    words: phrasesOf([category.title, ...category.words]),
    vague: phrasesOf(category.vague ?? []),
    folders: phrasesOf(category.folders ?? []),
  })),
);
type Standard = (typeof standards)[number];

/** The existing categories, followed by those of the catalogue that no existing one matches. */
export function candidatesIn(tree: Tree): Candidate<Category>[] {
  const claimed = new Map<Existing, Standard>();
  const isFree = (standard: Standard) => ![...claimed.values()].includes(standard);
  for (const existing of tree.categories) {
    const same = standards.find(
      ({ category }) => foldName(category.title) === foldName(existing.title),
    );
    if (same && isFree(same)) claimed.set(existing, same);
  }
  for (const existing of tree.categories) {
    if (claimed.has(existing)) continue;
    const words = tellingWords(existing.title);
    const likeness = ({ words: theirs }: Standard) =>
      words.filter((word) => theirs.has(word)).length;
    const [best] = standards
      .filter((standard) => isFree(standard) && likeness(standard) > 0)
      .sort((a, b) => likeness(b) - likeness(a));
    if (best) claimed.set(existing, best);
  }
  return [
    ...tree.categories.map((existing) => candidateOf(existing, claimed.get(existing), tree)),
    ...standards.filter(isFree).map((standard) => candidateOf(undefined, standard, tree)),
  ];
}

function candidateOf(
  existing: Existing | undefined,
  standard: Standard | undefined,
  tree: Tree,
): Candidate<Category> {
  const title = existing?.title ?? standard?.category.title ?? '';
  const isNamedAnew = existing && foldName(title) !== foldName(standard?.category.title ?? '');
  const own = isNamedAnew ? tellingWords(title) : [];
  const area = existing && tree.areas.find(({ number }) => number === areaOf(existing.number));
  const known = [
    ...tellingWords(`${title} ${area?.title ?? ''}`),
    ...(standard?.words ?? []),
    ...(standard?.vague ?? []),
    ...(standard ? [standard.area.title, ...standard.area.words] : []),
  ];
  return {
    category: {
      title,
      ofYear: standard?.category.ofYear,
      known: new Set(known.flatMap(wordsOf)),
      existing,
      standard: standard && { area: standard.area, category: standard.category },
    },
    signals: standard?.category,
    phrases: [
      ...phrases(own, OWN_WORDS),
      ...phrases(standard?.words ?? [], 1, own),
      ...phrases(standard?.vague ?? [], VAGUE, own),
      ...phrases(standard?.folders ?? [], OF_FOLDERS, own).map((each) => ({
        ...each,
        ofFolders: true,
      })),
    ],
  };
}

/** @param without phrases that are counted already */
const phrases = (texts: Iterable<string>, weight: number, without: readonly string[] = []) =>
  [...texts]
    .filter((text) => !without.includes(text))
    .map((text) => ({ words: text.split(' '), weight }));

/** The existing area that matches one of the catalogue, whatever its name. */
export function existingAreaFor(area: CatalogueArea, { areas }: Tree): Existing | undefined {
  const words = new Set([area.title, ...area.words].flatMap(wordsOf));
  return (
    areas.find(({ title }) => foldName(title) === foldName(area.title)) ??
    areas.find(({ title }) => tellingWords(title).some((word) => words.has(word)))
  );
}
