import { closeSync, fdatasync, openSync } from 'node:fs';
import { promisify } from 'node:util';

const flushData = promisify(fdatasync);

/**
 * Has the disk keep what was committed to SQLite's write-ahead log, while the thread that has
 * committed goes on: the flush of SQLite's own, in the commit, stops it for as long as that takes.
 * Those who ask while one flush is under way share the next one.
 */
export class LogFlush {
  readonly #place: string;
  readonly #begin: () => void;
  #descriptor: number | undefined;
  #hasFailed = false;
  #last: Promise<void> = Promise.resolve();
  #next: Promise<void> | undefined;

  /**
   * @param place of the log on the disk; it is the same file as long as a connection is open
   * @param begin has the disk keep what is in the log elsewhere, and the log begun anew
   */
  constructor(place: string, begin: () => void) {
    this.#place = place;
    this.#begin = begin;
  }

  /**
   * Waits until all that was committed up to now is on the disk.
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

  /** Flushes once the flush before is done, which may have begun before the latest commit. */
  async #after(before: Promise<void>): Promise<void> {
    await before.catch(() => {});
    this.#last = this.#next ?? before;
    this.#next = undefined;
    // A system that has failed to write forgets that it still has to, and the log would have a gap.
    if (this.#hasFailed) this.#begin();
    this.#hasFailed = true;
    this.#descriptor ??= openSync(this.#place, 'r+');
    await flushData(this.#descriptor);
    this.#hasFailed = false;
  }
}
