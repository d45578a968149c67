/** Writes journals of jobs, entry by entry, in a worker thread. */
import { parentPort, workerData } from 'node:worker_threads';
import type { JournalEntry } from '../../storage/jobs/journalRows.ts';
import { PlanRepository } from '../../storage/jobs/planRepository.ts';
import { connectThread, type DatabasePlace } from '../../storage/storage.ts';
import { trimMemory } from '../trimMemory.ts';

/** The configuration of the worker. */
export type WriterSettings = {
  readonly database: DatabasePlace;
  /** How long to wait while the server writes to the database, in milliseconds. */
  readonly busyTimeout: number;
};

/** Message to the worker: what to write in one transaction. */
export type WriteRequest = { readonly jobId: string; readonly entries: readonly JournalEntry[] };

/** Message from the worker, one for each request and in their order: it is flushed, or has failed. */
export type Written = {
  readonly error?: { readonly message: string; readonly stack: string | undefined };
};

const { database, busyTimeout } = workerData as WriterSettings;
const plans = new PlanRepository(await connectThread(database, busyTimeout));
let replied: Promise<void> = Promise.resolve();

async function write({ jobId, entries }: WriteRequest, before: Promise<void>): Promise<void> {
  // Transactions wait for each other, but not for the flush of the one before.
  const written: Written = await plans.record(jobId, ...entries).then(
    () => ({}),
    (error: unknown) => {
      const { message, stack } = error instanceof Error ? error : new Error(String(error));
      return { error: { message, stack } };
    },
  );
  await before;
  parentPort?.postMessage(written);
  trimMemory();
}

parentPort?.on('message', (request: WriteRequest) => {
  replied = write(request, replied);
});
