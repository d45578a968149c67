import { Worker } from 'node:worker_threads';
import { errnoOf } from '../../problemError.ts';
import { endable, endThread, isReady, READY } from '../../process/endableThread.ts';
import type { Needs } from '../methodologies/methodologies.ts';
import type { Content } from './fileTable.ts';
import type { FileToInspect } from './inspect.ts';

/** What the thread is asked for. */
export type InspectRequest = { readonly files: readonly FileToInspect[]; readonly needs: Needs };

/** What a look at a file has shown, or why there is none: an error of the system, or in words. */
export type InspectedFile = { readonly content: Content } | { readonly failure: string };

/** What the thread says: that it is ready, and its answers. */
export type InspectorMessage = typeof READY | { readonly inspected: readonly InspectedFile[] };

export type InspectorLimits = {
  /** How long some files may take together before each is looked at by itself, in milliseconds. */
  readonly together: number;
  /** How long a file by itself takes at most, in milliseconds. */
  readonly alone: number;
  /** How large the heap of the thread is at most, in MiB. */
  readonly memory: number;
};

const usualLimits: InspectorLimits = { together: 5_000, alone: 10_000, memory: 64 };

/** How much room the thread has for young objects, in MiB: of each file little is kept. */
const YOUNG_MB = 4;

/**
 * Looks at files of foreign formats in a thread that is ended where it does not come to an end: a
 * broken or hostile file can make a reader loop, or take memory without bound. The file that did it
 * fails, the others do not. One request at a time.
 */
export class Inspector {
  readonly #limits: InspectorLimits;
  readonly #program: URL;
  #worker: Worker | undefined;

  /** @param program what the thread runs */
  constructor(
    limits = usualLimits,
    program: URL = new URL('./inspector.worker.ts', import.meta.url),
  ) {
    this.#limits = limits;
    this.#program = program;
  }

  /**
   * Looks at some files.
   *
   * @param signal ends the request at once, whatever the thread is in the middle of
   * @returns what each has shown, in the order of the files
   */
  async inspect(
    files: readonly FileToInspect[],
    needs: Needs,
    signal: AbortSignal,
  ): Promise<readonly InspectedFile[]> {
    const { together, alone } = this.#limits;
    if (files.length > 1) {
      const inspected = await this.#ask({ files, needs }, together, signal);
      if ('inspected' in inspected) return inspected.inspected;
    }
    // One of them ended the thread, which shows when each is looked at by itself.
    const inspected: InspectedFile[] = [];
    for (const file of files) {
      const answer = await this.#ask({ files: [file], needs }, alone, signal);
      if ('inspected' in answer) inspected.push(...answer.inspected);
      else inspected.push({ failure: answer.lost });
    }
    return inspected;
  }

  /** Ends the thread, without waiting for it. */
  close(): void {
    if (this.#worker) void endThread(this.#worker);
    this.#worker = undefined;
  }

  /** Has the thread answer, or gives it up and says why. */
  #ask(
    request: InspectRequest,
    time: number,
    signal: AbortSignal,
  ): Promise<{ readonly inspected: readonly InspectedFile[] } | { readonly lost: string }> {
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
      // Not before: on a busy machine it takes seconds to start a thread.
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
    // Nobody hears of how a thread ends that is given up.
    return endable(worker).on('error', () => {});
  }
}

const isOutOfMemory = (error: unknown): boolean => errnoOf(error) === 'ERR_WORKER_OUT_OF_MEMORY';
