/**
 * Waits for a job, with a bar, and cancels it on Ctrl+C.
 *
 * @module
 */
import type { FileOrganizerClient, Job } from '@file-organizer/client';
import type { Context } from './context.ts';

/** A job that was cancelled, by this or another client. */
export class Cancelled extends Error {
  override readonly name = 'Cancelled';
  readonly job: Job;

  constructor(job: Job) {
    super('The job was cancelled');
    this.job = job;
  }
}

/**
 * @param word what the job does, such as `Moving`
 * @param wait waits for it, and calls back for each of its states
 * @throws Cancelled after Ctrl+C; the job has stopped between two files then
 */
export async function follow(
  { interrupt, output }: Context,
  client: FileOrganizerClient,
  word: string,
  wait: (onProgress: (job: Job) => void) => PromiseLike<Job>,
): Promise<Job> {
  let current: Job | undefined;
  let isStopping = false;
  const cancel = () => {
    if (current) void client.organize.cancel(current.jobId).catch(() => {});
  };
  const stop = () => {
    isStopping = true;
    if (word === UNDOING)
      output.warn('An undo cannot be stopped halfway; it continues to its end.');
    else {
      output.warn('Stopping between two files. Press Ctrl+C again to end at once.');
      cancel();
    }
  };
  output.progress(word, 0, 0);
  const job = await interrupt.during(stop, () =>
    wait((state) => {
      const isFirst = current === undefined;
      current = state;
      if (isFirst && isStopping && word !== UNDOING) cancel();
      if (!isStopping) output.progress(word, state.processedCount, state.totalCount);
    }),
  );
  output.clearProgress();
  if (job.status === 'cancelled') throw new Cancelled(job);
  return job;
}

/** The word of a rollback, which cannot be cancelled. */
export const UNDOING = 'Undoing';
