import type { DuplicateOutcome, DuplicateRow, DuplicateRows } from '../db/duplicates.ts';
import type { FileRows } from '../db/files.ts';
import type { JobRow } from '../db/jobs.ts';
import type { TrashRows } from '../db/trash.ts';
import type { Progress, Run } from '../jobs/jobKind.ts';
import type { Library } from '../library/library.ts';
import { GroupExecution } from './group.ts';
import { identified } from './identify.ts';
import { inOrderOf } from './keep.ts';
import { optionsOf } from './options.ts';
import type { Readers } from './readers.ts';

/** How many groups are announced in the journal at once, and written down together. */
const GROUPS_AT_ONCE = 50;

export type ExecutionParts = {
  readonly library: Library;
  readonly files: FileRows;
  readonly trash: TrashRows;
  readonly duplicates: DuplicateRows;
  readonly readers: Readers;
};

/**
 * Moves all files of each group but one to the trash. The journal is written before and after, so
 * that a next call, after the server died, knows which files may have been moved.
 */
export async function execute(job: JobRow, parts: ExecutionParts, run: Run): Promise<Progress> {
  const { library, duplicates } = parts;
  const { keep } = optionsOf(job);
  if (!keep) throw new TypeError(`Job ${job.job_id} does not say which files to keep`);
  await recover(job.job_id, parts);
  let progress = await progressOf(job.job_id, duplicates);
  await run.report(progress);
  for (let after = 0; ; ) {
    run.signal.throwIfAborted();
    library.assertAvailable();
    const groups = await duplicates.groups(job.job_id, after, GROUPS_AT_ONCE);
    const last = groups.at(-1);
    if (!last) return progress;
    after = last.id;
    const files = await identified(groups, parts);
    const open = [...files.values()].filter((group) => group.some(isOpen));
    const announced = open.flat().filter(isOpen);
    await duplicates.record(announced.map((file) => outcomeOf(file, 'removing')));
    const outcomes: DuplicateOutcome[] = [];
    for (const group of open) {
      const ordered = group.toSorted(inOrderOf(keep));
      outcomes.push(...(await new GroupExecution(ordered, parts, run.signal).carryOut()));
    }
    await duplicates.record(outcomes);
    progress = await progressOf(job.job_id, duplicates);
    await run.report(progress);
  }
}

const isOpen = ({ status }: DuplicateRow): boolean => status === 'found';

/** How a file stands that nothing has gone wrong with. */
export const outcomeOf = (
  { id }: DuplicateRow,
  status: DuplicateRow['status'],
): DuplicateOutcome => ({ id, status, error_code: null, error_message: null });

/**
 * Finds out, after the server died, which of the announced files have come to the trash. The
 * library has already brought trash and index to agree then.
 */
async function recover(jobId: string, { trash, duplicates }: ExecutionParts): Promise<void> {
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

async function progressOf(jobId: string, duplicates: DuplicateRows): Promise<Progress> {
  const counts = await duplicates.tally(jobId);
  const count = (status: DuplicateRow['status']) => counts.get(status) ?? 0;
  const errors = count('failed');
  return {
    processed: count('kept') + count('removed') + errors,
    total: [...counts.values()].reduce((sum, each) => sum + each, 0),
    errors,
  };
}
