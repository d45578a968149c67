import { deleted, type Fault, faultOf, vanished } from '../../jobs/fault.ts';
import type { Progress, Run } from '../../jobs/jobKind.ts';
import { ProblemError } from '../../problemError.ts';
import type {
  DuplicateOutcome,
  DuplicateRow,
} from '../../storage/duplicates/duplicateRepository.ts';
import { type ExecutionDeps, outcomeOf } from './group.ts';

/** How many files are announced in the journal together. */
export const BATCH = 200;

/**
 * Restores the files that a job has moved to the trash. If the name is taken by now, or the file is
 * no longer in the trash, it stays as it is and gets an error with the reason.
 */
export async function rollBack(
  jobId: string,
  deps: ExecutionDeps,
  { report, signal }: Run,
): Promise<Progress> {
  const { library, duplicates } = deps;
  await recover(jobId, deps);
  const total = (await duplicates.tally(jobId)).get('removed') ?? 0;
  let progress: Progress = { processed: 0, total, errors: 0 };
  for (let after = 0; ; ) {
    signal.throwIfAborted();
    library.assertAvailable();
    const batch = await duplicates.inState(jobId, 'removed', BATCH, after);
    const last = batch.at(-1);
    if (!last) return progress;
    after = last.id;
    await duplicates.record(batch.map((file) => outcomeOf(file, 'restoring')));
    const outcomes: DuplicateOutcome[] = [];
    for (const file of batch) {
      outcomes.push(signal.aborted ? outcomeOf(file, 'removed') : await putBack(file, deps));
    }
    await duplicates.record(outcomes);
    progress = {
      processed: progress.processed + outcomes.length,
      total,
      errors: progress.errors + outcomes.filter((each) => each.error_code).length,
    };
    await report(progress);
  }
}

/** Finds out after a crash which of the announced files were restored. */
async function recover(jobId: string, { trash, duplicates }: ExecutionDeps): Promise<void> {
  for (;;) {
    const batch = await duplicates.inState(jobId, 'restoring', BATCH);
    if (batch.length === 0) return;
    const outcomes: DuplicateOutcome[] = [];
    for (const file of batch) {
      const isInTrash = (await trash.find(file.file_id)) !== undefined;
      outcomes.push(outcomeOf(file, isInTrash ? 'removed' : 'restored'));
    }
    await duplicates.record(outcomes);
  }
}

async function putBack(
  file: DuplicateRow,
  { library, files }: ExecutionDeps,
): Promise<DuplicateOutcome> {
  try {
    await library.restore(file.file_id, 'fail');
    return outcomeOf(file, 'restored');
  } catch (error) {
    const row = await files.find(file.file_id);
    // Somebody has restored it already.
    if (row?.present === 1) return outcomeOf(file, 'restored');
    const { code, message } = faultOfRestore(error, row !== undefined);
    return { ...outcomeOf(file, 'removed'), error_code: code, error_message: message };
  }
}

/** @param isMissed whether it left the trash and then disappeared from the library */
export function faultOfRestore(error: unknown, isMissed: boolean): Fault {
  if (!(error instanceof ProblemError)) return faultOf(error);
  if (error.code === 'not_in_trash') return isMissed ? vanished : deleted;
  return { code: 'name_taken', message: error.message };
}
