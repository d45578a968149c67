/**
 * What is measured of a document, in a form that goes between processes as JSON.
 *
 * @module
 */

/** Something that went wrong, by its kind, with one example. */
export type Group = {
  /** The same for everything that has the same cause, as far as can be told. */
  readonly kind: string;
  readonly count: number;
  readonly example: string;
};

/** How many of something were as they should be; `groups` has the others. */
export type Tally = {
  readonly total: number;
  readonly good: number;
  readonly groups: readonly Group[];
};

/** Steps that cost time, in the order in which they are made. */
export const steps = [
  'read',
  'generate',
  'import',
  'types',
  'mount',
  'equality',
  'reach',
  'verdicts',
] as const;
export type Step = (typeof steps)[number];

/** The measurement of one document. What was not reached, since a step failed, counts as not good. */
export type Measurement = {
  readonly document: string;
  /** The version that it is written in. */
  readonly version: string;
  readonly operations: number;
  /** The step that failed for the whole document; the later ones were not made. */
  readonly failure?: {
    readonly step: Step;
    /** The error's, such as `TypeError`. */
    readonly name: string;
    readonly kind: string;
    readonly message: string;
  };
  /** Operations with a route. */
  readonly written: Tally;
  /** Operations that were left out, and which the generator said so of. */
  readonly reported: Tally;
  /** Whether it type-checks with a handler for each operation: 1 of 1, or 0 of 1. */
  readonly types: Tally;
  /** Operations that a request over a socket has reached. */
  readonly reached: Tally;
  /** Operations that are in the document read off the routes with the same meaning. */
  readonly equal: Tally;
  /** Values that the server judged as ajv does. */
  readonly verdicts: Tally;
  /** Values judged differently, and operations not reached, for a documented reason; only in here. */
  readonly exceptions: Tally;
  /** Schemas and operations whose values were not tried, because the time was over. */
  readonly untried: number;
  /** Seconds. */
  readonly seconds: Readonly<Partial<Record<Step, number>>>;
};

/** A document, and how far it came, in one line. */
export function measurementOf({ document, failure, written, reported }: Measurement): string {
  const end = failure ? `${failure.step}: ${failure.name}: ${failure.message}` : 'measured';
  return `${document}: ${written.good} of ${written.total} written, ${reported.good} of ${reported.total} others reported; ${end}`;
}

/** Counts what is good, and groups what is not. */
export class Counter {
  #good = 0;
  #total = 0;
  readonly #groups = new Map<string, { count: number; example: string }>();

  good(count = 1): void {
    this.#good += count;
    this.#total += count;
  }

  /** @param example called for the first of its kind only */
  bad(kind: string, example: () => string, count = 1): void {
    this.#total += count;
    const known = this.#groups.get(kind);
    if (known) known.count += count;
    else this.#groups.set(kind, { count, example: example().slice(0, LONGEST_EXAMPLE) });
  }

  add({ good, groups }: Tally): void {
    this.good(good);
    for (const { kind, count, example } of groups) this.bad(kind, () => example, count);
  }

  get tally(): Tally {
    const groups = [...this.#groups].map(([kind, group]) => ({ kind, ...group }));
    return {
      total: this.#total,
      good: this.#good,
      groups: groups.sort((one, other) => other.count - one.count),
    };
  }
}

/** Of an example, so much is kept, in characters. */
const LONGEST_EXAMPLE = 600;

/** What is left of a message if names, numbers and places are taken out of it. */
export const kindOf = (message: string): string =>
  message
    .split('\n')[0]
    // The operation or component that a generator was at.
    ?.replace(/^((?!\w*Error: )[^\s:]+: )+/, '')
    .replaceAll(/"[^"]*"|'[^']*'|`[^`]*`/g, '"…"')
    .replaceAll(/#\/\S+/g, '#/…')
    .replaceAll(/(?<![\w.]|status )-?\d+(\.\d+)?/g, 'n')
    .slice(0, 200) ?? '';
