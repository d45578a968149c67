import { ProblemError } from '../problemError.ts';
import type { UserRow } from '../storage/accounts/userRepository.ts';
import type { Principal } from './principal.ts';
import { readScopes } from './scopes.ts';
import type { Sessions, Tokens } from './sessions.ts';
import type { Users } from './users.ts';

/** How long a sign-in ticket is valid, in milliseconds. */
export const SIGN_IN_LIFETIME = 10 * 60_000;

type IssuedTicket = { readonly ticket: string; readonly expiresMs: number };

/** Stores tickets, each of which is valid once. */
type Tickets = {
  issue(principal: Principal): Promise<IssuedTicket>;
  /** @returns undefined if the ticket or the credentials of its principal are no longer valid */
  redeem(ticket: string): Promise<Principal | undefined>;
};

/** Tickets that sign a user in once, such as that of the link which the server prints when it starts. */
export class SignIns {
  readonly #tickets: Tickets;
  readonly #users: Users;
  readonly #sessions: Sessions;

  constructor(users: Users, sessions: Sessions, tickets: Tickets) {
    this.#users = users;
    this.#sessions = sessions;
    this.#tickets = tickets;
  }

  /** A ticket for the user of a session. */
  issue(principal: Principal): Promise<IssuedTicket> {
    return this.#tickets.issue(principal);
  }

  /** A ticket for a user that needs no session. */
  issueFor({ user_id: userId, scopes }: UserRow): Promise<IssuedTicket> {
    const credential = `user:${userId}`;
    return this.#tickets.issue({ credential, userId, scopes: new Set(readScopes(scopes)) });
  }

  /**
   * Starts a session with a ticket.
   *
   * @throws ProblemError `invalid_ticket`
   */
  async redeem(ticket: string): Promise<Tokens> {
    const principal = await this.#tickets.redeem(ticket);
    if (!principal) throw ticketRefused();
    try {
      return await this.#sessions.begin(await this.#users.get(principal.userId));
    } catch (error) {
      // The user was deleted or disabled since.
      if (error instanceof ProblemError) throw ticketRefused();
      throw error;
    }
  }
}

const ticketRefused = (): ProblemError =>
  new ProblemError(
    'invalid_ticket',
    'The ticket is not valid: it was already used or has expired. Sign in with your password, or get a new ticket',
  );
