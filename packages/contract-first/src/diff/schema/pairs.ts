import type { References } from '../references.ts';
import type { Branch } from './branches.ts';
import type { Lane } from './lane.ts';
import { Pair } from './pair.ts';
import { type Side, sideOf } from './side.ts';
import type { Conjunction, Part } from './source.ts';
import { judge } from './verdicts.ts';

/** How schemas, and the alternatives in them, are compared. */
export type Comparers = {
  schemas(pairs: Pairs, pair: Pair, before: Conjunction, after: Conjunction): void;
  branches(pairs: Pairs, pair: Pair, before: Branch, after: Branch): void;
};

/**
 * All pairs of schemas that are compared, each once in a lane, however many operations and schemas
 * lead to it. Pairs are asked for, and compared later one after the other: neither recursion in the
 * schemas nor a long chain of them costs more than its length.
 */
export class Pairs {
  readonly before: Side;
  readonly after: Side;
  readonly #pairs = new Map<string, Pair>();
  readonly #open: (() => void)[] = [];
  readonly #compare: Comparers;

  constructor(before: References, after: References, compare: Comparers) {
    this.before = sideOf(before);
    this.after = sideOf(after);
    this.#compare = compare;
  }

  schemas(before: Conjunction, after: Conjunction, lane: Lane): Pair {
    return this.#pair(`${before.id} ${after.id}`, lane, (pair) =>
      this.#compare.schemas(this, pair, before, after),
    );
  }

  branches(before: Branch, after: Branch, lane: Lane): Pair {
    return this.#pair(`${before.id}:${after.id}`, lane, (pair) =>
      this.#compare.branches(this, pair, before, after),
    );
  }

  /** Compares all pairs that were asked for, and those below them, and judges them. */
  complete(): void {
    for (let next = this.#open.pop(); next !== undefined; next = this.#open.pop()) next();
    judge([...this.#pairs.values()]);
  }

  #pair(ids: string, lane: Lane, compare: (pair: Pair) => void): Pair {
    const key = `${ids} ${lane.direction} ${lane.encoding}`;
    let pair = this.#pairs.get(key);
    if (!pair) {
      const made = new Pair(lane);
      pair = made;
      this.#pairs.set(key, made);
      this.#open.push(() => compare(made));
    }
    return pair;
  }
}

/** The pair of two schemas below another pair, in its lane. */
export const pairsOf = (
  pairs: Pairs,
  { lane }: Pair,
  before: readonly Part[],
  after: readonly Part[],
): Pair =>
  pairs.schemas(pairs.before.source.together(before), pairs.after.source.together(after), lane);
