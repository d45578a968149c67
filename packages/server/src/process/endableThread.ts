/**
 * Threads that may be ended at any time once they have loaded their modules: Node.js aborts the whole
 * process when a thread is ended while it loads a native one.
 *
 * @module
 */
import { once } from 'node:events';
import type { Worker } from 'node:worker_threads';

/** What such a thread says first of all. */
export const READY = 'ready';

const ready = new WeakSet<Worker>();

/** Takes note of when a thread that was just started is ready. */
export function endable(worker: Worker): Worker {
  return worker.once('message', () => ready.add(worker));
}

/** Whether a thread has loaded its modules, so that from now on it works on what it is asked for. */
export const isReady = (worker: Worker): boolean => ready.has(worker);

/** Ends a thread as soon as may be. */
export async function endThread(worker: Worker): Promise<void> {
  if (!ready.has(worker) && worker.threadId !== -1) {
    const starting = new AbortController();
    const { signal } = starting;
    // Where nothing else is left to do, the process would end first and leave the rest undone.
    worker.ref();
    // It may fail while it starts, which others hear of.
    await Promise.race([
      once(worker, 'message', { signal }),
      once(worker, 'exit', { signal }),
    ]).catch(() => {});
    starting.abort();
  }
  await worker.terminate();
}
