import type { NewChange } from '../../storage/jobs/planRepository.ts';
import { lyingAt } from '../moving/onDisk.ts';
import type { PlannedMove } from './plan.ts';

/** A move as it is stored; a folder with all its content has no file's id. */
export const changeOf = (
  { kind, from, to, placement }: PlannedMove,
  { file_id, version }: Pick<NewChange, 'file_id' | 'version'>,
): NewChange => ({
  file_id,
  action: kind === 'bundle' ? 'move_folder' : 'move',
  from_path: from,
  to_path: to,
  reason: placement.reason,
  confidence: placement.confidence,
  needs_review: placement.needsReview ? 1 : 0,
  version,
});

/**
 * The change that moves a folder on the disk with all its content, for bundles and folders of saved pages.
 *
 * @param root disk path of the library
 * @returns undefined if the folder no longer exists
 */
export function planFolderMove(
  root: string,
  move: Omit<PlannedMove, 'kind'>,
): NewChange | undefined {
  const lying = lyingAt(root, move.from);
  if (lying?.kind !== 'folder') return undefined;
  return changeOf({ ...move, kind: 'bundle' }, { file_id: '', version: lying.version });
}
