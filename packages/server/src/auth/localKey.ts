import { timingSafeEqual } from 'node:crypto';
import type { Principal } from './principal.ts';
import { hashSecret, randomSecret } from './secret.ts';

/**
 * An API key that is valid while this process runs and is stored in no database. Programs of the user who started
 * the server read it from the data folder.
 */
export class LocalKey {
  readonly key = `fo_local_${randomSecret()}`;
  readonly #hash = Buffer.from(hashSecret(this.key));
  readonly #owner: () => Promise<{ readonly user_id: string }>;

  /** @param owner the user whose requests are made with it */
  constructor(owner: () => Promise<{ readonly user_id: string }>) {
    this.#owner = owner;
  }

  /** @returns undefined for any other key */
  async verify(key: string): Promise<Principal | undefined> {
    if (!timingSafeEqual(Buffer.from(hashSecret(key)), this.#hash)) return undefined;
    const { user_id: userId } = await this.#owner();
    const principal: Principal = {
      credential: 'key:local',
      userId,
      scopes: new Set(['admin']),
      renew: () => Promise.resolve(principal),
    };
    return principal;
  }
}
