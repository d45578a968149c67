import type { CatalogueArea } from './catalogueArea.ts';
import { folderNames } from './folderNames.ts';
import { homeCatalogue } from './homeCatalogue.ts';
import { mediaCatalogue } from './mediaCatalogue.ts';
import { workCatalogue } from './workCatalogue.ts';

/** The areas and categories of home and office, used where people have none of their own. */
export const catalogue: readonly CatalogueArea[] = [
  ...homeCatalogue,
  ...workCatalogue,
  ...mediaCatalogue,
].map((area) => ({
  ...area,
  categories: area.categories.map((category) => ({
    ...category,
    folders: folderNames[category.number] ?? [],
  })),
}));
