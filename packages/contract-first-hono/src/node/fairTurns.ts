/**
 * Spreads work over turns of the event loop, fairly between clients.
 *
 * @module
 */

/** Limits on the work that begins in one turn of the event loop: time in milliseconds, and number. */
const LONGEST = 2;
const MOST = 8;
/**
 * While connections arrive, work that is not urgent begins only in one turn of this many. Node.js
 * accepts one connection per turn, so a new client would otherwise wait until all earlier ones are not
 * only accepted, but served.
 */
const ONE_IN = 4;

/**
 * The lane for monitoring requests. Without it, monitors would consider a loaded server dead and end
 * it.
 */
export const URGENT = 'urgent';

type Work = () => void;

/**
 * Begins work in small portions, alternating between lanes. Otherwise requests that arrive together
 * would all be processed before any other client's.
 */
export class FairTurns {
  /** The waiting work by lane. The first lane is next. */
  readonly #lanes = new Map<string, Work[]>();
  /** The waiting work of the urgent lane. */
  readonly #urgent: Work[] = [];
  #wasUrgent = false;
  /** How much work has begun in this turn of the loop, and since when. */
  #begun = 0;
  #since = 0;
  #isScheduled = false;
  /**
   * Whether a connection has arrived since the last turn, and how many turns were skipped for that.
   */
  #hasArrived = false;
  #passedOver = 0;
  readonly #most: number;

  /** @param settings `most`: how many pieces of work begin in one turn at most */
  constructor({ most = MOST }: { readonly most?: number } = {}) {
    this.#most = most;
  }

  /** Call for each new connection. */
  arrived(): void {
    this.#hasArrived = true;
  }

  /**
   * Begins some work: at once if none waits, else in its turn.
   *
   * @param lane the client or group that the work belongs to. A lane is first in, first out, except
   *   for the urgent one, which is last in, first out, since its oldest clients may have given up. It
   *   gets half of all turns if it has work.
   */
  begin(lane: string, work: Work): void {
    if (!this.#isWaiting() && this.#hasRoom()) {
      this.#begin(work);
      return;
    }
    const waiting = lane === URGENT ? this.#urgent : this.#lanes.get(lane);
    if (waiting) waiting.push(work);
    else this.#lanes.set(lane, [work]);
    this.#schedule();
  }

  /** Waits for a turn, which is most often the current one. */
  turn(lane = ''): Promise<void> {
    return new Promise((resolve) => this.begin(lane, resolve));
  }

  #isWaiting(): boolean {
    return this.#urgent.length > 0 || this.#lanes.size > 0;
  }

  #hasRoom(): boolean {
    if (this.#begun === 0) return true;
    return (
      !this.#hasArrived && this.#begun < this.#most && performance.now() - this.#since < LONGEST
    );
  }

  #begin(work: Work): void {
    if (this.#begun++ === 0) this.#since = performance.now();
    this.#schedule();
    work();
  }

  #nextTurn(): void {
    this.#isScheduled = false;
    this.#begun = 0;
    const isPassedOver = this.#hasArrived && ++this.#passedOver < ONE_IN;
    if (!isPassedOver) this.#passedOver = 0;
    this.#hasArrived = false;
    while (this.#hasRoom()) {
      const work = isPassedOver ? this.#urgent.pop() : this.#next();
      if (!work) break;
      this.#begin(work);
    }
    if (this.#isWaiting()) this.#schedule();
  }

  /** Takes the next work. */
  #next(): Work | undefined {
    this.#wasUrgent = this.#urgent.length > 0 && !(this.#wasUrgent && this.#lanes.size > 0);
    if (this.#wasUrgent) return this.#urgent.pop();
    for (const [lane, waiting] of this.#lanes) {
      // Moves the lane behind the others.
      this.#lanes.delete(lane);
      const work = waiting.shift();
      if (waiting.length > 0) this.#lanes.set(lane, waiting);
      return work;
    }
    return undefined;
  }

  #schedule(): void {
    if (this.#isScheduled) return;
    this.#isScheduled = true;
    setImmediate(() => this.#nextTurn());
  }
}
