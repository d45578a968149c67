/**
 * Single-use tickets, for example for browsers, which cannot set headers on a WebSocket.
 *
 * @module
 */

import { hash, randomBytes } from 'node:crypto';
import type { Principal } from './principal.ts';

/** How long a ticket is valid by default, in milliseconds. */
const LIFETIME = 30_000;

/** A new ticket. */
export type IssuedTicket = {
  readonly ticket: string;
  /** In milliseconds since 1970. */
  readonly expiresMs: number;
};

/** Stores tickets until they are used. Servers that share a store accept each other's tickets. */
export interface TicketStore<P extends Principal> {
  /**
   * @param name the hash of the ticket
   * @param lifetime how long it is valid from now on, in milliseconds, by the clock of the store
   */
  put(name: string, principal: P, lifetime: number): void | Promise<void>;
  /** Removes and returns a ticket atomically; undefined if it does not exist, or has expired. */
  take(name: string): Promise<P | undefined>;
}

/** Stores tickets in the memory of this process. */
export class MemoryTickets<P extends Principal> implements TicketStore<P> {
  /** By hash, oldest first. */
  readonly #kept = new Map<string, { readonly principal: P; readonly expiresMs: number }>();

  put(name: string, principal: P, lifetime: number): void {
    const now = Date.now();
    this.#forgetOld(now);
    this.#kept.set(name, { principal, expiresMs: now + lifetime });
  }

  async take(name: string): Promise<P | undefined> {
    this.#forgetOld(Date.now());
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

/** Settings of `Tickets`. */
export type TicketSettings<P extends Principal> = {
  /**
   * Returns the current state of a principal whose ticket is redeemed; undefined if its credentials
   * are no longer valid. By default it is unchanged.
   */
  readonly renew?: (principal: P) => Promise<P | undefined>;
  /** Where tickets are stored; in memory by default. */
  readonly store?: TicketStore<P> | undefined;
  /** The beginning of each ticket, such as `ft_`. */
  readonly prefix?: string;
  /** How long a ticket is valid, in milliseconds; 30 seconds by default. */
  readonly lifetime?: number;
};

/**
 * Tickets that are valid once, for example to open a WebSocket from a browser, which cannot set headers on one. Use
 * `redeem` as the `verify` of their security scheme.
 */
export class Tickets<P extends Principal> {
  readonly #renew: (principal: P) => Promise<P | undefined>;
  readonly #store: TicketStore<P>;
  readonly #prefix: string;
  readonly #lifetime: number;

  constructor(settings: TicketSettings<P> = {}) {
    this.#renew = settings.renew ?? (async (principal) => principal);
    this.#store = settings.store ?? new MemoryTickets();
    this.#prefix = settings.prefix ?? '';
    this.#lifetime = settings.lifetime ?? LIFETIME;
  }

  /** Creates a ticket, which is valid once. */
  async issue(principal: P): Promise<IssuedTicket> {
    const ticket = `${this.#prefix}${randomBytes(24).toString('hex')}`;
    const expiresMs = Date.now() + this.#lifetime;
    await this.#store.put(nameOf(ticket), principal, this.#lifetime);
    return { ticket, expiresMs };
  }

  /** @returns the principal of a ticket, once; undefined if the ticket is not valid, or no longer */
  async redeem(ticket: string): Promise<P | undefined> {
    const kept = await this.#store.take(nameOf(ticket));
    const principal = kept && (await this.#renew(kept));
    return principal && { ...principal, renew: () => this.#renew(principal) };
  }
}

/** Tickets are stored as hashes. They cannot be guessed, so a fast hash is enough. */
const nameOf = (ticket: string): string => hash('sha256', ticket);
