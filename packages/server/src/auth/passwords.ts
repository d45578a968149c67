/**
 * Hashes and verifies passwords with bounded cost.
 *
 * @module
 */
import { availableParallelism } from 'node:os';
import { hash, verify } from '@node-rs/argon2';
import { ProblemError } from '../problemError.ts';
import { randomSecret } from './secret.ts';

/** 19 MiB, two passes, one thread: OWASP's minimum for argon2id, and this library's default. */
const COST: PasswordCost = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };
/** The cost of a hash: memory in KiB, passes over it, and threads. */
export type PasswordCost = {
  readonly memoryCost: number;
  readonly timeCost: number;
  readonly parallelism: number;
};
/**
 * How many passwords are hashed at once: they share the four threads for disk access. One processor is left
 * for everything else, or a flood of logins would slow down all requests.
 */
const AT_ONCE = Math.max(1, Math.min(2, availableParallelism() - 1));
/** How many may wait; none waits more than a few seconds. */
const MOST_WAITING = 50 * AT_ONCE;

/**
 * Hashes passwords with argon2id (RFC 9106), a few at once, to limit the memory that a flood of logins
 * takes.
 */
export class Passwords {
  /** A hash without a known password, verified if the user does not exist. */
  readonly #nobody: string;
  readonly #cost: PasswordCost;
  readonly #waiting: (() => void)[] = [];
  #busy = 0;

  private constructor(nobody: string, cost: PasswordCost) {
    this.#nobody = nobody;
    this.#cost = cost;
  }

  static async open(cost: PasswordCost = COST): Promise<Passwords> {
    return new Passwords(await hash(randomSecret(), cost), cost);
  }

  /** @throws ProblemError `server_busy` */
  async hash(password: string): Promise<string> {
    return this.#inTurn(() => hash(plain(password), this.#cost));
  }

  /**
   * Whether a password matches a hash. Takes the same time if there is no hash.
   *
   * @throws ProblemError `server_busy`
   */
  async verify(kept: string | undefined, password: string): Promise<boolean> {
    const isRight = await this.#inTurn(() => verify(kept ?? this.#nobody, plain(password)));
    return isRight && kept !== undefined;
  }

  async #inTurn<T>(work: () => Promise<T>): Promise<T> {
    if (this.#busy < AT_ONCE) this.#busy++;
    else {
      if (this.#waiting.length >= MOST_WAITING) {
        throw new ProblemError(
          'server_busy',
          'Too many passwords are being checked; try again in a few seconds',
        );
      }
      // The finished one passes its slot on, so the slot stays counted.
      await new Promise<void>((resolve) => this.#waiting.push(resolve));
    }
    try {
      return await work();
    } finally {
      const next = this.#waiting.shift();
      if (next) next();
      else this.#busy--;
    }
  }
}

/** Normalizes characters that look the same but are typed differently on different keyboards (RFC 8265). */
const plain = (password: string): string => password.normalize('NFC');
