import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { type Format, isReadWhole } from '../files/documentFormat.ts';

/** A document to be read: the library's place on the disk, its path there, and which version of it. */
export type DocumentRequest = {
  readonly root: string;
  readonly path: string;
  readonly version: string;
  readonly size: number;
  readonly format: Format;
};
export type DocumentAnswer = { readonly text: string } | { readonly failure: string };

/** A document that is broken, encrypted, hostile or too large; the message says what. */
export class UnreadableDocument extends Error {
  override readonly name = 'UnreadableDocument';
}

export type DocumentLimits = {
  /** How long one document takes at most, in milliseconds. */
  readonly time: number;
  /** How much memory the process has at most, in MiB. */
  readonly memory: number;
  /** The largest document that is read whole, in bytes. */
  readonly size: number;
};

const usualLimits: DocumentLimits = { time: 10_000, memory: 512, size: 32 * 1024 * 1024 };

/** How long the process is kept once there is nothing to do, in milliseconds. */
const KEPT = 5_000;
/** How often its memory is looked at, in milliseconds. */
const LOOK_EVERY = 100;

const program = fileURLToPath(new URL('./documentProcess.ts', import.meta.url));

/**
 * Reads documents in a process of its own, one at a time: parsers of such formats meet hostile
 * files, which make them work or grow without end. A thread would not do, since most of what they
 * allocate lies outside of its heap, and its end by lack of memory can be that of the server. The
 * process may read files and nothing else, and has no environment.
 */
export class DocumentReader {
  readonly #limits: DocumentLimits;
  #process: ChildProcess | undefined;
  #rest: NodeJS.Timeout | undefined;

  constructor(limits: DocumentLimits = usualLimits) {
    this.#limits = limits;
  }

  /**
   * The beginning of a document's text. Called again only once it is done.
   *
   * @throws UnreadableDocument where it cannot be read within the limits
   */
  async read(request: DocumentRequest): Promise<string> {
    if (request.size > this.#limits.size && isReadWhole(request.format)) {
      throw new UnreadableDocument('The document is too large');
    }
    clearTimeout(this.#rest);
    this.#process ??= this.#begin();
    const answer = await this.#ask(this.#process, request);
    this.#rest = setTimeout(() => void this.close(), KEPT).unref();
    if ('text' in answer) return answer.text;
    throw new UnreadableDocument(answer.failure);
  }

  /** Ends the process; what it was reading fails. */
  async close(): Promise<void> {
    clearTimeout(this.#rest);
    const child = this.#process;
    this.#process = undefined;
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    const exit = once(child, 'exit');
    // Where nothing else is left to do, this process would end first and leave the rest undone.
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
    // Where it cannot even be begun, whoever waits for an answer hears of it.
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

/** The memory that a process has, in MiB; 0 where the system does not tell (it is Linux that does). */
function memoryOf({ pid }: ChildProcess): number {
  try {
    const [, kilobytes = 0] =
      /^VmRSS:\s+(\d+) kB/m.exec(readFileSync(`/proc/${pid}/status`, 'latin1')) ?? [];
    return Number(kilobytes) / 1024;
  } catch {
    return 0;
  }
}
