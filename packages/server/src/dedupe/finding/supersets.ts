/** How many different sets are compared with each other; of more, only equal ones are found. */
const MOST_SETS = 1_000;

/** Finds out of some sets those that have all of another one. A set is known by its texts, as JSON. */
export class Supersets {
  readonly #sets = new Map<string, ReadonlySet<string>>();

  add(set: string): void {
    // Only lists of texts are ever asked about.
    if (!this.#sets.has(set)) this.#sets.set(set, new Set(JSON.parse(set) as readonly string[]));
  }

  /** The sets that have all of one, itself included where it was added. */
  of(set: string): readonly string[] {
    if (this.#sets.size > MOST_SETS) return this.#sets.has(set) ? [set] : [];
    const texts = JSON.parse(set) as readonly string[];
    return [...this.#sets].flatMap(([each, all]) =>
      texts.every((text) => all.has(text)) ? [each] : [],
    );
  }

  /** How many texts a set has that was added. */
  sizeOf(set: string): number {
    return this.#sets.get(set)?.size ?? 0;
  }
}
