/** A piece of work, measured against a peer in one run on one machine, or against a ceiling. */
export type Bench = {
  /** What is done, such as "download of 1 GiB". */
  readonly work: string;
  /** What else does it, such as "nginx sendfile"; undefined where our own figure has a ceiling. */
  readonly peer: string | undefined;
  /** What is to be reached: the ratio, ours by the peer's, or without a peer our own figure. */
  readonly reach: { readonly atLeast: number } | { readonly atMost: number };
  /**
   * Measures both in turns, so that a busy machine disturbs both alike.
   *
   * @param rounds how many times each
   * @throws PeerMissing where the peer is not installed here
   */
  measure(rounds: number): Promise<Measured>;
};

export type Measured = {
  /** What is counted: requests a second are better when more, all else when less. */
  readonly unit: 's' | 'ms' | 'MiB' | 'requests/s';
  /** One entry a round. */
  readonly ours: readonly number[];
  /** Left out where there is no peer. */
  readonly peer?: readonly number[];
  /** What else was seen, such as the peak of resident memory. */
  readonly notes?: readonly string[];
};

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
