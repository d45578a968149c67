/**
 * Turns of the event loop, of which each goes to a few pieces of work. Requests that have arrived together
 * would otherwise all be worked on before the loop looks at what else has come.
 */
export class LoopTurns {
  readonly #most: number;
  readonly #waiting: (() => void)[] = [];
  #taken = 0;

  /** @param most how many pieces of work share a turn */
  constructor(most = 1) {
    this.#most = most;
  }

  /** Waits for room in a turn of the loop; most often, that is this one. */
  next(): Promise<void> {
    if (this.#taken >= this.#most) return new Promise((resolve) => this.#waiting.push(resolve));
    this.#take();
    return Promise.resolve();
  }

  #take(): void {
    if (this.#taken++ === 0) setImmediate(() => this.#nextTurn());
  }

  #nextTurn(): void {
    this.#taken = 0;
    for (const go of this.#waiting.splice(0, this.#most)) {
      this.#take();
      go();
    }
  }
}
