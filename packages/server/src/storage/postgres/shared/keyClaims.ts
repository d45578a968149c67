import { randomUUID } from 'node:crypto';
import type { Logger } from 'pino';
import { withClaim } from './claimFence.ts';
import type { Statements } from './statements.ts';

/** How long a claim is valid without being renewed, in milliseconds. */
const LEASE = 15_000;
/** How often a key is tried that others claim and release again meanwhile. */
const MOST_TRIES = 10;
/** The most outcomes stored; beyond that, the oldest are removed. */
const MOST_OUTCOMES = 100_000;

/** Takes a key that no request has, or whose lease has ended. */
const CLAIM = {
  name: 'claim_key',
  text: `
INSERT INTO idempotency_claims AS claim (name, fingerprint, holder, ends_at)
VALUES ($1, $2, $3, now() + $4 * interval '1 millisecond')
ON CONFLICT (name) DO UPDATE
  SET fingerprint = excluded.fingerprint, holder = excluded.holder, ends_at = excluded.ends_at
  WHERE claim.ends_at <= now()
RETURNING name`,
};

/** A statement of its own, after the claim: the one before may have ended with an outcome in between. */
const FIND = {
  name: 'find_outcome',
  text: `
SELECT fingerprint, answer FROM idempotent_answers
WHERE name = $1 AND expires_ms > extract(epoch FROM now()) * 1000`,
};

const OTHER = {
  name: 'find_claim',
  text: 'SELECT fingerprint FROM idempotency_claims WHERE name = $1',
};

const RENEW = {
  name: 'renew_claim',
  text: `
UPDATE idempotency_claims AS claim SET ends_at = now() + $3 * interval '1 millisecond'
FROM unnest($1::text[], $2::text[]) AS held (name, holder)
WHERE claim.name = held.name AND claim.holder = held.holder`,
};

const RELEASE = {
  name: 'release_claim',
  text: 'DELETE FROM idempotency_claims WHERE name = $1 AND holder = $2',
};

/**
 * Ends the claim and stores the outcome, both or neither. Nothing is stored if another server has the claim. Outcomes
 * that have expired are removed, except those that another server removes at the same time: two that wait for each
 * other would both fail.
 */
const COMPLETE = {
  name: 'complete_claim',
  text: `
WITH ended AS (
  DELETE FROM idempotency_claims WHERE name = $1 AND holder = $2 RETURNING name),
expired AS (
  DELETE FROM idempotent_answers WHERE id IN (
    SELECT id FROM idempotent_answers
    WHERE name <> $1 AND (expires_ms <= extract(epoch FROM now()) * 1000
      OR id <= (SELECT max(id) FROM idempotent_answers) - $6)
    LIMIT 1000 FOR UPDATE SKIP LOCKED))
INSERT INTO idempotent_answers AS kept (name, fingerprint, answer, expires_ms)
SELECT name, $3, $4, extract(epoch FROM now()) * 1000 + $5 FROM ended
ON CONFLICT (name) DO UPDATE
  SET fingerprint = excluded.fingerprint, answer = excluded.answer, expires_ms = excluded.expires_ms
RETURNING id`,
};

const END_ALL = { name: 'end_claims', text: 'DELETE FROM idempotency_claims' };

/** See the kit's `SealedOutcome`. */
type Outcome = { readonly fingerprint: string; readonly answer: Uint8Array };

type Held = {
  run<T>(effect: () => Promise<T>): Promise<T>;
  complete(outcome: Outcome, life: number): Promise<void>;
  release(): Promise<void>;
};

/** See the kit's `Claim`. */
type Claim =
  | { readonly state: 'claimed'; readonly held: Held }
  | { readonly state: 'in progress'; readonly fingerprint: string }
  | { readonly state: 'completed'; readonly outcome: Outcome };

/**
 * Claims of idempotency keys in a table, so that all servers on a database run a request once between them. A claim
 * has a lease, which is renewed while the request runs: if its server dies, another can claim the key once the lease
 * has ended. A server that was only slow loses the claim then: transactions of its request fail, and it stores no
 * outcome.
 */
export class KeyClaims {
  readonly #statements: Statements;
  readonly #log: Pick<Logger, 'warn'>;
  readonly #lease: number;
  /** By holder, which is new for each claim: the names of the claims of this server. */
  readonly #held = new Map<string, string>();
  readonly #renewals: NodeJS.Timeout;

  /** @param lease in milliseconds */
  constructor(statements: Statements, log: Pick<Logger, 'warn'>, lease = LEASE) {
    this.#statements = statements;
    this.#log = log;
    this.#lease = lease;
    this.#renewals = setInterval(() => void this.#renew(), lease / 3).unref();
  }

  /**
   * Claims a key atomically.
   *
   * @param name the key, sealed
   */
  async claim(name: string, fingerprint: string): Promise<Claim> {
    const holder = randomUUID();
    for (let tries = 0; tries < MOST_TRIES; tries++) {
      const taken = await this.#statements.run(CLAIM, [name, fingerprint, holder, this.#lease]);
      if (taken.length > 0) this.#held.set(holder, name);
      const [outcome] = await this.#find(name, holder);
      if (outcome) {
        if (taken.length > 0) await this.#release(name, holder);
        return { state: 'completed', outcome };
      }
      if (taken.length > 0) return { state: 'claimed', held: this.#holding(name, holder) };
      const [other] = await this.#statements.run<{ fingerprint: string }>(OTHER, [name]);
      if (other) return { state: 'in progress', fingerprint: other.fingerprint };
      // The other request has ended without an outcome since.
    }
    return { state: 'in progress', fingerprint };
  }

  /** Ends all claims. Only for a server that no other is active with: those that made them are dead. */
  async endAll(): Promise<void> {
    await this.#statements.run(END_ALL);
  }

  close(): void {
    clearInterval(this.#renewals);
  }

  async #find(name: string, holder: string): Promise<Outcome[]> {
    try {
      return await this.#statements.run<Outcome>(FIND, [name]);
    } catch (error) {
      await this.#release(name, holder);
      throw error;
    }
  }

  #holding(name: string, holder: string): Held {
    const claim = { name, holder, lease: this.#lease, isOver: false };
    return {
      run: (effect) =>
        withClaim(claim, effect).finally(() => {
          claim.isOver = true;
        }),
      complete: async ({ fingerprint, answer }, life) => {
        const values = [name, holder, fingerprint, Buffer.from(answer), life, MOST_OUTCOMES];
        const stored = await this.#statements.run(COMPLETE, values);
        if (stored.length > 0) this.#held.delete(holder);
        else {
          this.#log.warn(
            'a request took longer than the lease of its idempotency key, and another server has it',
          );
        }
      },
      release: () => this.#release(name, holder),
    };
  }

  async #release(name: string, holder: string): Promise<void> {
    if (!this.#held.delete(holder)) return;
    // A claim that cannot be ended now ends with its lease.
    await this.#statements.run(RELEASE, [name, holder]).catch(() => {});
  }

  /** A claim that cannot be renewed now is renewed at the next attempt, unless another server has it by then. */
  async #renew(): Promise<void> {
    if (this.#held.size === 0) return;
    const values = [[...this.#held.values()], [...this.#held.keys()], this.#lease];
    await this.#statements.run(RENEW, values).catch(() => {});
  }
}
