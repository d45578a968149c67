import { prefixOf } from '../../../files/path.ts';
import { areaOf, categoryOf, numberOf } from './numbers.ts';

/** An area, a category or an ID that people have, or that was made before. */
export type Existing = {
  readonly number: string;
  readonly title: string;
  /** From the destination. */
  readonly folder: string;
};

/** What of a Johnny Decimal tree there is already. */
export type Tree = {
  readonly areas: readonly Existing[];
  readonly categories: readonly Existing[];
  readonly ids: readonly Existing[];
};

/**
 * Reads the tree from its folders. A category may lie in its area or, where it has IDs, without
 * one; an ID lies in its category.
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
