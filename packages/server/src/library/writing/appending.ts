/**
 * One request that appends bytes to an upload.
 *
 * @module
 */
import type { Readable } from 'node:stream';
import type { ProblemError } from '../../problemError.ts';
import type { UploadRow } from '../../storage/files/uploadRepository.ts';
import { collectAfter } from './collectAfter.ts';
import type { PartialFile } from './partialFiles.ts';
import { inconsistent, superseded } from './uploadProblems.ts';

/** How much is received before it is flushed, in bytes: what a crash costs at most. */
const FLUSH_EVERY = 64 * 1024 * 1024;
/** After this time without bytes, in milliseconds, a connection counts as lost if another wants to continue. */
const SILENT = 2_000;

/** Receives one part of an upload, and ends early if another request takes over. */
export class Appending {
  readonly row: UploadRow;
  /** Whether all bytes have arrived, and the file gets its name. */
  isFinishing = false;
  readonly #done = Promise.withResolvers<void>();
  readonly #stopping = Promise.withResolvers<never>();
  #position: number;
  #lastMs = performance.now();
  /** Requests that want to know what is flushed. */
  #asking: (() => void)[] = [];

  /** @param row of the upload before the part */
  constructor(row: UploadRow) {
    this.row = row;
    this.#position = row.received;
    // Nobody may be waiting for bytes when it is stopped.
    this.#stopping.promise.catch(() => {});
  }

  /** How many bytes of the file have arrived. */
  get position(): number {
    return this.#position;
  }

  /**
   * Receives a part. However it ends, what has arrived is flushed and recorded.
   *
   * @param record is told the number of flushed bytes
   * @throws ProblemError of {@link stop}, or `inconsistent_upload_length`
   */
  async receive(
    { content, turn }: { readonly content: Readable; readonly turn: () => Promise<void> },
    file: PartialFile,
    record: (bytes: number) => Promise<void>,
  ): Promise<void> {
    let recorded = this.#position;
    const flush = async () => {
      await file.flush();
      if (this.#position !== recorded) await record(this.#position);
      recorded = this.#position;
      const asking = this.#asking;
      this.#asking = [];
      for (const answer of asking) answer();
    };
    try {
      for await (const chunk of this.#chunksOf(content)) {
        await turn();
        if (this.#position + chunk.length > this.row.size) {
          this.#position += chunk.length;
          throw inconsistent(this.row, undefined);
        }
        await file.write(chunk);
        this.#position += chunk.length;
        this.#lastMs = performance.now();
        collectAfter(chunk.length);
        if (this.#asking.length > 0 || this.#position - recorded >= FLUSH_EVERY) await flush();
      }
    } finally {
      if (file.isIntact && this.#position <= this.row.size) await flush();
    }
  }

  /** Resolves when what had arrived at the call is flushed; ends a request that has gone silent. */
  async flushed(): Promise<void> {
    const flushed = Promise.withResolvers<void>();
    this.#asking.push(flushed.resolve);
    const silence = setInterval(() => {
      if (performance.now() - this.#lastMs > SILENT && !this.isFinishing) {
        void this.stop(superseded(this.#position));
      }
    }, SILENT / 4);
    try {
      await Promise.race([flushed.promise, this.#done.promise]);
    } finally {
      clearInterval(silence);
    }
  }

  /** Resolves when the request has ended. */
  get done(): Promise<void> {
    return this.#done.promise;
  }

  /** Ends the request, unless all bytes have arrived; resolves when it has ended. */
  async stop(reason: ProblemError): Promise<void> {
    if (!this.isFinishing) this.#stopping.reject(reason);
    await this.#done.promise;
  }

  /** Records that the request has ended. */
  end(): void {
    this.#done.resolve();
  }

  async *#chunksOf(content: Readable): AsyncGenerator<Buffer> {
    // The stream is not destroyed with the loop: the error response must still reach the client.
    const chunks: AsyncIterator<Buffer> = content.iterator({ destroyOnReturn: false });
    for (;;) {
      const next = chunks.next();
      // It fails later if the request was stopped first.
      next.catch(() => {});
      const { done, value } = await Promise.race([this.#stopping.promise, next]);
      if (done) return;
      yield value;
    }
  }
}
