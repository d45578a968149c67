/** Finds existing areas, categories and IDs among folders. */

import { prefixOf } from '../../../files/path.ts';
import { areaOf, categoryOf, numberOf } from './numbers.ts';

/** An existing area, category or ID. */
export type Existing = {
  readonly number: string;
  readonly title: string;
  /** Relative to the destination. */
  readonly folder: string;
};

/** The existing parts of a Johnny Decimal tree. */
export type Tree = {
  readonly areas: readonly Existing[];
  readonly categories: readonly Existing[];
  readonly ids: readonly Existing[];
};

/**
 * Finds the tree among folders. A category may be in its area or, if it contains IDs, outside of one;
 * an ID is in its category.
 */
export function readTree(destination: string, folders: readonly string[]): Tree {
  const areas: Existing[] = [];
  const categories: Existing[] = [];
  const ids: Existing[] = [];
  const loose: Existing[] = [];
  for (const path of folders) {
    if (!path.startsWith(prefixOf(destination))) continue;
    const folder = path.slice(prefixOf(destination).length);
    const names = folder.split('/');
    const [last, above] = [names.at(-1), names.at(-2)].map((name) => numberOf(name ?? ''));
    if (!last || names.length > 3) continue;
    const existing = { number: last.number, title: last.title, folder };
    if (last.kind === 'area' && names.length === 1) areas.push(existing);
    if (last.kind === 'category' && names.length === 1) loose.push(existing);
    if (last.kind === 'category' && names.length === 2 && above?.number === areaOf(last.number)) {
      categories.push(existing);
    }
    if (last.kind === 'id' && above?.kind === 'category') {
      if (above.number === categoryOf(last.number)) ids.push(existing);
    }
  }
  const hasIds = ({ folder }: Existing) => ids.some((id) => id.folder.startsWith(`${folder}/`));
  return { areas, categories: [...categories, ...loose.filter(hasIds)], ids };
}
