/** The users, sessions, API keys and tickets of the stateful mock. */

import { randomBytes, randomUUID } from 'node:crypto';
import { type Credential, ProblemError } from 'contract-first/mock';
import type { ApiKey, User } from './resources.ts';
import * as seed from './seed.ts';

/** The authenticated caller of a request. */
export type Principal = {
  readonly userId: string;
  readonly username: string;
  readonly scopes: ReadonlySet<string>;
  readonly credential: 'access_token' | 'api_key';
  /** The credential itself. */
  readonly secret: string;
  /** The session of an access token. */
  readonly sessionId?: string;
  /** What a link permits, if the credential is its ticket. */
  readonly link?: FileLink;
};

/** The file of a link, and what browsers do with its content. */
export type FileLink = {
  readonly fileId: string;
  readonly disposition: 'inline' | 'attachment';
};

type Account = User & { readonly password: string };
type Session = {
  readonly id: string;
  readonly userId: string;
  access: string;
  refresh: string;
  expiresMs: number;
};
type Key = ApiKey & { readonly key: string; readonly userId: string };
type Ticket = { readonly principal: Principal; readonly expiresMs: number };
type SignInTicket = {
  readonly userId: string;
  /** The access token it was requested with; undefined for one that the mock has printed. */
  readonly secret: string | undefined;
  readonly expiresMs: number;
};

/** Lifetimes in seconds, as on the server. */
export const ACCESS_LIFETIME = 1800;
export const REFRESH_LIFETIME = 604_800;
/** How many keys a user may have that have not expired. */
const MOST_KEYS = 100;
const TICKET_LIFETIME_MS = 30_000;
const SIGN_IN_TICKET_LIFETIME_MS = 600_000;
const LINK_LIFETIME_MS = 3_600_000;

/**
 * Users, sessions, keys and tickets. The users of the contract's examples can log in. Any key that the
 * mock has not issued belongs to the administrator, so that no key is needed to begin.
 */
export class Accounts {
  readonly #users = new Map<string, Account>();
  readonly #sessions = new Set<Session>();
  readonly #keys = new Map<string, Key>();
  /** Deleted keys, and those of deleted users. They are refused, unlike unknown keys. */
  readonly #ended = new Set<string>();
  readonly #tickets = new Map<string, Ticket>();
  readonly #signInTickets = new Map<string, SignInTicket>();
  readonly #links = new Map<string, Ticket & { readonly link: FileLink }>();

  constructor() {
    for (const user of seed.users) {
      this.#users.set(user.user_id, { ...user, password: seed.password });
    }
    const owner = seed.users.find(({ scopes }) => !scopes.includes('admin'));
    for (const key of seed.apiKeys) {
      this.#keys.set(key.key_id, { ...key, key: seed.exampleKey, userId: owner?.user_id ?? '' });
    }
  }

  /** @throws ProblemError `invalid_credentials` */
  readonly authenticate = ({ scheme, value }: Credential): Principal => {
    if (scheme === 'Ticket') return this.#useTicket(value);
    if (scheme === 'FileTicket') return this.#ofLink(value);
    return scheme === 'ApiKey' ? this.#ofKey(value) : this.#ofToken(value);
  };

  /** @throws ProblemError `insufficient_scope` */
  readonly authorize = ({ scopes }: Principal, alternatives: Credential['scopes']): void => {
    const has = (needed: readonly string[]) => needed.every((scope) => scopes.has(scope));
    if (scopes.has('admin') || alternatives.some(has)) return;
    const needed = alternatives.map((scopes) => scopes.join(' and ')).join(' or ');
    throw new ProblemError(
      'insufficient_scope',
      `This operation needs the scope ${needed}, which your credentials lack`,
    );
  };

  /** A caller with the scopes of today; undefined if the credentials are no longer valid. */
  readonly renew = (principal: Principal): Principal | undefined => {
    try {
      const isKey = principal.credential === 'api_key';
      return isKey ? this.#ofKey(principal.secret) : this.#ofSession(principal);
    } catch (error) {
      if (error instanceof ProblemError) return undefined;
      throw error;
    }
  };

