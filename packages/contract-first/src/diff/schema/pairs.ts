import type { References } from '../references.ts';
import { type Branch, Views } from './branches.ts';
import { compareBranches } from './compareBranches.ts';
import { compareSchemas } from './compareSchemas.ts';
import type { Lane } from './lane.ts';
import { Pair } from './pair.ts';
import { type Conjunction, SchemaSource } from './source.ts';
import { judge } from './verdicts.ts';

/** The schemas of one of the two documents. */
export type Side = { readonly source: SchemaSource; readonly views: Views };

const sideOf = (references: References): Side => {
  const source = new SchemaSource(references);
  return { source, views: new Views(source) };
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

  constructor(before: References, after: References) {
    this.before = sideOf(before);
    this.after = sideOf(after);
  }

  schemas(before: Conjunction, after: Conjunction, lane: Lane): Pair {
    return this.#pair(`${before.id} ${after.id}`, lane, (pair) =>
      compareSchemas(this, pair, before, after),
    );
  }

  branches(before: Branch, after: Branch, lane: Lane): Pair {
    return this.#pair(`${before.id}:${after.id}`, lane, (pair) =>
      compareBranches(this, pair, before, after),
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
