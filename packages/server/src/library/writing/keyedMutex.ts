/** A mutex for each key: work under one key runs one at a time, in the order of the calls. */
export class KeyedMutex {
  readonly #last = new Map<string, Promise<unknown>>();

  /** Runs `work` when everything queued earlier under the same key is done. */
  async take<T>(key: string, work: () => Promise<T>): Promise<T> {
    const before = this.#last.get(key);
    const mine = (async () => {
      // The caller of the earlier work handles its errors.
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

  /** Holds two keys, always locked in the same order to avoid deadlocks. */
  async takeBoth<T>(one: string, other: string, work: () => Promise<T>): Promise<T> {
    if (one === other) return this.take(one, work);
    const [first, second] = one < other ? [one, other] : [other, one];
    return this.take(first, () => this.take(second, work));
  }
}
