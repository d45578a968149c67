import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import { type Scope, scopes } from '../contract.ts';
import type { CredentialRows } from '../db/credentials.ts';
import type { Principal } from './principal.ts';

const KEY = /^fo_([A-Za-z0-9]{1,64})_[A-Za-z0-9]{1,256}$/;

/** API keys, kept as the SHA-256 of the whole key: they are random, so no slow hash is needed. */
export class ApiKeys {
  readonly #rows: CredentialRows;

  constructor(rows: CredentialRows) {
    this.#rows = rows;
  }

  /**
   * Makes a key.
   *
   * @returns the key itself, which cannot be had again
   */
  async create(name: string, granted: readonly Scope[]): Promise<string> {
    const key = `fo_${randomBytes(6).toString('hex')}_${randomBytes(24).toString('hex')}`;
    await this.install(key, name, granted);
    return key;
  }

  /** Keeps a key that was made elsewhere; one of the same id is replaced. */
  async install(key: string, name: string, granted: readonly Scope[]): Promise<void> {
    const id = KEY.exec(key)?.[1];
    if (!id) throw new TypeError('An API key has the form fo_<id>_<token>');
    await this.#rows.putKey({ id, name, hash: hashOf(key), scopes: granted.join(' ') }, Date.now());
  }

  async any(): Promise<boolean> {
    return this.#rows.hasKeys();
  }

  /** @returns who the key stands for, or undefined where it is not a key of this server */
  async verify(key: string): Promise<Principal | undefined> {
    const id = KEY.exec(key)?.[1];
    const row = id === undefined ? undefined : await this.#rows.findKey(id);
    if (!row || !timingSafeEqual(Buffer.from(hashOf(key)), Buffer.from(row.hash))) return undefined;
    const granted = row.scopes.split(' ');
    return {
      credential: `key:${row.id}`,
      userId: 'administrator',
      scopes: new Set(scopes.filter((scope) => granted.includes(scope))),
    };
  }
}

const hashOf = (key: string): string => createHash('sha256').update(key).digest('hex');
