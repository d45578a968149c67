/** Runs the phases of organizing jobs, one at a time, in a worker thread. */
import { parentPort, workerData } from 'node:worker_threads';
import type { ProblemCode, ScanOptions } from '../contract.ts';
import { hasLeft } from '../disk/fileState.ts';
import { LibraryFolder } from '../disk/libraryFolder.ts';
import type { Progress } from '../jobs/jobKind.ts';
import { ProblemError } from '../problemError.ts';
import { READY } from '../process/endableThread.ts';
import { FileRepository } from '../storage/files/fileRepository.ts';
import { GivenNumberRepository } from '../storage/jobs/givenNumberRepository.ts';
import type { JobRow } from '../storage/jobs/jobRepository.ts';
import { PlanRepository } from '../storage/jobs/planRepository.ts';
import { connectThread, type DatabasePlace } from '../storage/storage.ts';
import { JournalThread } from './moving/journalThread.ts';
import { Organizer } from './organizer.ts';

/** The configuration of the worker. */
export type Place = {
  readonly database: DatabasePlace;
  /** Disk path of the library. */
  readonly root: string;
  /** Identity of the library's folder on the disk when the server started. */
  readonly identity: string;
  /** Options of a scan unless set otherwise. */
  readonly defaults: ScanOptions;
};

export type Phase = 'scan' | 'execute' | 'rollBack';

/** Message to the worker: run a phase, or stop it between two files. */
export type Order =
  | { readonly phase: Phase; readonly job: JobRow; readonly isStopped: boolean }
  | { readonly stop: true };

/** Message from the worker: progress, or how the phase ended. */
export type Answer =
  | { readonly progress: Progress }
  | { readonly done: Progress }
  | { readonly error: Thrown };

/** An error, as it is sent to another thread. */
export type Thrown = {
  readonly code: ProblemCode | undefined;
  readonly message: string;
  /** The stack where it was thrown. */
  readonly stack: string | undefined;
};

/**
 * How long to wait while the server writes to the database, in milliseconds. No request waits for it.
 */
const PATIENCE = 60_000;
/** Shortest time between two progress reports, in milliseconds. */
const EVERY = 100;

const place = workerData as Place;
const database = await connectThread(place.database, PATIENCE);
const files = new FileRepository(database);
const journal = new JournalThread({ database: place.database, busyTimeout: PATIENCE });
const organizer = new Organizer({
  library: new LibraryFolder(place.root, place.identity),
  listings: {
    reconcile: (extent, found) => files.reconcile(extent, found, (row) => hasLeft(place.root, row)),
    noteContentTypes: (seen) => files.noteContentTypes(seen),
  },
  plans: new PlanRepository(database, (...entry) => journal.record(...entry)),
  numbers: new GivenNumberRepository(database),
  defaults: place.defaults,
});
let stop = new AbortController();

const say = (answer: Answer) => parentPort?.postMessage(answer);

async function carryOut(phase: Phase, job: JobRow): Promise<void> {
  let last = 0;
  let progress: Progress = { processed: 0, total: job.total_count, errors: 0 };
  const report = async (now: Progress) => {
    progress = now;
    if (performance.now() - last < EVERY) return;
    last = performance.now();
    say({ progress });
  };
  const run = { report, signal: stop.signal };
  try {
    // The journal's thread is not kept: the scan of the next job needs the memory for itself.
    const done = await organizer[phase](job, run).finally(() => journal.close());
    say({ progress });
    say({ done: done ?? progress });
  } catch (error) {
    // A job that was cancelled or failed says how far it came.
    say({ progress });
    const { message, stack } = error instanceof Error ? error : new Error(String(error));
    const code = error instanceof ProblemError ? error.code : undefined;
    say({ error: { code, message, stack } });
  }
}

parentPort?.on('message', (order: Order) => {
  if ('stop' in order) {
    stop.abort();
    return;
  }
  stop = new AbortController();
  if (order.isStopped) stop.abort();
  void carryOut(order.phase, order.job);
});
parentPort?.postMessage(READY);
