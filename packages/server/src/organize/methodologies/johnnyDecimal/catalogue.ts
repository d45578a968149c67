import { senders } from '../words/senders.ts';
import type { CatalogueArea } from './catalogueArea.ts';
import { everydayWords } from './everydayWords.ts';
import { folderNames } from './folderNames.ts';
import { homeCatalogue } from './homeCatalogue.ts';
import { mediaCatalogue } from './mediaCatalogue.ts';
import { workCatalogue } from './workCatalogue.ts';

/** The categories of documents from well-known senders, by number. */
const ofSenders: Readonly<Record<string, readonly string[]>> = {
  '11': senders.banks,
  '12': senders.taxOffices,
  '13': senders.shops,
  '14': senders.insurers,
  '22': senders.utilities,
  '34': senders.benefits,
  '61': senders.travel,
};

/** The areas and categories of home and office, used unless people have their own. */
export const catalogue: readonly CatalogueArea[] = [
  ...homeCatalogue,
  ...workCatalogue,
  ...mediaCatalogue,
].map((area) => ({
  ...area,
  categories: area.categories.map((category) => ({
    ...category,
    words: [...new Set([...category.words, ...(everydayWords[category.number] ?? [])])],
    vague: [...(category.vague ?? []), ...(ofSenders[category.number] ?? [])],
    folders: folderNames[category.number] ?? [],
  })),
}));
