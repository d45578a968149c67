import type { Job } from '../contract.ts';
import type { EventBus } from './eventBus.ts';

/** The minimum time between two reports on one job, in milliseconds: ten a second. */
const PAUSE = 100;

/** The states in which a job is working; in all others nothing runs. */
const atWork: ReadonlySet<string> = new Set(['pending', 'scanning', 'executing', 'rolling_back']);

const isAtWork = ({ status }: Job): boolean => atWork.has(status);

type Reported = {
  readonly userId: string;
  /** Runs until the next report is allowed. */
  readonly timer: NodeJS.Timeout;
  /** The reports to publish when the timer ends. */
  readonly waiting: Job[];
};

/** Publishes progress and ends of jobs as events. */
export class JobEvents {
  readonly #events: Pick<EventBus, 'publish'>;
  /** Jobs reported within the last pause. */
  readonly #reported = new Map<string, Reported>();

  constructor(events: Pick<EventBus, 'publish'>) {
    this.#events = events;
  }

  /**
   * Receives a job after each step and change of state. Progress is published at most ten times a second,
   * but always the last one before an end; all ends are published.
   */
  jobChanged(userId: string, job: Job): void {
    const waiting = this.#reported.get(job.job_id)?.waiting;
    if (!waiting) {
      this.#tellNext(userId, [job]);
      return;
    }
    const last = waiting.at(-1);
    if (last && isAtWork(last) && isAtWork(job)) waiting.pop();
    waiting.push(job);
  }

  /** Publishes all waiting reports at once. */
  close(): void {
    for (const { userId, timer, waiting } of this.#reported.values()) {
      clearTimeout(timer);
      for (const job of waiting) this.#tell(userId, job);
    }
    this.#reported.clear();
  }

  /** Publishes waiting reports up to the second progress report, and the rest after a pause. */
  #tellNext(userId: string, waiting: Job[]): void {
    const [first] = waiting;
    if (!first) return;
    let steps = 0;
    for (let job = waiting[0]; job; job = waiting[0]) {
      if (isAtWork(job) && ++steps > 1) break;
      this.#tell(userId, job);
      waiting.shift();
    }
    if (steps === 0) return;
    const timer = setTimeout(() => {
      this.#reported.delete(first.job_id);
      this.#tellNext(userId, waiting);
    }, PAUSE);
    this.#reported.set(first.job_id, { userId, timer, waiting });
  }

  #tell(userId: string, job: Job): void {
    if (isAtWork(job)) {
      this.#events.publish(userId, 'organize_progress', job);
      return;
    }
    this.#events.publish(userId, 'organize_complete', job);
    if (job.status === 'failed') {
      this.#events.publish(userId, 'error', {
        code: 'job_failed',
        message: `The job could not be finished; it was working in "${job.path}"`,
        job_id: job.job_id,
        path: job.path,
      });
    }
  }
}
