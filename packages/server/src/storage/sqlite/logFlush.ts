import { closeSync, fdatasync, openSync } from 'node:fs';
import { promisify } from 'node:util';

const flushData = promisify(fdatasync);

/**
 * Flushes SQLite's write-ahead log outside of the thread that commits: SQLite's own flush, within the
 * commit, would block all requests for as long as it takes. Calls during a flush share the next one.
 */
export class LogFlush {
  readonly #place: string;
  readonly #begin: () => void;
  #descriptor: number | undefined;
  #hasFailed = false;
  #last: Promise<void> = Promise.resolve();
  #next: Promise<void> | undefined;

  /**
   * @param place disk path of the log, the same file as long as a connection is open
   * @param begin moves the content of the log to the flushed database, and starts the log anew
   */
  constructor(place: string, begin: () => void) {
    this.#place = place;
    this.#begin = begin;
  }

  /**
   * Waits until everything committed so far is on the disk.
   *
   * @throws NodeJS.ErrnoException
   */
  done(): Promise<void> {
    this.#next ??= this.#after(this.#last);
    return this.#next;
  }

  close(): void {
    if (this.#descriptor !== undefined) closeSync(this.#descriptor);
    this.#descriptor = undefined;
  }

  /** Flushes after the running flush, which may have started before the latest commit. */
  async #after(before: Promise<void>): Promise<void> {
    await before.catch(() => {});
    this.#last = this.#next ?? before;
    this.#next = undefined;
    // After a failed write the system no longer knows that the pages are unwritten: the log would have a
    // gap.
    if (this.#hasFailed) this.#begin();
    this.#hasFailed = true;
    this.#descriptor ??= openSync(this.#place, 'r+');
    await flushData(this.#descriptor);
    this.#hasFailed = false;
  }
}
