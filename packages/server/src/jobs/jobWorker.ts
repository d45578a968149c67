import type { Logger } from 'pino';
import type { ChangeBus } from '../storage/changeBus.ts';
import { DatabaseUnreachable, type Fence, LeaseLost } from '../storage/database.ts';
import type { JobRepository, JobRow } from '../storage/jobs/jobRepository.ts';
import { untilFree } from '../storage/untilFree.ts';
import type { JobCoordinator } from './jobCoordinator.ts';
import type { JobKind, Progress, Run } from './jobKind.ts';
import type { Phase } from './jobQueue.ts';
import { JobStates } from './jobStates.ts';

type Deps = {
  /** On a connection that does not block: other threads may write for longer than requests wait. */
  readonly nonBlocking: JobRepository;
  /** The same under a lease, where several servers share a database. */
  readonly fenced?: (fence: Fence) => JobRepository;
  readonly kinds: Readonly<Record<JobRow['kind'], JobKind>>;
  readonly coordinator: JobCoordinator;
  readonly changes: ChangeBus;
  readonly log: Logger;
};

/** Runs the phases of jobs, and stores their results. */
export class JobWorker {
  readonly #deps: Deps;

  constructor(deps: Deps) {
    this.#deps = deps;
  }

  /** See {@link CarryOut}. */
  async carryOut(job: JobRow, phase: Phase, stopping: AbortSignal): Promise<void> {
    const { kinds, log, coordinator, changes } = this.#deps;
    const lease = await coordinator.lease(job.job_id, phase);
    if (!lease) return;
    const { fence } = lease;
    const rows = (fence && this.#deps.fenced?.(fence)) ?? this.#deps.nonBlocking;
    const states = new JobStates(rows, changes);
    const update = (row: JobRow, change: Partial<JobRow>) =>
      untilFree(() => states.update(row, change));
    let row = lease.job ?? job;
    const signals = [lease.signal, stopping];
    if (row.cancel_requested) signals.push(AbortSignal.abort());
    const signal = AbortSignal.any(signals);
    const report = async ({ processed, total, errors }: Progress) => {
      const progress = {
        processed_count: processed,
        total_count: total,
        error_count: errors,
        updated_ms: Date.now(),
      };
      await untilFree(() => rows.noteProgress(row.job_id, progress));
      row = { ...row, ...progress };
      changes.emit('job', row);
    };
    try {
      if (row.status !== phase) {
        row = await update(row, { status: phase, phase_ms: Date.now() });
      }
      const end = await endOf(kinds[job.kind], phase, row, { report, signal, fence });
      await update(row, { ...end, cancel_requested: 0 });
    } catch (error) {
      // A job that stops with the server keeps its state, by which it is resumed. One that fails
      // because its library vanished may have a batch still announced; executing the job again
      // recovers that first.
      if (stopping.aborted) return;
      // Whichever server reaches the database next continues the job.
      if (fence && error instanceof DatabaseUnreachable) {
        log.warn({ err: error, job_id: job.job_id }, 'the job waits for the database');
        return;
      }
      // Another server has the job, and continues it.
      if (error instanceof LeaseLost || lease.signal.reason instanceof LeaseLost) return;
      if (!signal.aborted) log.error({ err: error, job_id: job.job_id }, 'job failed');
      const status = signal.aborted ? 'cancelled' : 'failed';
      // Without a plan there is nothing to do, and nothing was changed, however many files were read.
      const counts = phase === 'scanning' ? { processed_count: 0, total_count: 0 } : {};
      await update(row, { ...counts, status, cancel_requested: 0 });
    } finally {
      await lease.release();
    }
  }
}

/** Runs a phase, and returns the state of the job after it. */
async function endOf(kind: JobKind, phase: Phase, job: JobRow, run: Run): Promise<Partial<JobRow>> {
  if (phase === 'scanning') {
    await kind.scan(job, run);
    return { status: 'planned' };
  }
  const isExecution = phase === 'executing';
  const { processed, errors } = await (isExecution
    ? kind.execute(job, run)
    : kind.rollBack(job, run));
  const whole = isExecution ? 'completed' : 'rolled_back';
  return {
    status: errors > 0 ? 'partial' : whole,
    processed_count: processed,
    error_count: errors,
  };
}
