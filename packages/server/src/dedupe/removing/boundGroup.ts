import type {
  DuplicateOutcome,
  DuplicateRow,
} from '../../storage/duplicates/duplicateRepository.ts';
import { belongsTo } from '../finding/belonging.ts';
import { CompanionSets } from './companionSets.ts';
import { type GroupDeps, GroupExecution, outcomeOf } from './group.ts';

const CHOSEN = 'You have chosen to keep this file';

/**
 * Moves the unneeded files of a group to the trash. A file with companions goes only if another one
 * with the same companions stays, and a companion goes only after its leader.
 *
 * @param files all files of the group, in the order of preference for being kept
 * @param chosen ids of files that stay instead of the preferred one
 * @returns the outcomes of all files that were undecided
 */
export async function executeGroup(
  files: readonly DuplicateRow[],
  chosen: ReadonlySet<string>,
  deps: GroupDeps,
  signal: AbortSignal,
): Promise<DuplicateOutcome[]> {
  const staying: DuplicateRow[] = [];
  const open: DuplicateRow[] = [];
  const outcomes = new Map<number, DuplicateOutcome>();
  for (const file of files) {
    const isOpen = file.status === 'found';
    const wish = chosen.has(file.file_id) ? CHOSEN : null;
    const reason = isOpen ? (sparedReasonOf(file, deps) ?? wish) : null;
    if (reason !== null) {
      const spared = { ...file, spared_reason: reason };
      staying.push(spared);
      outcomes.set(file.id, outcomeOf(spared, 'kept'));
    } else if (file.status === 'kept') staying.push(file);
    else open.push(file);
  }
  const sets = new CompanionSets(files, staying);
  for (const [set, members] of sets.inOrder(open)) {
    const execution = new GroupExecution(members, deps, signal, sets.stayingLike(set));
    for (const outcome of await execution.carryOut()) outcomes.set(outcome.id, outcome);
    if (execution.kept) sets.stay(execution.kept);
  }
  return [...outcomes.values()];
}

/** Why a file stays whatever else of its group is kept, according to the disk now. */
function sparedReasonOf(
  { spared_reason: reason, leaders }: DuplicateRow,
  { library }: GroupDeps,
): string | null {
  if (reason !== null || leaders === null) return reason;
  // Only lists of paths are ever stored there.
  const listed = JSON.parse(leaders) as readonly string[];
  const there = listed.find((path) => library.versionAt(path) !== undefined);
  return there === undefined ? null : belongsTo(there);
}
