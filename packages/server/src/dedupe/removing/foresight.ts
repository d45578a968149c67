import type { DuplicateRow } from '../../storage/duplicates/duplicateRepository.ts';
import type { Keep } from '../options.ts';
import { CompanionSets } from './companionSets.ts';
import { inOrderOf } from './keep.ts';

type Member = Pick<DuplicateRow, 'id' | 'path' | 'modified_ms' | 'companions' | 'spared_reason'>;

/**
 * Which files of a group an execution would keep, by the same order as the execution itself. It is assumed
 * that nothing changes until then, and that what a file belongs to goes.
 *
 * @returns the ids of their rows
 */
export function keptBy(files: readonly Member[], keep: Keep): ReadonlySet<number> {
  const ordered = files.toSorted(inOrderOf(keep));
  const staying = ordered.filter(({ spared_reason: reason }) => reason !== null);
  const open = ordered.filter(({ spared_reason: reason }) => reason === null);
  const kept = new Set(staying.map(({ id }) => id));
  const sets = new CompanionSets(ordered, staying);
  for (const [set, [preferred]] of sets.inOrder(open)) {
    if (!preferred || sets.stayingLike(set).length > 0) continue;
    sets.stay(preferred);
    kept.add(preferred.id);
  }
  return kept;
}
