import { foldName } from '../../../files/path.ts';
import { tellingWords, wordsOf } from '../words/words.ts';
import { catalogue } from './catalogue.ts';
import type { CatalogueArea, CatalogueCategory } from './catalogueArea.ts';
import { areaOf } from './numbers.ts';
import { type Candidate, OF_FOLDERS, OWN_WORDS, VAGUE } from './scores.ts';
import type { Existing, Tree } from './tree.ts';

/** A category to which a file can go: one that is there, or one that would be made. */
export type Category = {
  readonly title: string;
  readonly ofYear: string | undefined;
  /** The words that it and its area say already. */
  readonly known: ReadonlySet<string>;
  readonly existing: Existing | undefined;
  /** What of the catalogue it is, and in which area, unless people have made it up. */
  readonly standard:
    | { readonly area: CatalogueArea; readonly category: CatalogueCategory }
    | undefined;
};

/** Where files go for which nothing speaks. */
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

/** The categories that are there, first, and those of the catalogue that none of them stands for. */
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

/** @param without phrases that count already */
const phrases = (texts: Iterable<string>, weight: number, without: readonly string[] = []) =>
  [...texts]
    .filter((text) => !without.includes(text))
    .map((text) => ({ words: text.split(' '), weight }));

/** The area that people have for one of the catalogue, whatever they call it. */
export function existingAreaFor(area: CatalogueArea, { areas }: Tree): Existing | undefined {
  const words = new Set([area.title, ...area.words].flatMap(wordsOf));
  return (
    areas.find(({ title }) => foldName(title) === foldName(area.title)) ??
    areas.find(({ title }) => tellingWords(title).some((word) => words.has(word)))
  );
}