  get users(): User[] {
    return [...this.#users.values()].map(shown);
  }

  /** @throws ProblemError `user_not_found` */
  user(userId: string): User {
    return shown(this.#account(userId));
  }

  /** @throws ProblemError `username_taken` */
  addUser(wanted: { username: string; password: string; scopes: readonly string[] }): User {
    const { username } = wanted;
    const isTaken = this.users.some(
      (each) => each.username.toLowerCase() === username.toLowerCase(),
    );
    if (isTaken)
      throw new ProblemError(
        'username_taken',
        `The user name "${username}" is taken; choose another`,
      );
    const created_at = new Date().toISOString();
    const user = { user_id: randomUUID(), disabled: false, created_at, ...wanted };
    this.#users.set(user.user_id, user);
    return shown(user);
  }

  /** @throws ProblemError `user_not_found` or `last_administrator` */
  changeUser(userId: string, change: Partial<Account>): User {
    const changed = { ...this.#account(userId), ...change };
    this.#keepAdministrator(userId, changed);
    this.#users.set(userId, changed);
    if (change.password !== undefined || changed.disabled) this.#endSessions(userId);
    return shown(changed);
  }

  /** @throws ProblemError `user_not_found` or `last_administrator` */
  deleteUser(userId: string): void {
    this.#account(userId);
    this.#keepAdministrator(userId, undefined);
    this.#users.delete(userId);
    this.#endSessions(userId);
    for (const { userId: owner, key_id } of this.#keys.values()) {
      if (owner === userId) this.deleteKey(userId, key_id);
    }
  }

  /** @throws ProblemError `login_failed` */
  signIn(username: string, password: string): Session & { user: User } {
    const user = [...this.#users.values()].find(
      (each) => each.username.toLowerCase() === username.toLowerCase(),
    );
    if (!user || user.disabled || user.password !== password) {
      throw new ProblemError('login_failed', 'The user name or password is wrong');
    }
    return this.#begin(user);
  }

  #begin(user: Account): Session & { user: User } {
    const session = { id: randomUUID(), userId: user.user_id, ...tokens() };
    this.#sessions.add(session);
    return { ...session, user: shown(user) };
  }

  /** A ticket that signs the same user in once. */
  addSignInTicket({ userId, secret }: Principal): { ticket: string; expires_at: string } {
    return this.#signInTicket(userId, secret);
  }

  /** A ticket that signs the administrator in once, for the link that the mock prints. */
  addAdministratorTicket(): string {
    return this.#signInTicket(this.#administrator(), undefined).ticket;
  }

  #signInTicket(userId: string, secret: string | undefined) {
    const ticket = `fs_${randomBytes(24).toString('hex')}`;
    const expiresMs = Date.now() + SIGN_IN_TICKET_LIFETIME_MS;
    this.#signInTickets.set(ticket, { userId, secret, expiresMs });
    return { ticket, expires_at: new Date(expiresMs).toISOString() };
  }

  /** @throws ProblemError `invalid_ticket` */
  redeem(ticket: string): Session & { user: User } {
    const found = this.#signInTickets.get(ticket);
    this.#signInTickets.delete(ticket);
    const user = found && this.#users.get(found.userId);
    const isSignedIn =
      found?.secret === undefined ||
      [...this.#sessions].some(({ access }) => access === found.secret);
    if (!found || found.expiresMs <= Date.now() || !user || user.disabled || !isSignedIn) {
      throw new ProblemError(
        'invalid_ticket',
        'The ticket is not valid: it was already used or has expired. Sign in with your password, or get a new ticket',
      );
    }
    return this.#begin(user);
  }

  /** @throws ProblemError `invalid_refresh_token` */
  refresh(token: string): Session & { user: User } {
    const session = [...this.#sessions].find(({ refresh }) => refresh === token);
    if (!session) {
      throw new ProblemError(
        'invalid_refresh_token',
        'The refresh token is invalid; sign in again',
      );
    }
    Object.assign(session, tokens());
    return { ...session, user: this.user(session.userId) };
  }

  signOut({ secret }: Principal): void {
    for (const session of this.#sessions) {
      if (session.access === secret) this.#sessions.delete(session);
    }
  }

  keysOf(userId: string): ApiKey[] {
    return [...this.#keys.values()].filter((key) => key.userId === userId).map(withoutSecret);
  }

  /** @throws ProblemError `too_many_api_keys` */
  addKey(
    { userId }: Principal,
    wanted: { name: string; scopes: readonly string[]; expires_at: string | null },
  ): ApiKey & { key: string } {
    const isGood = ({ expires_at: end }: ApiKey) => end === null || Date.parse(end) > Date.now();
    if (this.keysOf(userId).filter(isGood).length >= MOST_KEYS) {
      throw new ProblemError(
        'too_many_api_keys',
        `You have ${MOST_KEYS} API keys, the most a user can have; delete those that are no longer used`,
      );
    }
    const key_id = randomBytes(6).toString('hex');
    const key = `fo_${key_id}_${randomBytes(24).toString('hex')}`;
    const { name, scopes, expires_at } = wanted;
    const created_at = new Date().toISOString();
    const known = { key_id, name, scopes, created_at, expires_at, last_used_at: null };
    this.#keys.set(key_id, { ...known, key, userId });
    return { key, ...known };
  }

  /** @throws ProblemError `api_key_not_found` */
  deleteKey(userId: string, keyId: string): void {
    const key = this.#keys.get(keyId);
    if (!key || key.userId !== userId) {
      throw new ProblemError('api_key_not_found', `You have no API key with the ID ${keyId}`);
    }
    this.#keys.delete(keyId);
    this.#ended.add(key.key);
  }

  /** A ticket for one WebSocket. */
  addTicket(principal: Principal): { ticket: string; expires_at: string } {
    const ticket = `ft_${randomBytes(24).toString('hex')}`;
    const expiresMs = Date.now() + TICKET_LIFETIME_MS;
    this.#tickets.set(ticket, { principal, expiresMs });
    return { ticket, expires_at: new Date(expiresMs).toISOString() };
  }

  /** A ticket for the content of one file. */
  addLink(principal: Principal, link: FileLink): { ticket: string; expires_at: string } {
    const ticket = randomBytes(24).toString('hex');
    const expiresMs = Date.now() + LINK_LIFETIME_MS;
    this.#links.set(ticket, { principal, expiresMs, link });
    return { ticket, expires_at: new Date(expiresMs).toISOString() };
  }

  #account(userId: string): Account {
    const account = this.#users.get(userId);
    if (!account) throw new ProblemError('user_not_found', `No user has the ID ${userId}`);
    return account;
  }

  #keepAdministrator(userId: string, changed: Account | undefined): void {
    const rules = ({ scopes, disabled }: User) => scopes.includes('admin') && !disabled;
    const others = [...this.#users.values()].filter((each) => each.user_id !== userId);
    if ((changed && rules(changed)) || others.some(rules)) return;
    const { username } = this.#account(userId);
    throw new ProblemError(
      'last_administrator',
      `"${username}" is the only administrator; make another user an administrator first`,
    );
  }

  #endSessions(userId: string): void {
    for (const session of this.#sessions) {
      if (session.userId === userId) this.#sessions.delete(session);
    }
  }

  #ofKey(value: string): Principal {
    const known = [...this.#keys.values()].find(({ key }) => key === value);
    const isOver = known?.expires_at != null && Date.parse(known.expires_at) <= Date.now();
    if (!/^fo_[A-Za-z0-9]+_\w+$/.test(value) || this.#ended.has(value) || isOver) {
      throw new ProblemError(
        'invalid_credentials',
        'The API key is invalid: it is mistyped, expired or deleted',
      );
    }
    if (known) {
      this.#keys.set(known.key_id, { ...known, last_used_at: toMinute(new Date()) });
      return this.#principal(known.userId, 'api_key', value, known.scopes);
    }
    return this.#principal(this.#administrator(), 'api_key', value);
  }

  #administrator(): string {
    return this.users.find(({ scopes }) => scopes.includes('admin'))?.user_id ?? '';
  }

  #ofToken(value: string): Principal {
    const session = [...this.#sessions].find(({ access }) => access === value);
    if (!session || session.expiresMs <= Date.now()) {
      throw new ProblemError(
        'invalid_credentials',
        'The access token is invalid: it has expired or was revoked. Refresh it, or sign in again',
      );
    }
    return { ...this.#principal(session.userId, 'access_token', value), sessionId: session.id };
  }

  #useTicket(value: string): Principal {
    const ticket = this.#tickets.get(value);
    this.#tickets.delete(value);
    if (!ticket || ticket.expiresMs <= Date.now()) {
      throw new ProblemError(
        'invalid_credentials',
        'The ticket is invalid: it was already used or is older than 30 seconds. Get a new one',
      );
    }
    return ticket.principal;
  }

  #ofLink(value: string): Principal {
    const found = this.#links.get(value);
    if (!found || found.expiresMs <= Date.now()) throw linkRefused();
    const { principal, link } = found;
    const { secret, credential } = principal;
    // It ends with the credentials that it was created with.
    const { scopes, ...now } =
      credential === 'api_key' ? this.#ofKey(secret) : this.#ofSession(found.principal);
    const may = scopes.has('admin') || scopes.has('files:read');
    return { ...now, scopes: new Set(may ? ['files:read'] : []), link };
  }

