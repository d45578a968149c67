/**
 * Threads that may be terminated at any time after loading their modules. Before that they may not: Node.js
 * aborts the whole process if a thread is terminated while it loads a native module.
 *
 * @module
 */
import { once } from 'node:events';
import type { Worker } from 'node:worker_threads';

/** The first message of such a thread. */
export const READY = 'ready';

const ready = new WeakSet<Worker>();

/** Tracks when a newly started thread is ready. */
export function endable(worker: Worker): Worker {
  return worker.once('message', () => ready.add(worker));
}

/** Whether a thread has loaded its modules, and so processes requests. */
export const isReady = (worker: Worker): boolean => ready.has(worker);

/** Terminates a thread as soon as that is safe. */
export async function endThread(worker: Worker): Promise<void> {
  if (!ready.has(worker) && worker.threadId !== -1) {
    const starting = new AbortController();
    const { signal } = starting;
    // Without ref(), the process could exit before the thread, leaving cleanup undone.
    worker.ref();
    // It may fail while starting, which other listeners handle.
    await Promise.race([
      once(worker, 'message', { signal }),
      once(worker, 'exit', { signal }),
    ]).catch(() => {});
    starting.abort();
  }
  await worker.terminate();
}
