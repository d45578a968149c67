import type { JobRow } from '../storage/jobs/jobRepository.ts';

/** How far a phase of a job is. */
export type Progress = {
  readonly processed: number;
  readonly total: number;
  readonly errors: number;
};

/** What a phase of a job is given to work with. */
export type Run = {
  /** Told of the progress from time to time. */
  report(progress: Progress): Promise<void>;
  /** Aborted when the job is cancelled or the server stops; the phase then ends between two files. */
  readonly signal: AbortSignal;
};

/**
 * What jobs of one kind do. Each phase may be called again after the server died in the middle of
 * it, and first settles what was left open then, also where its signal is aborted already.
 */
export type JobKind = {
  /** The folders that a job works in, with all below them. */
  places(job: Pick<JobRow, 'path' | 'options'>): readonly string[];
  /**
   * Called once a job is about to be carried out, while no other one is.
   *
   * @throws ProblemError `job_not_executable` where its plan has been overtaken by others
   */
  admit?(job: JobRow): Promise<void>;
  /** Makes the plan; changes nothing in the library. */
  scan(job: JobRow, run: Run): Promise<void>;
  /** Carries the plan out. */
  execute(job: JobRow, run: Run): Promise<Progress>;
  /** Undoes what was done; an error is something that could not be undone. */
  rollBack(job: JobRow, run: Run): Promise<Progress>;
  /** How many changes the plan has, and how many of them are made and could be undone. */
  count(jobId: string): Promise<{ readonly planned: number; readonly done: number }>;
};
