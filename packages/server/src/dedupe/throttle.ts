import type { Progress } from '../jobs/jobKind.ts';

/** Shortest time between two reports, in milliseconds: each is flushed to the disk. */
const PAUSE = 200;

/** Passes on progress, but not too often. */
export class Throttle {
  readonly #report: (progress: Progress) => Promise<void>;
  #last: Progress | undefined;
  #next = 0;

  constructor(report: (progress: Progress) => Promise<void>) {
    this.#report = report;
  }

  async report(progress: Progress): Promise<void> {
    this.#last = progress;
    if (Date.now() < this.#next) return;
    this.#next = Date.now() + PAUSE;
    await this.#report(progress);
  }

  /** Passes on the last progress. */
  async end(): Promise<void> {
    if (this.#last) await this.#report(this.#last);
  }
}
