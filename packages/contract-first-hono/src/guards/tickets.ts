import { hash, randomBytes } from 'node:crypto';
import type { Principal } from './principal.ts';

/** How long a ticket is good for, in milliseconds. */
const LIFETIME = 30_000;

/** A ticket that was made. */
export type IssuedTicket = {
  readonly ticket: string;
  /** In milliseconds since 1970. */
  readonly expiresMs: number;
};

/** Where tickets wait to be used; servers that share one take each other's. */
export interface TicketStore<P extends Principal> {
  /** @param name the ticket, hashed */
  put(name: string, principal: P, expiresMs: number): void | Promise<void>;
  /** Removes a ticket in one step; undefined if there is none, or it expired before `now`. */
  take(name: string, now: number): Promise<P | undefined>;
}

/** Keeps tickets in the memory of this process. */
export class MemoryTickets<P extends Principal> implements TicketStore<P> {
  /** By the hash of the ticket, the oldest first. */
  readonly #kept = new Map<string, { readonly principal: P; readonly expiresMs: number }>();

  put(name: string, principal: P, expiresMs: number): void {
    this.#forgetOld(Date.now());
    this.#kept.set(name, { principal, expiresMs });
  }

  async take(name: string, now: number): Promise<P | undefined> {
    this.#forgetOld(now);
    const kept = this.#kept.get(name);
    this.#kept.delete(name);
    return kept?.principal;
  }

  #forgetOld(now: number): void {
    for (const [name, { expiresMs }] of this.#kept) {
      if (expiresMs > now) return;
      this.#kept.delete(name);
    }
  }
}

export type TicketSettings<P extends Principal> = {
  /**
   * Says what has become of a principal since its ticket was made; undefined if its credentials are not good
   * any more. By default it is as it was.
   */
  readonly renew?: (principal: P) => Promise<P | undefined>;
  /** Where tickets wait; in memory by default. */
  readonly store?: TicketStore<P>;
  /** What tickets begin with, such as `ft_`. */
  readonly prefix?: string;
};

/**
 * Tickets that open one WebSocket each, for browsers, which cannot set headers on one. `redeem` is the `verify` of
 * their security scheme.
 */
export class Tickets<P extends Principal> {
  readonly #renew: (principal: P) => Promise<P | undefined>;
  readonly #store: TicketStore<P>;
  readonly #prefix: string;

  constructor(settings: TicketSettings<P> = {}) {
    this.#renew = settings.renew ?? (async (principal) => principal);
    this.#store = settings.store ?? new MemoryTickets();
    this.#prefix = settings.prefix ?? '';
  }

  async issue(principal: P): Promise<IssuedTicket> {
    const ticket = `${this.#prefix}${randomBytes(24).toString('hex')}`;
    const expiresMs = Date.now() + LIFETIME;
    await this.#store.put(nameOf(ticket), principal, expiresMs);
    return { ticket, expiresMs };
  }

  /** @returns who the ticket was made for, once; undefined if it is not good, or not any more */
  async redeem(ticket: string): Promise<P | undefined> {
    const kept = await this.#store.take(nameOf(ticket), Date.now());
    const principal = kept && (await this.#renew(kept));
    return principal && { ...principal, renew: () => this.#renew(principal) };
  }
}

/** How a ticket is kept. What cannot be guessed needs no slow hash. */
const nameOf = (ticket: string): string => hash('sha256', ticket);
