/** With more different sets than this, only equal ones are found. */
const MOST_SETS = 1_000;

/** Finds the supersets of a set. Sets are represented by their strings as JSON. */
export class Supersets {
  readonly #sets = new Map<string, ReadonlySet<string>>();

  add(set: string): void {
    // Callers only pass lists of strings.
    if (!this.#sets.has(set)) this.#sets.set(set, new Set(JSON.parse(set) as readonly string[]));
  }

  /** All added supersets of a set, including itself if it was added. */
  of(set: string): readonly string[] {
    if (this.#sets.size > MOST_SETS) return this.#sets.has(set) ? [set] : [];
    const texts = JSON.parse(set) as readonly string[];
    return [...this.#sets].flatMap(([each, all]) =>
      texts.every((text) => all.has(text)) ? [each] : [],
    );
  }

  /** The number of strings in an added set. */
  sizeOf(set: string): number {
    return this.#sets.get(set)?.size ?? 0;
  }
}
