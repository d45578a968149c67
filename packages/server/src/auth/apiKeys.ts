/**
 * Issues and verifies API keys.
 *
 * @module
 */
import { randomBytes, timingSafeEqual } from 'node:crypto';
import type { Scope } from '../contract.ts';
import { invalidFields, ProblemError } from '../problemError.ts';
import type {
  ApiKeyRow,
  CredentialRepository,
  OwnedKey,
} from '../storage/accounts/credentialRepository.ts';
import type { AgePosition } from '../storage/accounts/userRepository.ts';
import type { KeyUses } from './keyUses.ts';
import { covers, type Principal } from './principal.ts';
import { limitScopes, readScopes, writeScopes } from './scopes.ts';
import { hashSecret, randomSecret } from './secret.ts';
import type { Users } from './users.ts';

/** The last millisecond that a date-time can express. */
const LATEST = Date.parse('9999-12-31T23:59:59.999Z');
const KEY = /^fo_([A-Za-z0-9]{1,64})_[A-Za-z0-9]{1,256}$/;

/** The most unexpired keys of a user, as the contract documents: each key has its own rate limits. */
const MOST_KEYS = 100;

/** A key to be created. */
export type NewKey = {
  readonly name: string;
  readonly scopes: readonly Scope[];
  /** When it expires, in milliseconds since 1970; null if never. */
  readonly expiresMs: number | null;
};

/** API keys, stored as the SHA-256 of the whole key. A key is valid only while its user is. */
export class ApiKeys {
  readonly #rows: CredentialRepository;
  readonly #users: Users;
  readonly #uses: KeyUses;

  constructor(rows: CredentialRepository, users: Users, uses: KeyUses) {
    this.#rows = rows;
    this.#users = users;
    this.#uses = uses;
  }

  /**
   * Creates a key of the administrator.
   *
   * @returns the key, which cannot be retrieved again
   */
  async create(name: string, scopes: readonly Scope[]): Promise<string> {
    const { user_id } = await this.#users.administrator();
    const { key, row } = newKey(user_id, { name, scopes, expiresMs: null });
    // The operator is not limited.
    await this.#rows.addKey(row);
    return key;
  }

  /**
   * Creates a key for a principal, with no more than its own scopes.
   *
   * @returns the key, which cannot be retrieved again, and its row
   * @throws ProblemError `insufficient_scope`, `too_many_api_keys`, or `invalid_request` for an expiry that
   *   is in the past or later than that of the key that authenticated the request
   */
  async issue(
    principal: Principal,
    wanted: NewKey,
  ): Promise<{ readonly key: string; readonly row: ApiKeyRow }> {
    const beyond = wanted.scopes.filter((scope) => !covers(principal, [scope]));
    if (beyond.length > 0) {
      const detail = `You cannot grant ${beyond.join(', ')}, which you lack`;
      throw new ProblemError('insufficient_scope', detail);
    }
    // Negated, because the contract's date-time allows leap seconds, which are NaN here.
    if (wanted.expiresMs !== null && !(wanted.expiresMs > Date.now())) {
      throw wrongEnd('Must be in the future');
    }
    // An offset can lead beyond the years of a date-time (RFC 3339, section 1).
    if (wanted.expiresMs !== null && wanted.expiresMs > LATEST) {
      throw wrongEnd(`Must not be later than ${new Date(LATEST).toISOString()}`);
    }
    const most = principal.key?.expiresMs ?? null;
    if (most !== null && (wanted.expiresMs === null || wanted.expiresMs > most)) {
      const end = new Date(most).toISOString();
      throw wrongEnd(`Must not be later than ${end}, when the key used for this request expires`);
    }
    const made = newKey(principal.userId, wanted);
    if (await this.#rows.addKeyWithin(made.row, MOST_KEYS, Date.now())) return made;
    throw new ProblemError(
      'too_many_api_keys',
      `You have ${MOST_KEYS} API keys, the most a user can have; delete those that are no longer used`,
    );
  }

  /** Stores a given key for the administrator, replacing one with the same id. */
  async install(key: string, name: string, scopes: readonly Scope[]): Promise<void> {
    const id = KEY.exec(key)?.[1];
    if (!id) throw new TypeError('An API key has the form fo_<id>_<token>');
    const { user_id } = await this.#users.administrator();
    await this.#rows.putKey(rowOf(id, key, user_id, { name, scopes, expiresMs: null }));
  }

  async any(): Promise<boolean> {
    return this.#rows.hasKeys();
  }

  /** A page of a user's keys, oldest first. */
  async list(userId: string, after: AgePosition | undefined, limit: number): Promise<ApiKeyRow[]> {
    const rows = await this.#rows.listKeys(userId, after, limit);
    return rows.map((row) => ({
      ...row,
      last_used_ms: this.#uses.unwritten(row.id) ?? row.last_used_ms,
    }));
  }

  async count(userId: string): Promise<number> {
    return this.#rows.countKeys(userId);
  }

  /** @throws ProblemError `api_key_not_found`, or `insufficient_scope` for a key with more scopes */
  async delete(principal: Principal, id: string): Promise<void> {
    const row = await this.#rows.findOwnKey(principal.userId, id);
    if (!row) throw new ProblemError('api_key_not_found', `You have no API key with the ID ${id}`);
    if (!covers(principal, [...scopesOf(row)])) {
      throw new ProblemError(
        'insufficient_scope',
        'The key has scopes that you lack; delete it with credentials that have them',
      );
    }
    await this.#rows.removeKey(id);
  }

  /** @returns the principal of a key; undefined if the key is invalid or no longer valid */
  async verify(key: string): Promise<Principal | undefined> {
    const id = KEY.exec(key)?.[1];
    const row = id === undefined ? undefined : await this.#rows.findKey(id, Date.now());
    if (!row || !timingSafeEqual(Buffer.from(hashSecret(key)), Buffer.from(row.hash))) {
      return undefined;
    }
    this.#uses.note(row.id);
    return principalOf(row);
  }

  /** @returns the principal of the key with this id; undefined if it is no longer valid */
  async find(id: string): Promise<Principal | undefined> {
    const row = await this.#rows.findKey(id, Date.now());
    return row && principalOf(row);
  }
}

/** A new key and its row. */
function newKey(userId: string, wanted: NewKey) {
  const id = randomBytes(6).toString('hex');
  const key = `fo_${id}_${randomSecret()}`;
  return { key, row: rowOf(id, key, userId, wanted) };
}

const scopesOf = (row: OwnedKey) =>
  limitScopes(readScopes(row.scopes), readScopes(row.user_scopes));

/** By row: the repository returns the same one until the key or its user may have changed. */
const principals = new WeakMap<OwnedKey, Principal>();

function principalOf(row: OwnedKey): Principal {
  const known = principals.get(row);
  if (known) return known;
  const principal: Principal = {
    credential: `key:${row.id}`,
    userId: row.user_id,
    scopes: scopesOf(row),
    key: { id: row.id, expiresMs: row.expires_ms },
  };
  principals.set(row, principal);
  return principal;
}

const rowOf = (id: string, key: string, userId: string, wanted: NewKey): ApiKeyRow => ({
  id,
  user_id: userId,
  name: wanted.name,
  hash: hashSecret(key),
  scopes: writeScopes(wanted.scopes),
  created_ms: Date.now(),
  expires_ms: wanted.expiresMs,
  last_used_ms: null,
});

const wrongEnd = (message: string): ProblemError =>
  invalidFields([{ pointer: '#/body/expires_at', message }]);
