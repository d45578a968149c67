/** The interface that each kind of job implements. */

import type { Fence } from '../storage/database.ts';
import type { JobRow } from '../storage/jobs/jobRepository.ts';

/** The progress of a phase. */
export type Progress = {
  readonly processed: number;
  readonly total: number;
  readonly errors: number;
};

/** What a phase gets to work with. */
export type Run = {
  /** Called with the progress from time to time. */
  report(progress: Progress): Promise<void>;
  /** Aborted when the job is cancelled or the server stops. The phase then ends between two files. */
  readonly signal: AbortSignal;
  /** What all writing for the job must pass, where several servers share a database. */
  readonly fence?: Fence | undefined;
};

/**
 * The phases of one kind of jobs. Each may be called again after a crash in the middle of it, and
 * first completes what was open then, even if its signal is aborted already.
 */
export type JobKind = {
  /** The folders that a job works in, including everything below them. */
  places(job: Pick<JobRow, 'path' | 'options'>): readonly string[];
  /**
   * Called when a job is about to be executed, exclusive of other jobs.
   *
   * @param fence as in `Run`
   * @throws ProblemError `job_not_executable` if its plan is outdated because of others
   */
  admit?(job: JobRow, fence?: Fence): Promise<void>;
  /** Makes the plan. Changes nothing in the library. */
  scan(job: JobRow, run: Run): Promise<void>;
  /** Executes the plan. */
  execute(job: JobRow, run: Run): Promise<Progress>;
  /** Undoes what was done. Errors count what could not be undone. */
  rollBack(job: JobRow, run: Run): Promise<Progress>;
  /** How many changes are planned, and how many are done and can be undone. */
  count(jobId: string): Promise<{ readonly planned: number; readonly done: number }>;
};
