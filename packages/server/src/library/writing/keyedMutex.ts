/** Pieces of work that must not overlap, done in the order in which they were asked for. */
export class KeyedMutex {
  readonly #last = new Map<string, Promise<unknown>>();

  /** Does a piece of work as soon as all that came before it under the same key is done. */
  async take<T>(key: string, work: () => Promise<T>): Promise<T> {
    const before = this.#last.get(key);
    const mine = (async () => {
      // How it went is a matter of whoever asked for it.
      await before?.catch(() => {});
      return work();
    })();
    this.#last.set(key, mine);
    try {
      return await mine;
    } finally {
      if (this.#last.get(key) === mine) this.#last.delete(key);
    }
  }

  /** The same under two keys; in one order wherever they come together, so that no two wait for each other. */
  async takeBoth<T>(one: string, other: string, work: () => Promise<T>): Promise<T> {
    if (one === other) return this.take(one, work);
    const [first, second] = one < other ? [one, other] : [other, one];
    return this.take(first, () => this.take(second, work));
  }
}
