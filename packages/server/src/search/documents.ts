/** Extracts the text of documents in a child process with limits for time, memory and size. */

import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { type Format, isReadWhole } from '../files/documentFormat.ts';

/** A document to read: the library's disk path, the document's path, and its version. */
export type DocumentRequest = {
  readonly root: string;
  readonly path: string;
  readonly version: string;
  readonly size: number;
  readonly format: Format;
};
export type DocumentAnswer = { readonly text: string } | { readonly failure: string };

/** A document that is broken, encrypted, hostile or too large. The message says which. */
export class UnreadableDocument extends Error {
  override readonly name = 'UnreadableDocument';
}

export type DocumentLimits = {
  /** Time limit per document, in milliseconds. */
  readonly time: number;
  /** Memory limit of the process, in MiB. */
  readonly memory: number;
  /** Largest document of a format that must be read whole, in bytes. */
  readonly size: number;
};

const usualLimits: DocumentLimits = { time: 10_000, memory: 512, size: 32 * 1024 * 1024 };

/** How long an idle process is kept, in milliseconds. */
const IDLE_TIME = 5_000;
/** How often its memory is checked, in milliseconds. */
const LOOK_EVERY = 100;

const program = fileURLToPath(new URL('./documentProcess.ts', import.meta.url));

/**
 * Reads documents in a child process, one at a time, since hostile files can make parsers of such
 * formats loop or allocate without bound. A thread is not enough: most of what parsers allocate is
 * outside of its heap, and running out of memory could end the server. The process may only read
 * files, and has no environment variables.
 */
export class DocumentReader {
  readonly #limits: DocumentLimits;
  #process: ChildProcess | undefined;
  #rest: NodeJS.Timeout | undefined;

  constructor(limits: DocumentLimits = usualLimits) {
    this.#limits = limits;
  }

  /**
   * The beginning of a document's text. One call at a time.
   *
   * @throws UnreadableDocument if it cannot be read within the limits
   */
  async read(request: DocumentRequest): Promise<string> {
    if (request.size > this.#limits.size && isReadWhole(request.format)) {
      throw new UnreadableDocument('The document is too large');
    }
    clearTimeout(this.#rest);
    this.#process ??= this.#begin();
    const answer = await this.#ask(this.#process, request);
    this.#rest = setTimeout(() => void this.close(), IDLE_TIME).unref();
    if ('text' in answer) return answer.text;
    throw new UnreadableDocument(answer.failure);
  }

  /** Ends the process. A document that is being read fails. */
  async close(): Promise<void> {
    clearTimeout(this.#rest);
    const child = this.#process;
    this.#process = undefined;
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    const exit = once(child, 'exit');
    // Otherwise the server, with nothing left to do, could exit before the child does.
    child.ref();
    child.kill('SIGKILL');
    await exit;
  }

  #begin(): ChildProcess {
    const heap = `--max-old-space-size=${Math.ceil(this.#limits.memory / 2)}`;
    const child = fork(program, {
      execArgv: ['--permission', '--allow-fs-read=*', heap],
      env: {},
      stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    });
    child.unref();
    child.channel?.unref();
    // If it cannot be started, the pending request reports the error.
    child.on('error', () => {});
    child.on('exit', () => {
      if (this.#process === child) this.#process = undefined;
    });
    return child;
  }

  #ask(child: ChildProcess, request: DocumentRequest): Promise<DocumentAnswer> {
    return new Promise((resolve, reject) => {
      const { time, memory } = this.#limits;
      const late = setTimeout(() => end('The document takes too long'), time);
      const look = setInterval(() => {
        if (memoryOf(child) > memory) end('The document takes too much memory');
      }, LOOK_EVERY);
      const settle = () => {
        clearTimeout(late);
        clearInterval(look);
        child.off('message', onMessage).off('error', onEnd).off('exit', onEnd);
      };
      const end = (failure: string) => {
        settle();
        void this.close().then(() => reject(new UnreadableDocument(failure)));
      };
      const onMessage = (answer: DocumentAnswer) => {
        settle();
        resolve(answer);
      };
      const onEnd = () => end('The process that read the document has ended');
      child.on('message', onMessage).on('error', onEnd).on('exit', onEnd);
      child.send(request, (error) => {
        if (error) onEnd();
      });
    });
  }
}

/** The memory of a process in MiB; 0 if the system does not tell (only Linux does). */
function memoryOf({ pid }: ChildProcess): number {
  try {
    const [, kilobytes = 0] =
      /^VmRSS:\s+(\d+) kB/m.exec(readFileSync(`/proc/${pid}/status`, 'latin1')) ?? [];
    return Number(kilobytes) / 1024;
  } catch {
    return 0;
  }
}
