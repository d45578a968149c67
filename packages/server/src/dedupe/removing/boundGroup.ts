import type {
  DuplicateOutcome,
  DuplicateRow,
} from '../../storage/duplicates/duplicateRepository.ts';
import { belongsTo } from '../finding/belonging.ts';
import { Supersets } from '../finding/supersets.ts';
import { type ExecutionDeps, GroupExecution, outcomeOf } from './group.ts';

/** The set of a file without companions. */
const NONE = '[]';

/**
 * Moves the unneeded files of a group to the trash. A file with companions goes only if another one
 * with the same companions stays, and a companion goes only after its leader.
 *
 * @param files all files of the group, in the order of preference for being kept
 * @returns the outcomes of all files that were undecided
 */
export async function executeGroup(
  files: readonly DuplicateRow[],
  deps: ExecutionDeps,
  signal: AbortSignal,
): Promise<DuplicateOutcome[]> {
  const staying: DuplicateRow[] = [];
  const open: DuplicateRow[] = [];
  const outcomes = new Map<number, DuplicateOutcome>();
  for (const file of files) {
    const reason = file.status === 'found' ? sparedReasonOf(file, deps) : null;
    if (reason !== null) {
      const spared = { ...file, spared_reason: reason };
      staying.push(spared);
      outcomes.set(file.id, outcomeOf(spared, 'kept'));
    } else if (file.status === 'kept') staying.push(file);
    else open.push(file);
  }
  const membersOf = Map.groupBy(open, ({ companions }) => companions ?? NONE);
  const sets = new Supersets();
  for (const { companions } of files) sets.add(companions ?? NONE);
  const stayingOf = Map.groupBy(staying, ({ companions }) => companions ?? NONE);
  // Largest sets first, since their files can replace the others; last those without companions.
  const ordered = [...membersOf].sort(([a], [b]) => sets.sizeOf(b) - sets.sizeOf(a));
  for (const [set, members] of ordered) {
    const among = set === NONE ? [...stayingOf.keys()] : sets.of(set);
    const like = among.flatMap((each) => stayingOf.get(each) ?? []);
    const execution = new GroupExecution(members, deps, signal, like);
    for (const outcome of await execution.carryOut()) outcomes.set(outcome.id, outcome);
    if (execution.kept) stayingOf.set(set, [...(stayingOf.get(set) ?? []), execution.kept]);
  }
  return [...outcomes.values()];
}

/** Why a file stays whatever else of its group is kept, according to the disk now. */
function sparedReasonOf(
  { spared_reason: reason, leaders }: DuplicateRow,
  { library }: ExecutionDeps,
): string | null {
  if (reason !== null || leaders === null) return reason;
  // Only lists of paths are ever stored there.
  const listed = JSON.parse(leaders) as readonly string[];
  const there = listed.find((path) => library.versionAt(path) !== undefined);
  return there === undefined ? null : belongsTo(there);
}
