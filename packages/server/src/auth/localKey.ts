import { timingSafeEqual } from 'node:crypto';
import type { Principal } from './principal.ts';
import { hashSecret, randomSecret } from './secret.ts';

const PREFIX = 'fo_local_';

/**
 * An API key that is valid while this process runs and is stored in no database. Programs of the user who started
 * the server read it from the data folder.
 */
export class LocalKey {
  readonly key = `${PREFIX}${randomSecret()}`;
  readonly #hash = Buffer.from(hashSecret(this.key));
  /** Names this key in what it creates, without revealing it. */
  readonly #id = randomSecret();
  readonly #owner: () => Promise<{ readonly user_id: string }>;

  /** @param owner the user whose requests are made with it */
  constructor(owner: () => Promise<{ readonly user_id: string }>) {
    this.#owner = owner;
  }

  /** @returns undefined for any other key */
  async verify(key: string): Promise<Principal | undefined> {
    if (!key.startsWith(PREFIX)) return undefined;
    if (!timingSafeEqual(Buffer.from(hashSecret(key)), this.#hash)) return undefined;
    return this.#principal();
  }

  /** @returns undefined for the id of the key of another process */
  async find(id: string): Promise<Principal | undefined> {
    return id === this.#id ? this.#principal() : undefined;
  }

  async #principal(): Promise<Principal> {
    const { user_id: userId } = await this.#owner();
    const principal: Principal = {
      credential: 'key:local',
      userId,
      scopes: new Set(['admin']),
      processId: this.#id,
      renew: () => Promise.resolve(principal),
    };
    return principal;
  }
}
