import { fieldsOf } from './arguments.ts';
import type { Deadline } from './deadline.ts';
import { AuthenticationError } from './errors.ts';
import type { Account, KeepSession, Operation, Proof, Sign } from './operation.ts';
import { unlessEnded } from './unlessEnded.ts';

/** The tokens of a session (RFC 6749, section 5.1). */
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
  account.proof = new Session(account, refresh(), readTokens(answer));
};

/** Lets the requests from now on carry what the client was made with. */
export const endSession: KeepSession = (account) => {
  account.proof = account.given;
};

/** The tokens in an answer, whose names may be those of the wire. */
function readTokens(answer: unknown): Tokens {
  const tokens: Record<string, unknown> = Object(answer);
  return {
    accessToken: String(tokens.accessToken ?? tokens.access_token),
    refreshToken: String(tokens.refreshToken ?? tokens.refresh_token),
    expiresIn: Number(tokens.expiresIn ?? tokens.expires_in ?? Infinity),
  };
}

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

  async prove(operation: Operation, deadline: Deadline): Promise<readonly Sign[]> {
    if (!operation.security) return [];
    if (Date.now() >= this.#renewAt) {
      await this.#renew(deadline).catch((error: unknown) => {
        // a token that cannot be renewed just now may still be good
        if (error instanceof AuthenticationError) throw error;
      });
      const { proof } = this.#account;
      // once is enough, even where the next token is about to end as well
      return proof instanceof Session
        ? proof.#bearer()
        : ((await proof?.prove(operation, deadline)) ?? []);
    }
    return this.#bearer();
  }

  #bearer(): readonly Sign[] {
    const sign: Sign = (headers, url) => {
      headers.set('authorization', `Bearer ${this.#tokens.accessToken}`);
      return url;
    };
    return [sign];
  }

  async recover(_operation: Operation, deadline: Deadline): Promise<true> {
    await this.#renew(deadline);
    return true;
  }

  /** However many calls wait for it, a session is renewed once; a refused one is forgotten. */
  #renew(deadline: Deadline): Promise<unknown> {
    const { refreshToken } = this.#tokens;
    this.#renewal ??= this.#account
      .send(this.#refresh, { params: { [argumentFor(this.#refresh)]: refreshToken }, options: {} })
      .catch((error: unknown) => {
        this.#renewal = undefined;
        const isOver = error instanceof AuthenticationError;
        if (isOver && this.#account.proof === this) this.#account.proof = this.#account.given;
        throw error;
      });
    return unlessEnded(deadline, this.#renewal);
  }
}

/** The argument that takes a refresh token. */
function argumentFor({ bodies = [] }: Operation): string {
  const fields = bodies.flatMap(fieldsOf);
  return fields.find(({ name, wire = name }) => wire === 'refresh_token')?.name ?? 'refreshToken';
}
