/**
 * Waits for a job, with a bar, and cancels it on Ctrl+C.
 *
 * @module
 */
import type { FileOrganizerClient, Job } from '@file-organizer/client';
import { note, progress } from './output.ts';

/** A job that ended because the user asked for it. */
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
 * @param wait waits for it, and tells each of its states
 * @throws Cancelled after Ctrl+C; the job has stopped between two files then
 */
export async function follow(
  client: FileOrganizerClient,
  word: string,
  wait: (onProgress: (job: Job) => void) => PromiseLike<Job>,
): Promise<Job> {
  const begun = Date.now();
  let current: Job | undefined;
  let cancelling = false;
  const onSignal = () => {
    if (cancelling) process.exit(130);
    cancelling = true;
    note('Stopping between two files. Press Ctrl+C again to leave at once.');
    // A rollback cannot be cancelled; it ends soon.
    if (current) void client.organize.cancel(current.jobId).catch(() => {});
  };
  process.on('SIGINT', onSignal);
  try {
    const job = await wait((state) => {
      current = state;
      progress(state.processedCount, state.totalCount, wordsOf(word, state, begun));
    });
    if (job.status === 'cancelled') throw new Cancelled(job);
    return job;
  } finally {
    process.off('SIGINT', onSignal);
  }
}

/** Such as `Moving 120 of 4,000, 310 a second, 13 s left`. */
function wordsOf(word: string, job: Job, begun: number): string {
  const { processedCount: done, totalCount: total } = job;
  const seconds = (Date.now() - begun) / 1000;
  if (total === 0 || done === 0 || seconds < 1) return `${word} …`;
  const rate = done / seconds;
  const left = Math.ceil((total - done) / rate);
  const counts = `${done.toLocaleString('en')} of ${total.toLocaleString('en')}`;
  return `${word} ${counts}, ${Math.round(rate).toLocaleString('en')} a second, ${left} s left`;
}
