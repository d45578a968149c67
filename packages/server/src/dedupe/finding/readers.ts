import { ThreadPool } from '../../process/threadPool.ts';
import type { Companion } from './companions.ts';
import type { CompareTask, Comparison } from './compare.ts';
import type { CompanionTask } from './folderCompanions.ts';
import type { Listed, ListTask } from './listing.ts';
import type { Matched, MatchTask } from './matching.ts';
import type { Task } from './readers.worker.ts';
import type { Digests, ReadTask } from './reading.ts';

const THREADS = 2;

/** Two reader threads, started on demand. Tasks wait until one of them is free. */
export class Readers {
  readonly #threads = new ThreadPool<Task, unknown>({
    program: new URL('./readers.worker.ts', import.meta.url),
    most: THREADS,
    ended: 'The thread that read files has ended',
  });

  /** How many tasks are worth running at the same time. */
  readonly atOnce = THREADS;

  /**
   * Runs a task in a thread.
   *
   * @param signal ends the task at once, whatever it is doing
   */
  run(task: ListTask, signal?: AbortSignal): Promise<Listed>;
  run(task: MatchTask, signal?: AbortSignal): Promise<Matched>;
  run(task: ReadTask, signal?: AbortSignal): Promise<Digests>;
  run(task: CompareTask, signal?: AbortSignal): Promise<Comparison>;
  run(task: CompanionTask, signal?: AbortSignal): Promise<readonly Companion[]>;
  run(task: Task, signal?: AbortSignal): Promise<unknown> {
    return this.#threads.run(task, { signal });
  }

  /** Starts all threads. Starting them only when there is work would delay it. */
  prepare(): void {
    this.#threads.prepare();
  }

  /** Ends the threads. Running and waiting tasks fail. */
  close(): Promise<void> {
    return this.#threads.close();
  }
}
