/** For how long work is begun in one turn of the event loop, in milliseconds, and how much at the most. */
const LONGEST = 2;
const MOST = 8;
/**
 * In how many turns work begins while connections come in: Node.js takes one connection in a turn, so
 * whoever has just come would wait until all who came before are not only let in, but served.
 */
const ONE_IN = 4;

/** The lane of what is asked for by monitors: they would take a server under load for a dead one, and end it. */
export const URGENT = 'urgent';

type Work = () => void;

/**
 * Begins work a little at a time, and by turns for everybody who has some to do. Requests that arrive
 * together would otherwise all be worked on before anybody else's is looked at.
 */
export class FairTurns {
  /** What waits, by lane; the lane that is next comes first. */
  readonly #lanes = new Map<string, Work[]>();
  /** What waits in the urgent lane. */
  readonly #urgent: Work[] = [];
  #wasUrgent = false;
  /** What has begun in the present turn of the loop. */
  #begun = 0;
  #since = 0;
  #isScheduled = false;
  /** Whether somebody has come in since the last turn, and how many turns were passed over for that. */
  #hasArrived = false;
  #passedOver = 0;
  readonly #most: number;

  /** @param settings `most`: how many pieces of work begin in one turn, at the most */
  constructor({ most = MOST }: { readonly most?: number } = {}) {
    this.#most = most;
  }

  /** Says that a connection has come in. */
  arrived(): void {
    this.#hasArrived = true;
  }

  /**
   * Begins some work: at once where none waits, else in its turn.
   *
   * @param lane whose work it is; of one lane, the first comes first, but of the urgent one the last,
   *   since whoever has waited long may have given up. Half of all turns are for that, if it has work.
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

  /** Waits for the turn of some work; most often, that is this one. */
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

  /** Takes what is to begin next. */
  #next(): Work | undefined {
    this.#wasUrgent = this.#urgent.length > 0 && !(this.#wasUrgent && this.#lanes.size > 0);
    if (this.#wasUrgent) return this.#urgent.pop();
    for (const [lane, waiting] of this.#lanes) {
      // Behind the others, until it is its turn again.
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
