import type { NewChange } from '../../storage/jobs/planRepository.ts';
import { lyingAt } from '../moving/onDisk.ts';
import type { PlannedMove } from './plan.ts';

/**
 * The change by which a folder moves as one, with all that is in it: what a scan puts in the plan
 * for a bundle that its methodology places elsewhere.
 *
 * @param root the library's place on the disk
 * @returns undefined where the folder is gone by now
 */
export function planFolderMove(
  root: string,
  { from, to, placement }: Omit<PlannedMove, 'kind'>,
): NewChange | undefined {
  const lying = lyingAt(root, from);
  if (lying?.kind !== 'folder') return undefined;
  return {
    file_id: '',
    action: 'move_folder',
    from_path: from,
    to_path: to,
    reason: placement.reason,
    confidence: placement.confidence,
    needs_review: placement.needsReview ? 1 : 0,
    version: lying.version,
  };
}
