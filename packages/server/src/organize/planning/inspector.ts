/** Runs `inspect` in a worker thread with limits for time and memory. */

import { Worker } from 'node:worker_threads';
import { errnoOf } from '../../problemError.ts';
import { endable, endThread, isReady, READY } from '../../process/endableThread.ts';
import type { Needs } from '../methodologies/methodologies.ts';
import type { Content } from './fileTable.ts';
import type { FileToInspect } from './inspect.ts';
import type { PiecesToInspect, Wanted } from './inspectPieces.ts';

/** Request to the worker. */
export type InspectRequest = {
  readonly files: readonly (FileToInspect | PiecesToInspect)[];
  readonly needs: Needs;
};

/** What a file's content has shown, or why it cannot be read: the system's error code, or words. */
export type InspectedFile = { readonly content: Content } | { readonly failure: string };

/** The same for a file given in pieces, of which more may be needed. */
export type Inspection = InspectedFile | { readonly wanted: Wanted };

/** Message from the worker: it is ready, or its results. */
export type InspectorMessage = typeof READY | { readonly inspected: readonly Inspection[] };

export type InspectorLimits = {
  /** Time for a group of files before each is inspected alone, in milliseconds. */
  readonly together: number;
  /** Time limit for a file that is inspected alone, in milliseconds. */
  readonly alone: number;
  /** Limit of the worker's heap, in MiB. */
  readonly memory: number;
};

const usualLimits: InspectorLimits = { together: 5_000, alone: 10_000, memory: 64 };

/** Size of the worker's young generation, in MiB. Little is kept of each file. */
const YOUNG_MB = 4;

/**
 * Inspects files in a worker thread, which is ended if it does not finish: a broken or hostile file
 * can make a parser loop or allocate without bound. Only the file that caused it fails. One request
 * at a time.
 */
export class Inspector {
  readonly #limits: InspectorLimits;
  readonly #program: URL;
  #worker: Worker | undefined;

  /** @param program the worker's module */
  constructor(
    limits = usualLimits,
    program: URL = new URL('./inspector.worker.ts', import.meta.url),
  ) {
    this.#limits = limits;
    this.#program = program;
  }

  /**
   * Inspects some files.
   *
   * @param signal ends the request at once, whatever the worker is doing
   * @returns the results, in the order of the files
   */
  async inspect(
    files: readonly FileToInspect[],
    needs: Needs,
    signal: AbortSignal,
  ): Promise<readonly InspectedFile[]>;
  async inspect(
    files: readonly PiecesToInspect[],
    needs: Needs,
    signal: AbortSignal,
  ): Promise<readonly Inspection[]>;
  async inspect(
    files: InspectRequest['files'],
    needs: Needs,
    signal: AbortSignal,
  ): Promise<readonly Inspection[]> {
    const { together, alone } = this.#limits;
    if (files.length > 1) {
      const inspected = await this.#ask({ files, needs }, together, signal);
      if ('inspected' in inspected) return inspected.inspected;
    }
    // One of the files ended the worker. Inspecting each alone shows which.
    const inspected: Inspection[] = [];
    for (const file of files) {
      const answer = await this.#ask({ files: [file], needs }, alone, signal);
      if ('inspected' in answer) inspected.push(...answer.inspected);
      else inspected.push({ failure: answer.lost });
    }
    return inspected;
  }

  /** Ends the worker without waiting for it. */
  close(): void {
    if (this.#worker) void endThread(this.#worker);
    this.#worker = undefined;
  }

  /** Sends a request to the worker, or gives the worker up and says why. */
  #ask(
    request: InspectRequest,
    time: number,
    signal: AbortSignal,
  ): Promise<{ readonly inspected: readonly Inspection[] } | { readonly lost: string }> {
    signal.throwIfAborted();
    this.#worker ??= this.#start();
    const worker = this.#worker;
    return new Promise((resolve, reject) => {
      const settle = () => {
        clearTimeout(late);
        signal.removeEventListener('abort', abort);
        worker.off('message', hear).off('error', fail).off('exit', exit);
      };
      const hear = (message: InspectorMessage) => {
        if (message === READY) begin();
        else {
          settle();
          resolve(message);
        }
      };
      const giveUp = () => {
        settle();
        this.close();
      };
      const lose = (lost: string) => {
        giveUp();
        resolve({ lost });
      };
      const abort = () => {
        giveUp();
        reject(signal.reason);
      };
      const exit = () => lose('the reader stopped unexpectedly');
      const fail = (error: unknown) =>
        lose(isOutOfMemory(error) ? 'reading it takes too much memory' : 'the reader failed');
      let late: NodeJS.Timeout | undefined;
      // The time starts now: on a busy machine, starting a thread takes seconds.
      const begin = () => {
        late = setTimeout(() => lose('reading it takes too long'), time);
      };
      if (isReady(worker)) begin();
      signal.addEventListener('abort', abort, { once: true });
      worker.on('message', hear).on('error', fail).on('exit', exit);
      worker.postMessage(request);
    });
  }

  #start(): Worker {
    const worker = new Worker(this.#program, {
      resourceLimits: {
        maxOldGenerationSizeMb: this.#limits.memory,
        maxYoungGenerationSizeMb: YOUNG_MB,
      },
    });
    // Errors of a worker that was given up do not matter.
    return endable(worker).on('error', () => {});
  }
}

const isOutOfMemory = (error: unknown): boolean => errnoOf(error) === 'ERR_WORKER_OUT_OF_MEMORY';
