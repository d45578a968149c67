import { Worker } from 'node:worker_threads';
import { errnoOf } from '../failure.ts';
import type { Content } from './fileTable.ts';
import type { FileToInspect } from './inspect.ts';
import type { Needs } from './methodologies.ts';

/** What the thread is asked for. */
export type InspectRequest = { readonly files: readonly FileToInspect[]; readonly needs: Needs };

/** What a look at a file has shown, or why there is none: an error of the system, or in words. */
export type InspectedFile = { readonly content: Content } | { readonly failure: string };

/** What the thread says: that it may be ended from now on, and its answers. */
export type InspectorMessage =
  | { readonly ready: true }
  | { readonly inspected: readonly InspectedFile[] };

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
  #thread: Thread | undefined;

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
    this.#thread?.end();
    this.#thread = undefined;
  }

  /** Has the thread answer, or gives it up and says why. */
  #ask(
    request: InspectRequest,
    time: number,
    signal: AbortSignal,
  ): Promise<{ readonly inspected: readonly InspectedFile[] } | { readonly lost: string }> {
    signal.throwIfAborted();
    this.#thread ??= new Thread(this.#program, this.#limits.memory);
    const { worker } = this.#thread;
    return new Promise((resolve, reject) => {
      const settle = () => {
        clearTimeout(late);
        signal.removeEventListener('abort', abort);
        worker.off('message', hear).off('error', fail).off('exit', exit);
      };
      const hear = (message: InspectorMessage) => {
        if (!('inspected' in message)) return;
        settle();
        resolve(message);
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
      const exit = () => lose('its reader has ended');
      const fail = (error: unknown) =>
        lose(isOutOfMemory(error) ? 'reading it takes too much memory' : 'its reader has failed');
      const late = setTimeout(() => lose('reading it takes too long'), time);
      signal.addEventListener('abort', abort, { once: true });
      worker.on('message', hear).on('error', fail).on('exit', exit);
      worker.postMessage(request);
    });
  }
}

const isOutOfMemory = (error: unknown): boolean => errnoOf(error) === 'ERR_WORKER_OUT_OF_MEMORY';

/** A thread that is not ended before it has loaded its modules. */
class Thread {
  readonly worker: Worker;
  #isReady = false;
  #isUnwanted = false;

  /** @param memory how large its heap is at most, in MiB */
  constructor(program: URL, memory: number) {
    this.worker = new Worker(program, {
      resourceLimits: { maxOldGenerationSizeMb: memory, maxYoungGenerationSizeMb: YOUNG_MB },
    });
    // The first message of all says that it is ready; nobody hears of how one ends that is given up.
    this.worker
      .on('error', () => {})
      .once('message', () => {
        this.#isReady = true;
        if (this.#isUnwanted) this.end();
      });
  }

  /** Ends it as soon as may be, without waiting for it. */
  end(): void {
    this.#isUnwanted = true;
    if (this.#isReady) void this.worker.terminate();
  }
}
