import { DatabaseUnreachable } from '../database.ts';

const WRITTEN = 0;
const LOST = 1;

/** What the threads of a server know of each other, in shared memory. */
export class ThreadState {
  /** Can be sent to a thread. */
  readonly shared: Int32Array;

  constructor(
    shared: Int32Array = new Int32Array(new SharedArrayBuffer(2 * Int32Array.BYTES_PER_ELEMENT)),
  ) {
    this.shared = shared;
  }

  /** A number that changes with each transaction of a further thread. */
  get written(): number {
    return Atomics.load(this.shared, WRITTEN);
  }

  /** A further thread has written. */
  noteWrite(): void {
    Atomics.add(this.shared, WRITTEN, 1);
  }

  /** Whether the server holds its lock. */
  set isHeld(isHeld: boolean) {
    Atomics.store(this.shared, LOST, isHeld ? 0 : 1);
  }

  /** @throws DatabaseUnreachable if the server does not hold its lock now */
  assertHeld(): void {
    if (Atomics.load(this.shared, LOST) === 0) return;
    throw new DatabaseUnreachable(
      'The connection to PostgreSQL broke, and this server does not hold its lock again yet',
    );
  }
}
