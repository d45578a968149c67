import type { Deadline } from './deadline.ts';
import { AuthenticationError } from './errors.ts';
import type { Account, KeepSession, Operation, Proof } from './operation.ts';

/** The tokens of a session, by the names of RFC 6749, section 5.1. */
type Tokens = {
  readonly accessToken: string;
  readonly refreshToken: string;
  /** In seconds. */
  readonly expiresIn: number;
};

/** A token is renewed so many milliseconds before its end, or when a tenth of its life is left. */
const margin = 30_000;

/** Lets the requests from now on carry the tokens of an answer. */
export const keepSession: KeepSession = (account, { refresh }, answer) => {
  if (!refresh) return;
  // what the contract says that an operation answers which begins or refreshes a session
  account.proof = new Session(account, refresh(), answer as Tokens);
};

/** Lets the requests from now on carry what the client was made with. */
export const endSession: KeepSession = (account) => {
  account.proof = account.given;
};

class Session implements Proof {
  readonly #account: Account;
  readonly #refresh: Operation;
  readonly #tokens: Tokens;
  readonly #renewAt: number;
  #renewal: Promise<unknown> | undefined;

  constructor(account: Account, refresh: Operation, tokens: Tokens) {
    const life = tokens.expiresIn * 1000;
    this.#account = account;
    this.#refresh = refresh;
    this.#tokens = tokens;
    this.#renewAt = Date.now() + life - Math.min(margin, life / 10);
  }

  async headers(deadline: Deadline): Promise<Readonly<Record<string, string>>> {
    if (Date.now() >= this.#renewAt) {
      await this.#renew(deadline).catch((error: unknown) => {
        // a token that cannot be renewed just now may still be good
        if (error instanceof AuthenticationError) throw error;
      });
      const { proof } = this.#account;
      // once is enough, even where the next token is about to end as well
      return proof instanceof Session ? proof.#bearer() : proof.headers(deadline);
    }
    return this.#bearer();
  }

  #bearer(): Readonly<Record<string, string>> {
    return { authorization: `Bearer ${this.#tokens.accessToken}` };
  }

  recover(deadline: Deadline): Promise<void> {
    return this.#renew(deadline);
  }

  /** However many calls wait for it, a session is renewed once; a refused one is forgotten. */
  #renew(deadline: Deadline): Promise<void> {
    const { refreshToken } = this.#tokens;
    this.#renewal ??= this.#account
      .send(this.#refresh, { params: { refreshToken }, options: {} })
      .catch((error: unknown) => {
        this.#renewal = undefined;
        const isOver = error instanceof AuthenticationError;
        if (isOver && this.#account.proof === this) this.#account.proof = this.#account.given;
        throw error;
      });
    return unlessEnded(deadline, this.#renewal);
  }
}

/** Waits for work that goes on when a call ends, since other calls wait for it too. */
function unlessEnded(deadline: Deadline, work: Promise<unknown>): Promise<void> {
  const { signal } = deadline;
  return new Promise((resolve, reject) => {
    const end = () => reject(deadline.explain(signal.reason, ''));
    signal.addEventListener('abort', end, { once: true });
    work.then(() => resolve(), reject).finally(() => signal.removeEventListener('abort', end));
  });
}
