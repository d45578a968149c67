import { AuthenticationError } from './errors.ts';
import type { Operation } from './operation.ts';

/** The tokens of a session, by the names of RFC 6749, section 5.1. */
type Tokens = {
  readonly accessToken: string;
  readonly refreshToken: string;
  /** In seconds. */
  readonly expiresIn: number;
};

type Session = Tokens & { readonly refresh: Operation; readonly renewAt: number };

/** A token is renewed so many milliseconds before its end, or when a tenth of its life is left. */
const margin = 30_000;

/** What a client proves with who it is: what it was made with, or the session that it has begun. */
export class Credentials {
  readonly #given: Readonly<Record<string, string>>;
  readonly #renew: (refresh: Operation, refreshToken: string) => Promise<unknown>;
  #session: Session | undefined;
  #renewal: Promise<unknown> | undefined;

  /**
   * @param given the headers that the client was made with
   * @param renew carries out the operation that refreshes; it ends in `keep`
   */
  constructor(
    given: Readonly<Record<string, string>>,
    renew: (refresh: Operation, refreshToken: string) => Promise<unknown>,
  ) {
    this.#given = given;
    this.#renew = renew;
  }

  /** The headers of a request, after the session was renewed where its token is about to end. */
  async headers(): Promise<Readonly<Record<string, string>>> {
    const session = this.#session;
    if (session && Date.now() >= session.renewAt) {
      await this.#renewOnce(session).catch((error: unknown) => {
        // a token that cannot be renewed just now may still be good
        if (error instanceof AuthenticationError) throw error;
      });
    }
    const { accessToken } = this.#session ?? {};
    return accessToken === undefined ? this.#given : { authorization: `Bearer ${accessToken}` };
  }

  /**
   * Whether a request that was refused with these headers is worth sending again, since there is
   * another token by now.
   */
  async recover(refused: Readonly<Record<string, string>>): Promise<boolean> {
    const session = this.#session;
    if (!session) return false;
    if (refused.authorization !== `Bearer ${session.accessToken}`) return true;
    await this.#renewOnce(session);
    return true;
  }

  /** Follows what an operation has done to the session. */
  keep(operation: Operation, answer: unknown): void {
    if (operation.session === 'end') this.#session = undefined;
    const refresh = operation.refresh?.() ?? this.#session?.refresh;
    if (!operation.session || operation.session === 'end' || !refresh) return;
    // the contract's answer of an operation that begins or refreshes a session
    const tokens = answer as Tokens;
    const life = tokens.expiresIn * 1000;
    const renewAt = Date.now() + life - Math.min(margin, life / 10);
    this.#session = { ...tokens, refresh, renewAt };
  }

  /** However many calls wait for it, a session is renewed once. A refused one is forgotten. */
  async #renewOnce({ refresh, refreshToken }: Session): Promise<void> {
    this.#renewal ??= this.#renew(refresh, refreshToken).finally(() => {
      this.#renewal = undefined;
    });
    try {
      await this.#renewal;
    } catch (error) {
      const isOver = error instanceof AuthenticationError;
      if (isOver && this.#session?.refreshToken === refreshToken) this.#session = undefined;
      throw error;
    }
  }
}