  /** The principal of a session whose access token may have been replaced since. */
  #ofSession({ sessionId, secret }: Principal): Principal {
    const session = [...this.#sessions].find(({ id }) => id === sessionId);
    if (!session) throw linkRefused();
    return this.#principal(session.userId, 'access_token', secret);
  }

  /** @param scopes the scopes of the credential, limited to those of the user */
  #principal(
    userId: string,
    credential: Principal['credential'],
    secret: string,
    scopes?: readonly string[],
  ): Principal {
    const user = this.#users.get(userId);
    if (!user || user.disabled) {
      throw new ProblemError('invalid_credentials', 'The credentials are invalid');
    }
    const own = user.scopes.includes('admin');
    const given = scopes?.filter((scope) => own || user.scopes.includes(scope)) ?? user.scopes;
    const { username } = user;
    return { userId, username, scopes: new Set(given), credential, secret };
  }
}

/** @returns ProblemError to be thrown for a link that is not valid, or no longer */
export const linkRefused = (): ProblemError =>
  new ProblemError(
    'invalid_credentials',
    'The link is not valid, or no longer: it is for another file, is older than an hour, or the session or key that created it has ended. Get a new link',
  );

const shown = ({ password: _, ...user }: Account): User => user;
const withoutSecret = ({ key: _, userId: __, ...key }: Key): ApiKey => key;

const tokens = () => ({
  access: ['{"alg":"HS256","typ":"at+jwt"}', `{"jti":"${randomUUID()}"}`, 'signature']
    .map((part) => Buffer.from(part).toString('base64url'))
    .join('.'),
  refresh: `fr_${randomBytes(24).toString('hex')}`,
  expiresMs: Date.now() + ACCESS_LIFETIME * 1000,
});

const toMinute = (date: Date): string => {
  date.setUTCSeconds(0, 0);
  return date.toISOString();
};
