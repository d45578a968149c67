/**
 * Which requests with an idempotency key are under way, and what the others came to.
 *
 * @module
 */

/** What a request came to, sealed. */
export type SealedOutcome = {
  /** Tells the request from others that use its key. */
  readonly fingerprint: string;
  readonly answer: Uint8Array;
};

/** How a key stood when a request asked for it. */
export type Claim =
  /** It is the request's own now, until it is completed or released. */
  | { readonly state: 'claimed' }
  /** Another request with it is under way. */
  | { readonly state: 'in progress'; readonly fingerprint: string }
  | { readonly state: 'completed'; readonly outcome: SealedOutcome };

/** Where idempotency keys are claimed; servers that share it carry out each request once between them. */
export interface IdempotencyClaims {
  /**
   * Claims a key, in one step.
   *
   * @param name the key, sealed
   */
  claim(name: string, fingerprint: string): Promise<Claim>;
  /**
   * Keeps what a request came to.
   *
   * @param life for how long, in milliseconds
   */
  complete(name: string, outcome: SealedOutcome, life: number): Promise<void>;
  /** Ends a claim; the key is free again unless its request was completed. */
  release(name: string): void | Promise<void>;
}

/** Where outcomes are kept. */
export interface OutcomeStore {
  /** @param now in milliseconds; what has expired by then is not there any more */
  find(name: string, now: number): Promise<SealedOutcome | undefined>;
  keep(name: string, outcome: SealedOutcome, now: number, expiresMs: number): Promise<void>;
}

/**
 * Claims of one process. What is under way is known in memory only, so a request that died with the process holds no
 * key. It may have had its effect; sent again, it has it once more.
 */
export class ProcessClaims implements IdempotencyClaims {
  readonly #store: OutcomeStore;
  /** The fingerprints of the requests that are not answered yet. */
  readonly #inProgress = new Map<string, string>();

  /** @param store keeps outcomes beyond the process; without one they are gone when it ends */
  constructor(store: OutcomeStore = new MemoryOutcomes()) {
    this.#store = store;
  }

  async claim(name: string, fingerprint: string): Promise<Claim> {
    const other = this.#inProgress.get(name);
    if (other !== undefined) return { state: 'in progress', fingerprint: other };
    this.#inProgress.set(name, fingerprint);
    try {
      const outcome = await this.#store.find(name, Date.now());
      if (!outcome) return { state: 'claimed' };
      this.#inProgress.delete(name);
      return { state: 'completed', outcome };
    } catch (error) {
      this.#inProgress.delete(name);
      throw error;
    }
  }

  async complete(name: string, outcome: SealedOutcome, life: number): Promise<void> {
    const now = Date.now();
    await this.#store.keep(name, outcome, now, now + life);
  }

  release(name: string): void {
    this.#inProgress.delete(name);
  }
}

/** How many outcomes are kept; of more, the oldest go. */
const MOST = 10_000;

/** Keeps outcomes in the memory of this process. */
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
