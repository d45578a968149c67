/**
 * One request that appends bytes to an upload.
 *
 * @module
 */
import type { Readable } from 'node:stream';
import type { ProblemError } from '../../problemError.ts';
import type { UploadRow } from '../../storage/files/uploadRepository.ts';
import type { PartialBlob } from '../blobs.ts';
import { collectAfter } from './collectAfter.ts';
import { inconsistent } from './uploadProblems.ts';

/** How much is received before it is flushed, in bytes: what a crash costs at most. */
const FLUSH_EVERY = 64 * 1024 * 1024;
/** Receives one part of an upload, and ends early if another request takes over. */
export class Appending {
  readonly row: UploadRow;
  /** Whether all bytes have arrived, and the file gets its name. */
  isFinishing = false;
  readonly #done = Promise.withResolvers<void>();
  readonly #stopping = Promise.withResolvers<never>();
  #position: number;
  /** How many bytes are on the disk, and recorded. */
  #recorded: number;
  /** Resolves if a caller waits for a flush. */
  #asked = Promise.withResolvers<void>();
  #flushed = Promise.withResolvers<void>();

  /** @param row of the upload before the part */
  constructor(row: UploadRow) {
    this.row = row;
    this.#position = row.received;
    this.#recorded = row.received;
    // It may be stopped while no bytes are awaited.
    this.#stopping.promise.catch(() => {});
  }

  /** How many bytes of the file have arrived. */
  get position(): number {
    return this.#position;
  }

  /**
   * Receives a part. However it ends, what has arrived is flushed and recorded.
   *
   * @param record receives the number of flushed bytes
   * @throws ProblemError of {@link stop}, or `inconsistent_upload_length`
   */
  async receive(
    { content, turn }: { readonly content: Readable; readonly turn: () => Promise<void> },
    file: PartialBlob,
    record: (bytes: number) => Promise<void>,
  ): Promise<void> {
    const flush = async () => {
      await file.flush();
      if (this.#position !== this.#recorded) await record(this.#position);
      this.#recorded = this.#position;
      this.#flushed.resolve();
      this.#asked = Promise.withResolvers();
      this.#flushed = Promise.withResolvers();
    };
    try {
      for await (const chunk of this.#chunksOf(content)) {
        if (chunk === undefined) {
          await flush();
          continue;
        }
        await turn();
        this.#position += chunk.length;
        if (this.#position > this.row.size) throw inconsistent(this.row, undefined);
        await file.write(chunk);
        collectAfter(chunk.length);
        if (this.#position - this.#recorded >= FLUSH_EVERY) await flush();
      }
    } finally {
      if (file.isIntact && this.#position <= this.row.size) await flush();
    }
  }

  /** Resolves when what has arrived is flushed. */
  async flushed(): Promise<void> {
    if (this.#position === this.#recorded) return;
    this.#asked.resolve();
    await Promise.race([this.#flushed.promise, this.done]);
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

  /** The chunks of a part, and undefined whenever a caller waits for a flush. */
  async *#chunksOf(content: Readable): AsyncGenerator<Buffer | undefined> {
    // The stream is not destroyed with the loop: the error response must still reach the client.
    const chunks: AsyncIterator<Buffer> = content.iterator({ destroyOnReturn: false });
    for (let next = chunks.next(); ; ) {
      // It fails later if the request was stopped first.
      next.catch(() => {});
      const asked = this.#asked.promise;
      const chunk = await Promise.race([this.#stopping.promise, asked, next]);
      if (chunk?.done) return;
      yield chunk?.value;
      if (chunk) next = chunks.next();
    }
  }
}
