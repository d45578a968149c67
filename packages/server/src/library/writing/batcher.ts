/**
 * Groups concurrent work, which then shares one flush.
 *
 * @module
 */
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { KeyedMutex } from './keyedMutex.ts';

/** A queued item, and the promise of its result. */
export type Waiting<Item, Result> = {
  readonly item: Item;
  readonly resolve: (result: Result) => void;
  readonly reject: (error: unknown) => void;
};

/**
 * Batches work: items that wait for the mutex under the same key are processed together, in the order in
 * which they were added.
 */
export class Batcher<Item, Result> {
  readonly #turns: KeyedMutex;
  readonly #work: (key: string, batch: readonly Waiting<Item, Result>[]) => Promise<void>;
  readonly #waiting = new Map<string, Waiting<Item, Result>[]>();

  /** @param work settles each item itself; if it throws, the unsettled items fail with that error */
  constructor(
    turns: KeyedMutex,
    work: (key: string, batch: readonly Waiting<Item, Result>[]) => Promise<void>,
  ) {
    this.#turns = turns;
    this.#work = work;
  }

  /** Queues an item for the next batch of a key. */
  add(key: string, item: Item): Promise<Result> {
    return new Promise((resolve, reject) => {
      const waiting = this.#waiting.get(key);
      if (waiting) {
        waiting.push({ item, resolve, reject });
        return;
      }
      this.#waiting.set(key, [{ item, resolve, reject }]);
      void this.#turns.take(key, () => this.#next(key));
    });
  }

  async #next(key: string): Promise<void> {
    // Lets requests of this turn join the batch.
    await nextTurn();
    const batch = this.#waiting.get(key) ?? [];
    this.#waiting.delete(key);
    try {
      await this.#work(key, batch);
    } catch (error) {
      for (const { reject } of batch) reject(error);
    }
  }
}
