import { setImmediate as nextTurn } from 'node:timers/promises';
import type { KeyedMutex } from './keyedMutex.ts';

/** A piece of work that waits to be done, and whoever waits for it. */
export type Waiting<Item, Result> = {
  readonly item: Item;
  readonly resolve: (result: Result) => void;
  readonly reject: (error: unknown) => void;
};

/**
 * Pieces of work of one kind: those that wait for a turn under the same key are done in that turn
 * together, in the order in which they came.
 */
export class Batcher<Item, Result> {
  readonly #turns: KeyedMutex;
  readonly #work: (key: string, batch: readonly Waiting<Item, Result>[]) => Promise<void>;
  readonly #waiting = new Map<string, Waiting<Item, Result>[]>();

  /** @param work answers each piece itself; what it throws is the answer to all that have none */
  constructor(
    turns: KeyedMutex,
    work: (key: string, batch: readonly Waiting<Item, Result>[]) => Promise<void>,
  ) {
    this.#turns = turns;
    this.#work = work;
  }

  /** Has a piece of work done in the next turn under a key. */
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
    // Those who are about to ask come along.
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
