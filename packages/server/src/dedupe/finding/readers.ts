import { Worker } from 'node:worker_threads';
import { endable, endThread, READY } from '../../process/endableThread.ts';
import type { Companion } from './companions.ts';
import type { CompareTask, Comparison } from './compare.ts';
import type { CompanionTask } from './folderCompanions.ts';
import type { Listed, ListTask } from './listing.ts';
import type { Matched, MatchTask } from './matching.ts';
import type { Task } from './readers.worker.ts';
import type { Digests, ReadTask } from './reading.ts';

const THREADS = 2;

const ENDED = 'The thread that read files has ended';

type Order = {
  readonly task: Task;
  readonly signal: AbortSignal | undefined;
  readonly resolve: (answer: never) => void;
  readonly reject: (error: unknown) => void;
};

/** Two reader threads, started on demand. Tasks wait until one of them is free. */
export class Readers {
  readonly #waiting: Order[] = [];
  readonly #idle: Worker[] = [];
  readonly #busy = new Map<Worker, Order>();
  /** Threads that are ending, and get no more tasks. */
  readonly #ending = new WeakSet<Worker>();
  #isClosed = false;

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
  run(
    task: Task,
    signal?: AbortSignal,
  ): Promise<Listed | Matched | Digests | Comparison | readonly Companion[]> {
    let abort = () => {};
    return new Promise<never>((resolve, reject) => {
      signal?.throwIfAborted();
      if (this.#isClosed) throw new Error(ENDED);
      const order: Order = { task, signal, resolve, reject };
      this.#waiting.push(order);
      abort = () => this.#abort(order);
      signal?.addEventListener('abort', abort, { once: true });
      this.#next();
    }).finally(() => signal?.removeEventListener('abort', abort));
  }

  /** Starts all threads. Starting them only when there is work would delay it. */
  prepare(): void {
    while (this.#idle.length + this.#busy.size < THREADS) this.#idle.push(this.#start());
  }

  /** Ends the threads. Running and waiting tasks fail. */
  async close(): Promise<void> {
    this.#isClosed = true;
    for (const { reject } of this.#waiting.splice(0)) reject(new Error(ENDED));
    const workers = [...this.#idle.splice(0), ...this.#busy.keys()];
    await Promise.all(workers.map(endThread));
  }

  #next(): void {
    const order = this.#waiting[0];
    if (!order) return;
    const worker = this.#idle.pop() ?? (this.#busy.size < THREADS ? this.#start() : undefined);
    if (!worker) return;
    this.#waiting.shift();
    this.#busy.set(worker, order);
    worker.postMessage(order.task);
  }

  #start(): Worker {
    const worker = endable(new Worker(new URL('./readers.worker.ts', import.meta.url)));
    // Idle threads do not keep the process alive.
    worker.unref();
    worker.on('message', (answer) => {
      // The thread is being ended: the answer was sent before it knew.
      if (answer === READY || this.#ending.has(worker)) return;
      const order = this.#busy.get(worker);
      this.#busy.delete(worker);
      this.#idle.push(worker);
      order?.resolve(answer as never);
      this.#next();
    });
    worker.on('error', (error) => this.#lose(worker, error));
    worker.on('exit', () => this.#lose(worker, new Error(ENDED)));
    return worker;
  }

  #abort(order: Order): void {
    const at = this.#waiting.indexOf(order);
    if (at >= 0) this.#waiting.splice(at, 1);
    order.reject(order.signal?.reason);
    for (const [worker, each] of this.#busy) {
      // It may be reading a file of many gigabytes. Another thread replaces it.
      if (each !== order) continue;
      this.#ending.add(worker);
      void endThread(worker);
    }
  }

  #lose(worker: Worker, error: unknown): void {
    this.#busy.get(worker)?.reject(error);
    this.#busy.delete(worker);
    const at = this.#idle.indexOf(worker);
    if (at >= 0) this.#idle.splice(at, 1);
    this.#next();
  }
}
