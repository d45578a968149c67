/** What a figure counts: more requests a second are better, less of everything else. */
export type Unit = 's' | 'ms' | 'MiB' | 'requests/s';

/** What is to be reached: by the ratio of ours to the peer's, or without a peer by our own figure. */
export type Target = { readonly atLeast: number } | { readonly atMost: number };

/** A program that must be installed. */
export type Program = {
  /** Prints the version of the program. */
  readonly version: readonly [command: string, ...args: string[]];
  /** The Debian package. */
  readonly debian: string;
};

/** A piece of work, measured against a peer in one run on one machine, or against a ceiling. */
export type Bench = {
  /** What is done, such as "download of 1 GiB". */
  readonly work: string;
  /** What else does it, such as "nginx sendfile"; undefined if our own figure has a ceiling. */
  readonly peer: string | undefined;
  /** Programs of the peer. Their versions are printed with the figures. */
  readonly programs?: readonly Program[];
  readonly unit: Unit;
  readonly target: Target;
  /**
   * Measures both in each round, so that a busy machine disturbs both alike.
   *
   * @returns what else was seen, such as the peak of memory
   * @throws PeerMissing if the peer is not installed here
   */
  measure(rounds: Rounds): Promise<readonly string[]>;
};

/** The figures of one round, in the unit of the bench. */
export type Figures = { readonly ours: number; readonly peer?: number };

/** All that a bench has measured: one entry for each round. */
export type Measured = {
  readonly ours: readonly number[];
  /** Empty without a peer. */
  readonly peer: readonly number[];
  readonly notes: readonly string[];
};

/** The rounds of a bench. */
export class Rounds {
  readonly ours: number[] = [];
  readonly peer: number[] = [];
  readonly #count: number;
  readonly #until: number;
  readonly #show: (round: number, figures: Figures) => void;

  /**
   * @param until no further round begins after this time of `performance.now()`
   * @param show called with the figures of a round as soon as they are there
   */
  constructor(
    count: number,
    until: number,
    show: (round: number, figures: Figures) => void = () => {},
  ) {
    this.#count = count;
    this.#until = until;
    this.#show = show;
  }

  /** @param measure measures the round of this number, counted from 1 */
  async each(measure: (round: number) => Promise<Figures>): Promise<void> {
    for (let round = 1; round <= this.#count; round++) {
      if (round > 1 && performance.now() > this.#until) return;
      const figures = await measure(round);
      this.ours.push(figures.ours);
      if (figures.peer !== undefined) this.peer.push(figures.peer);
      this.#show(round, figures);
    }
  }

  /** The same for two pieces of work that do not depend on each other; which comes first alternates. */
  alternating(ours: () => Promise<number>, peer: () => Promise<number>): Promise<void> {
    return this.each(async (round) => {
      if (round % 2 === 1) return { ours: await ours(), peer: await peer() };
      const theirs = await peer();
      return { ours: await ours(), peer: theirs };
    });
  }
}

/** The peer is not installed; the message says which package to install. */
export class PeerMissing extends Error {
  override readonly name = 'PeerMissing';
}

/** The median of some numbers. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  const [low = Number.NaN, high = Number.NaN] = sorted.slice(middle - 1, middle + 1);
  return sorted.length % 2 === 1 ? (sorted[middle] ?? Number.NaN) : (low + high) / 2;
}

/** How long something takes, in seconds. */
export async function secondsOf(work: () => unknown): Promise<number> {
  const started = performance.now();
  await work();
  return (performance.now() - started) / 1000;
}
