/**
 * Tracks which requests with an idempotency key are running, and the outcomes of others.
 *
 * @module
 */

/** The outcome of a request, sealed. */
export type SealedOutcome = {
  /** Distinguishes the request from others with its key. */
  readonly fingerprint: string;
  readonly answer: Uint8Array;
};

/** A key that belongs to one request, until that is completed or released. */
export interface HeldKey {
  /** Runs what the request does; a store can make its changes depend on the claim. By default it is only called. */
  run?<T>(effect: () => Promise<T>): Promise<T>;
  /**
   * Stores the outcome of the request, and ends the claim, both or neither. A claim that another server has
   * taken over meanwhile stores nothing.
   *
   * @param life how long the outcome is stored, in milliseconds
   */
  complete(outcome: SealedOutcome, life: number): Promise<void>;
  /** Ends the claim. The key is free again unless its request was completed. Never fails. */
  release(): void | Promise<void>;
}

/** The state of a key when a request claims it. */
export type Claim =
  /** The request owns the key now. */
  | { readonly state: 'claimed'; readonly held: HeldKey }
  /** Another request with the key is running. */
  | { readonly state: 'in progress'; readonly fingerprint: string }
  | { readonly state: 'completed'; readonly outcome: SealedOutcome };

/**
 * Where idempotency keys are claimed. Servers that share it run each request only once between them.
 */
export interface IdempotencyClaims {
  /**
   * Claims a key atomically.
   *
   * @param name the key, sealed
   */
  claim(name: string, fingerprint: string): Promise<Claim>;
}

/** Where outcomes are stored. */
export interface OutcomeStore {
  /** @param now in milliseconds since 1970; outcomes that expired before are not found */
  find(name: string, now: number): Promise<SealedOutcome | undefined>;
  keep(name: string, outcome: SealedOutcome, now: number, expiresMs: number): Promise<void>;
}

/**
 * Claims of a single process. Running requests are tracked in memory only, so after a crash no key
 * stays claimed. A request that had its effect before the crash has it again if it is repeated.
 */
export class ProcessClaims implements IdempotencyClaims {
  readonly #store: OutcomeStore;
  /** The fingerprints of the requests without a response yet. */
  readonly #inProgress = new Map<string, string>();

  /** @param store keeps outcomes beyond the process; by default they are lost when it ends */
  constructor(store: OutcomeStore = new MemoryOutcomes()) {
    this.#store = store;
  }

  async claim(name: string, fingerprint: string): Promise<Claim> {
    const other = this.#inProgress.get(name);
    if (other !== undefined) return { state: 'in progress', fingerprint: other };
    this.#inProgress.set(name, fingerprint);
    try {
      const outcome = await this.#store.find(name, Date.now());
      if (!outcome) return { state: 'claimed', held: this.#held(name) };
      this.#inProgress.delete(name);
      return { state: 'completed', outcome };
    } catch (error) {
      this.#inProgress.delete(name);
      throw error;
    }
  }

  #held(name: string): HeldKey {
    return {
      complete: async (outcome, life) => {
        const now = Date.now();
        await this.#store.keep(name, outcome, now, now + life);
      },
      release: () => void this.#inProgress.delete(name),
    };
  }
}

/** How many outcomes are stored; with more, the oldest are dropped. */
const MOST = 10_000;

/** Stores outcomes in the memory of this process. */
class MemoryOutcomes implements OutcomeStore {
  readonly #outcomes = new Map<string, { outcome: SealedOutcome; expiresMs: number }>();

  async find(name: string, now: number): Promise<SealedOutcome | undefined> {
    const kept = this.#outcomes.get(name);
    return kept && kept.expiresMs > now ? kept.outcome : undefined;
  }

  async keep(name: string, outcome: SealedOutcome, now: number, expiresMs: number): Promise<void> {
    for (const [other, kept] of this.#outcomes) {
      if (kept.expiresMs <= now) this.#outcomes.delete(other);
    }
    this.#outcomes.delete(name);
    this.#outcomes.set(name, { outcome, expiresMs });
    const [oldest] = this.#outcomes.keys();
    if (this.#outcomes.size > MOST && oldest !== undefined) this.#outcomes.delete(oldest);
  }
}
