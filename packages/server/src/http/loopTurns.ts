/**
 * Turns of the event loop, of which each goes to one piece of work. Requests that have arrived together
 * would otherwise all be worked on before the loop looks at what else has come.
 */
export class LoopTurns {
  readonly #waiting: (() => void)[] = [];
  #isTaken = false;

  /** Waits for a turn of the loop that nobody else has; most often, that is this one. */
  next(): Promise<void> {
    if (this.#isTaken) return new Promise((resolve) => this.#waiting.push(resolve));
    this.#take();
    return Promise.resolve();
  }

  #take(): void {
    this.#isTaken = true;
    setImmediate(() => {
      this.#isTaken = false;
      const go = this.#waiting.shift();
      if (!go) return;
      this.#take();
      go();
    });
  }
}
