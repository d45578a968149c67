/**
 * Creates, changes and authenticates users.
 *
 * @module
 */
import type { Scope } from '../contract.ts';
import { ProblemError } from '../problemError.ts';
import type { AgePosition, UserRepository, UserRow } from '../storage/accounts/userRepository.ts';
import type { Passwords } from './passwords.ts';
import { writeScopes } from './scopes.ts';
import { randomSecret } from './secret.ts';
import { loginFailed } from './sessions.ts';

/** A user to be added. */
export type NewUser = {
  readonly username: string;
  readonly password: string;
  readonly scopes: readonly Scope[];
};

/** Changes to a user; undefined fields stay as they are. */
export type UserChange = {
  readonly password?: string | undefined;
  readonly scopes?: readonly Scope[] | undefined;
  readonly disabled?: boolean | undefined;
};

/** The users, who can log in. */
export class Users {
  readonly #rows: UserRepository;
  readonly #passwords: Passwords;

  constructor(rows: UserRepository, passwords: Passwords) {
    this.#rows = rows;
    this.#passwords = passwords;
  }

  /**
   * The user with this name and password.
   *
   * @throws ProblemError `login_failed`, with the same timing and message for an unknown user, a disabled
   *   one and a wrong password; `server_busy`
   */
  async authenticate(username: string, password: string): Promise<UserRow> {
    const user = await this.#rows.findByName(username);
    const isRight = await this.#passwords.verify(user?.password_hash, password);
    if (!user || !isRight || user.disabled === 1) throw loginFailed();
    return user;
  }

  /** @throws ProblemError `user_not_found` */
  async get(userId: string): Promise<UserRow> {
    const user = await this.#rows.find(userId);
    if (!user) throw notFound(userId);
    return user;
  }

  /** A page of users, oldest first. */
  async list(after: AgePosition | undefined, limit: number): Promise<UserRow[]> {
    return this.#rows.list(after, limit);
  }

  async count(): Promise<number> {
    return this.#rows.count();
  }

  /** @throws ProblemError `username_taken` or `server_busy` */
  async create({ username, password, scopes }: NewUser): Promise<UserRow> {
    const password_hash = await this.#passwords.hash(password);
    const user = await this.#rows.add(
      { username, password_hash, scopes: writeScopes(scopes) },
      Date.now(),
    );
    if (!user)
      throw new ProblemError(
        'username_taken',
        `The user name "${username}" is taken; choose another`,
      );
    return user;
  }

  /** @throws ProblemError `user_not_found`, `last_administrator` or `server_busy` */
  async update(userId: string, { password, scopes, disabled }: UserChange): Promise<UserRow> {
    return this.#change(userId, {
      ...(password !== undefined && { password_hash: await this.#passwords.hash(password) }),
      ...(scopes && { scopes: writeScopes(scopes) }),
      ...(disabled !== undefined && { disabled: disabled ? 1 : 0 }),
    });
  }

  /** @throws ProblemError `user_not_found` or `last_administrator` */
  async delete(userId: string): Promise<void> {
    await this.#change(userId, 'remove');
  }

  async #change(userId: string, change: Parameters<UserRepository['change']>[1]): Promise<UserRow> {
    const user = await this.#rows.change(userId, change);
    if (!user) throw notFound(userId);
    if (user === 'last') {
      const detail = 'This is the only administrator; make another user an administrator first';
      throw new ProblemError('last_administrator', detail);
    }
    return user;
  }

  /** The oldest administrator. */
  async administrator(): Promise<UserRow> {
    const user = await this.#rows.findAdministrator();
    if (!user) throw new TypeError('There is no administrator');
    return user;
  }

  /**
   * Creates the first administrator if there is none, and assigns it keys and jobs without an owner.
   *
   * @returns the generated password if none was given; it cannot be retrieved again
   */
  async makeAdministrator(
    username: string,
    password: string | undefined,
  ): Promise<string | undefined> {
    if (await this.#rows.findAdministrator()) return undefined;
    const chosen = password ?? randomSecret();
    const user = await this.create({ username, password: chosen, scopes: ['admin'] });
    await this.#rows.adopt(user.user_id);
    return password === undefined ? chosen : undefined;
  }
}

const notFound = (userId: string): ProblemError =>
  new ProblemError('user_not_found', `No user has the ID ${userId}`);
