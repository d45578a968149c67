/** Carries out the phases of jobs that organize, one at a time, in a thread of its own. */
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
import { connect } from '../storage/sqlite/database.ts';
import { Organizer } from './organizer.ts';

/** Where the thread works. */
export type Place = {
  /** The data folder. */
  readonly data: string;
  /** The library's place on the disk. */
  readonly root: string;
  /** Which folder on the disk the library was when the server started. */
  readonly identity: string;
  /** What a scan does where nobody says otherwise. */
  readonly defaults: ScanOptions;
};

export type Phase = 'scan' | 'execute' | 'rollBack';

/** What the thread is told: to carry out a phase, or to stop it between two files. */
export type Order =
  | { readonly phase: Phase; readonly job: JobRow; readonly isStopped: boolean }
  | { readonly stop: true };

/** What it says: how far it is, and how the phase ended. */
export type Answer =
  | { readonly progress: Progress }
  | { readonly done: Progress }
  | { readonly error: Thrown };

/** What another thread is told of an error. */
export type Thrown = {
  readonly code: ProblemCode | undefined;
  readonly message: string;
  /** Where it was thrown. */
  readonly stack: string | undefined;
};

/** How long it waits while the server writes to the database, in milliseconds: nobody waits for it. */
const PATIENCE = 60_000;
/** How often progress is told at most, in milliseconds. */
const EVERY = 100;

const place = workerData as Place;
const { database } = connect(place.data, { busyTimeout: PATIENCE });
const files = new FileRepository(database);
const organizer = new Organizer({
  library: new LibraryFolder(place.root, place.identity),
  listings: {
    reconcile: (extent, found) => files.reconcile(extent, found, (row) => hasLeft(place.root, row)),
    noteContentTypes: (seen) => files.noteContentTypes(seen),
  },
  plans: new PlanRepository(database),
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
    const done = await organizer[phase](job, run);
    say({ progress });
    say({ done: done ?? progress });
  } catch (error) {
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
