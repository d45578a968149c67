import type { Principal } from './principal.ts';
import { hashSecret, randomSecret } from './secret.ts';

/** How long a ticket is good for, in milliseconds. */
const LIFETIME = 30_000;

/** A ticket that was made. */
export type Ticket = {
  readonly ticket: string;
  /** In milliseconds since 1970. */
  readonly expiresMs: number;
};

/** Tickets that open one WebSocket each; they are gone when the server ends. */
export class Tickets {
  /** By the hash of the ticket, the oldest first. */
  readonly #kept = new Map<string, { readonly principal: Principal; readonly expiresMs: number }>();
  readonly #renew: (principal: Principal) => Promise<Principal | undefined>;

  /** @param renew tells what has become of a principal; undefined where its credentials are not good any more */
  constructor(renew: (principal: Principal) => Promise<Principal | undefined>) {
    this.#renew = renew;
  }

  async issue(principal: Principal): Promise<Ticket> {
    this.#forgetOld();
    const ticket = `ft_${randomSecret()}`;
    const expiresMs = Date.now() + LIFETIME;
    this.#kept.set(hashSecret(ticket), { principal, expiresMs });
    return { ticket, expiresMs };
  }

  /** @returns who the ticket was made for, once; undefined where it is not good or not any more */
  async redeem(ticket: string): Promise<Principal | undefined> {
    this.#forgetOld();
    const hash = hashSecret(ticket);
    const kept = this.#kept.get(hash);
    if (!kept) return undefined;
    this.#kept.delete(hash);
    const principal = await this.#renew(kept.principal);
    return principal && { ...principal, renew: () => this.#renew(principal) };
  }

  #forgetOld(): void {
    const now = Date.now();
    for (const [hash, { expiresMs }] of this.#kept) {
      if (expiresMs > now) return;
      this.#kept.delete(hash);
    }
  }
}
