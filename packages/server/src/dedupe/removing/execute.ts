import type { Progress, Run } from '../../jobs/jobKind.ts';
import type {
  DuplicateGroupRow,
  DuplicateOutcome,
  DuplicateRepository,
  DuplicateRow,
} from '../../storage/duplicates/duplicateRepository.ts';
import type { JobRow } from '../../storage/jobs/jobRepository.ts';
import { withFileIds } from '../fileIds.ts';
import { optionsOf } from '../options.ts';
import { executeGroup } from './boundGroup.ts';
import { type ExecutionDeps, outcomeOf } from './group.ts';
import { inOrderOf } from './keep.ts';

/** How many groups are announced in the journal, and completed, together. */
const GROUPS_AT_ONCE = 50;
/** Number of passes: files, then companions of their folder, then companions of single files. */
const TURNS = 3;

/**
 * Moves all files but one of each group to the trash. The journal is written before and after, so
 * that after a crash the next call knows which files may have been moved.
 */
export async function execute(job: JobRow, deps: ExecutionDeps, run: Run): Promise<Progress> {
  const { library, duplicates } = deps;
  const { keep, spare = [], keep_files: keepFiles = [] } = optionsOf(job);
  if (!keep) throw new TypeError(`Job ${job.job_id} does not say which files to keep`);
  const spared = new Set(spare);
  const chosen = new Set(keepFiles);
  await recover(job.job_id, deps);
  let progress = await progressOf(job.job_id, duplicates);
  await run.report(progress);
  for await (const groups of inTurns(job.job_id, duplicates)) {
    run.signal.throwIfAborted();
    library.assertAvailable();
    const files = await withFileIds(groups, deps);
    const outcomes: DuplicateOutcome[] = [];
    const open: DuplicateRow[][] = [];
    for (const { id, sha256 } of groups) {
      const group = files.get(id) ?? [];
      if (spared.has(sha256)) outcomes.push(...group.filter(isOpen).map(sparedByRequest));
      else if (group.some(isOpen)) open.push(group);
    }
    const announced = open.flat().filter(isOpen);
    await duplicates.record(announced.map((file) => outcomeOf(file, 'removing')));
    for (const group of open) {
      const ordered = group.toSorted(inOrderOf(keep));
      outcomes.push(...(await executeGroup(ordered, chosen, deps, run.signal)));
    }
    await duplicates.record(outcomes);
    progress = await progressOf(job.job_id, duplicates);
    await run.report(progress);
  }
  run.signal.throwIfAborted();
  return progress;
}

/** The groups of a job in batches, leaders before companions. */
export async function* inTurns(
  jobId: string,
  duplicates: DuplicateRepository,
): AsyncGenerator<DuplicateGroupRow[]> {
  for (let turn = 0; turn < TURNS; turn++) {
    for (let after = 0; ; ) {
      const groups =
        turn === 0
          ? await duplicates.groups(jobId, after, GROUPS_AT_ONCE)
          : await duplicates.groupsInTurn(jobId, turn, after, GROUPS_AT_ONCE);
      const last = groups.at(-1);
      if (!last) break;
      after = last.id;
      yield groups.filter((group) => group.turn === turn);
    }
  }
}

export const isOpen = ({ status }: DuplicateRow): boolean => status === 'found';

export const sparedByRequest = (file: DuplicateRow): DuplicateOutcome => ({
  ...outcomeOf(file, 'kept'),
  spared_reason: 'Its group is listed in `spare`',
});

/**
 * Finds out after a crash which of the announced files are in the trash. By then the library has made
 * trash and index agree.
 */
async function recover(jobId: string, { trash, duplicates }: ExecutionDeps): Promise<void> {
  for (;;) {
    const batch = await duplicates.inState(jobId, 'removing', 500);
    if (batch.length === 0) return;
    const outcomes: DuplicateOutcome[] = [];
    for (const file of batch) {
      const isInTrash = (await trash.find(file.file_id)) !== undefined;
      outcomes.push(outcomeOf(file, isInTrash ? 'removed' : 'found'));
    }
    await duplicates.record(outcomes);
  }
}

export async function progressOf(
  jobId: string,
  duplicates: DuplicateRepository,
): Promise<Progress> {
  const counts = await duplicates.tally(jobId);
  const count = (status: DuplicateRow['status']) => counts.get(status) ?? 0;
  const errors = count('failed');
  return {
    processed: count('kept') + count('removed') + errors,
    total: [...counts.values()].reduce((sum, each) => sum + each, 0),
    errors,
  };
}
