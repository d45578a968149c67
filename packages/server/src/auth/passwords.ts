import { availableParallelism } from 'node:os';
import { hash, verify } from '@node-rs/argon2';
import { ProblemError } from '../problemError.ts';
import { randomSecret } from './secret.ts';

/** 19 MiB, two passes, one thread: OWASP's least for argon2id, which is this library's default. */
const COST: PasswordCost = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };
/** What a hash takes: memory in KiB, passes over it, and threads. */
export type PasswordCost = {
  readonly memoryCost: number;
  readonly timeCost: number;
  readonly parallelism: number;
};
/**
 * How many passwords are worked on at once: they share the threads of the disk, which has four. One
 * processor is left for everything else, or a flood of logins would slow down all requests.
 */
const AT_ONCE = Math.max(1, Math.min(2, availableParallelism() - 1));
/** How many may wait for their turn: none for more than a few seconds. */
const MOST_WAITING = 50 * AT_ONCE;

/** Hashes passwords by argon2id (RFC 9106), a few at once, so that a flood of logins takes no memory. */
export class Passwords {
  /** A hash that no password has; it is checked where there is no user. */
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
   * Whether a password is the one of a hash. It takes the same time where there is none.
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
      // Whoever is done hands the turn on, so it stays counted.
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

/** One form for what looks the same but is typed differently on other keyboards (RFC 8265). */
const plain = (password: string): string => password.normalize('NFC');
