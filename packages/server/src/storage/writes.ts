import { ChangeBus } from './changeBus.ts';

/**
 * Reports writes to the database, so that rows can be cached. Triggers report those of our own thread
 * (`fileRow`, `trash` and `credential` on the bus), so that no statement is forgotten; of other threads it
 * is only known that they have written.
 */
export class Writes {
  readonly changes: ChangeBus;
  #elsewhere = (): number => 0;

  constructor(changes: ChangeBus = new ChangeBus()) {
    this.changes = changes;
  }

  /** A number that changes whenever another thread has written. */
  elsewhere(): number {
    return this.#elsewhere();
  }

  /** @param elsewhere the number for {@link elsewhere} */
  attach(elsewhere: () => number): void {
    this.#elsewhere = elsewhere;
  }
}
