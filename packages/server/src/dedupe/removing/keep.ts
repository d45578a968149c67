import type { DuplicateRow } from '../../storage/duplicates/duplicateRepository.ts';
import type { Keep } from '../options.ts';

type Compared = Pick<DuplicateRow, 'path' | 'modified_ms'>;

const byPath = (a: Compared, b: Compared): number => (a.path < b.path ? -1 : 1);

/** Puts the file to be kept first. Ties are broken by path, so that the order is deterministic. */
export function inOrderOf(keep: Keep): (a: Compared, b: Compared) => number {
  switch (keep) {
    case 'newest':
      return (a, b) => b.modified_ms - a.modified_ms || byPath(a, b);
    case 'oldest':
      return (a, b) => a.modified_ms - b.modified_ms || byPath(a, b);
    case 'shortest_path':
      return (a, b) => [...a.path].length - [...b.path].length || byPath(a, b);
  }
}
