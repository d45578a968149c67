import type { NewChange } from '../../storage/jobs/planRepository.ts';
import { lyingAt } from '../moving/onDisk.ts';
import type { PlannedMove } from './plan.ts';

/**
 * The change that moves a folder with all its content, for bundles and folders of saved pages.
 *
 * @param root disk path of the library
 * @returns undefined if the folder no longer exists
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
