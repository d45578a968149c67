/**
 * What the server and the threads that organize say to each other.
 *
 * @module
 */
import { type MessagePort, parentPort } from 'node:worker_threads';
import type { ProblemCode } from '../contract.ts';
import type { Progress } from '../jobs/jobKind.ts';
import { ProblemError } from '../problemError.ts';
import { READY } from '../process/endableThread.ts';
import { DatabaseUnreachable, type Fence, LeaseLost } from '../storage/database.ts';
import type { JobRow } from '../storage/jobs/jobRepository.ts';
import type { PlanningOrganizer } from './planningOrganizer.ts';

export type Phase = 'scan' | 'execute' | 'rollBack';

/** Message to the worker: run a phase, or stop it between two files. */
export type Order =
  | {
      readonly phase: Phase;
      readonly job: JobRow;
      readonly isStopped: boolean;
      readonly fence?: Fence | undefined;
      /** Where contents are read, if the thread cannot do that itself. */
      readonly ranges?: MessagePort;
    }
  | { readonly stop: true };

/** Message from the worker: progress, or how the phase ended. */
export type Answer =
  | { readonly progress: Progress }
  | { readonly done: Progress }
  | { readonly error: Thrown };

/** An error, as it is sent to another thread. */
export type Thrown = {
  readonly code: ProblemCode | undefined;
  /** Which of the errors it is that callers distinguish. */
  readonly kind: 'LeaseLost' | 'DatabaseUnreachable' | undefined;
  readonly message: string;
  /** The stack where it was thrown. */
  readonly stack: string | undefined;
};

/**
 * How long to wait while the server writes to the database, in milliseconds. No request waits for it.
 */
export const PATIENCE = 60_000;
/** Shortest time between two progress reports, in milliseconds. */
const EVERY = 100;

/**
 * Carries out the orders that this worker thread gets.
 *
 * @param hooks what is done before and after each order
 */
export function serveOrders(
  organizer: PlanningOrganizer,
  hooks: {
    readonly begin?: (ranges: MessagePort | undefined) => void;
    readonly end?: () => Promise<void>;
  } = {},
): void {
  let stop = new AbortController();
  const say = (answer: Answer) => parentPort?.postMessage(answer);
  const carryOut = async (phase: Phase, job: JobRow, fence: Fence | undefined): Promise<void> => {
    let last = 0;
    let progress: Progress = { processed: 0, total: job.total_count, errors: 0 };
    const report = async (now: Progress) => {
      progress = now;
      if (performance.now() - last < EVERY) return;
      last = performance.now();
      say({ progress });
    };
    const run = { report, signal: stop.signal, fence };
    try {
      const done = await organizer[phase](job, run).finally(hooks.end);
      say({ progress });
      say({ done: done ?? progress });
    } catch (error) {
      // A job that was cancelled or failed says how far it came.
      say({ progress });
      say({ error: thrownOf(error) });
    }
  };
  parentPort?.on('message', (order: Order) => {
    if ('stop' in order) {
      stop.abort();
      return;
    }
    stop = new AbortController();
    if (order.isStopped) stop.abort();
    hooks.begin?.(order.ranges);
    void carryOut(order.phase, order.job, order.fence);
  });
  parentPort?.postMessage(READY);
}

function thrownOf(error: unknown): Thrown {
  const { message, stack } = error instanceof Error ? error : new Error(String(error));
  const code = error instanceof ProblemError ? error.code : undefined;
  return { code, kind: kindOf(error), message, stack };
}

function kindOf(error: unknown): Thrown['kind'] {
  if (error instanceof LeaseLost) return 'LeaseLost';
  return error instanceof DatabaseUnreachable ? 'DatabaseUnreachable' : undefined;
}

/** Restores an error of the worker: the parts that callers use, and its stack. */
export function errorOf({ code, kind, message, stack }: Thrown): Error {
  const kinds = { LeaseLost, DatabaseUnreachable };
  const other = kind ? new kinds[kind](message) : new Error(message);
  const error = code ? new ProblemError(code, message) : other;
  if (stack) error.stack = stack;
  return error;
}
