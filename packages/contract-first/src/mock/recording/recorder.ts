/**
 * Records the exchanges of a mock.
 *
 * @module
 */
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Document } from '../../document/model.ts';
import { CapturedRequest, CapturedResponse } from './capture.ts';
import { entryOf } from './entry.ts';
import { HarFile } from './harFile.ts';
import { Redaction } from './redaction.ts';

export type RecordingOptions = {
  /** A HAR 1.2 file; one that a mock has made is continued. */
  readonly file: string;
  /** The longest body that is recorded, in bytes: 1 MiB by default. */
  readonly limit?: number | undefined;
  /** Whether credentials and other secrets are recorded, too. */
  readonly keepsSecrets?: boolean | undefined;
  /** Called if an exchange is recorded incompletely, and with errors of the file. */
  readonly onNote?: ((text: string) => void) | undefined;
};

/** The longest body that is recorded by default, in bytes. */
export const RECORDED: number = 1024 * 1024;

export class Recorder {
  readonly #file: HarFile;
  readonly #options: RecordingOptions;
  #redaction: Redaction;
  /** Exchanges that have not ended. */
  readonly #open = new Set<Promise<void>>();
  #queue: Promise<void> = Promise.resolve();
  #isBroken = false;

  private constructor(file: HarFile, document: Document, options: RecordingOptions) {
    this.#file = file;
    this.#options = options;
    this.#redaction = new Redaction(document);
  }

  /** @throws Error if the file cannot be written, or is not a recording of a mock */
  static async open(document: Document, options: RecordingOptions): Promise<Recorder> {
    return new Recorder(await HarFile.open(options.file), document, options);
  }

  /** Redacts by another document from now on. */
  replace(document: Document): void {
    this.#redaction = new Redaction(document);
  }

  /** Records an exchange once it has ended. */
  follow(request: IncomingMessage, response: ServerResponse): void {
    if (!(request instanceof CapturedRequest && response instanceof CapturedResponse)) return;
    const startedAt = new Date();
    const started = performance.now();
    let waitedMs: number | undefined;
    response.onHead = () => {
      waitedMs = performance.now() - started;
    };
    const ended = Promise.withResolvers<void>();
    const { socket } = request;
    const end = () => {
      // Both may happen at once.
      if (!this.#open.delete(ended.promise)) return;
      response.off('close', end);
      socket.off('close', end);
      const endedMs = performance.now() - started;
      const times = { startedAt, waitedMs: waitedMs ?? endedMs, endedMs };
      this.#queue = this.#queue.then(() => this.#record({ request, response, ...times }));
      ended.resolve();
    };
    // A response that waits for those ahead of it on a connection does not end with that.
    response.on('close', end);
    socket.on('close', end);
    this.#open.add(ended.promise);
  }

  /** Writes the exchanges of a server whose connections are closed, and closes the file. */
  async close(): Promise<void> {
    await Promise.all(this.#open);
    await this.#queue;
    await this.#file.close();
  }

  async #record(exchange: Parameters<typeof entryOf>[0]): Promise<void> {
    if (this.#isBroken) return;
    const { limit = RECORDED, keepsSecrets, onNote, file } = this.#options;
    const redaction = keepsSecrets ? undefined : this.#redaction;
    try {
      const { entry, cut } = await entryOf(exchange, { limit, redaction });
      await this.#file.append(entry);
      for (const each of cut) {
        const { method, url } = exchange.request;
        const [path] = (url ?? '').split('?');
        onNote?.(
          `${method} ${path}: the ${each} is longer than --record-limit ${limit}, and was cut`,
        );
      }
    } catch (error) {
      this.#isBroken = true;
      const message = error instanceof Error ? error.message : String(error);
      onNote?.(`error Nothing more is recorded in ${file}: ${message}`);
    }
  }
}
