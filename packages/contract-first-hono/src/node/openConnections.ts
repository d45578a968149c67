/**
 * Limits on the number of connections.
 *
 * @module
 */

import type { Socket } from 'node:net';
import { clientAddress } from '../limits/clientAddress.ts';

/** Maximum numbers of connections. */
export type ConnectionLimits = {
  readonly connections: number;
  readonly perAddress: number;
};

/** The connections of one address. */
type Group = { count: number; readonly idle: Set<Socket> };

/**
 * The open connections. If there are too many, one without a running request makes room for a new
 * one, so that silent connections do not block others.
 */
export class OpenConnections {
  readonly #limits: ConnectionLimits;
  /** By address. */
  readonly #groups = new Map<string, Group>();
  readonly #groupOf = new WeakMap<Socket, Group>();
  /** Connections without a running request, the longest idle first. */
  readonly #idle = new Set<Socket>();
  #count = 0;

  constructor(limits: ConnectionLimits) {
    this.#limits = limits;
  }

  /** Admits a connection, or closes it if all others are active. */
  admit(socket: Socket): void {
    const address = clientAddress(socket.remoteAddress);
    const group = this.#groups.get(address) ?? { count: 0, idle: new Set() };
    const { connections, perAddress } = this.#limits;
    const hasRoom =
      (group.count < perAddress || this.#shed(group.idle)) &&
      (this.#count < connections || this.#shed(this.#idle));
    if (!hasRoom) {
      socket.destroy();
      return;
    }
    this.#groups.set(address, group);
    this.#groupOf.set(socket, group);
    group.count++;
    this.#count++;
    this.#rest(socket, group);
    socket.once('close', () => {
      this.began(socket);
      // One that was closed to make room no longer counts.
      if (this.#groupOf.delete(socket)) this.#leave(group);
      if (group.count === 0 && this.#groups.get(address) === group) this.#groups.delete(address);
    });
  }

  /** Marks a connection as having a running request. */
  began(socket: Socket): void {
    this.#idle.delete(socket);
    this.#groupOf.get(socket)?.idle.delete(socket);
  }

  /** Marks a connection as idle. */
  ended(socket: Socket): void {
    const group = this.#groupOf.get(socket);
    if (group && !socket.destroyed) this.#rest(socket, group);
  }

  #rest(socket: Socket, group: Group): void {
    this.#idle.add(socket);
    group.idle.add(socket);
  }

  /** Closes the connection that has been idle the longest, if any. */
  #shed(idle: ReadonlySet<Socket>): boolean {
    const [longest] = idle;
    if (!longest) return false;
    const group = this.#groupOf.get(longest);
    this.began(longest);
    this.#groupOf.delete(longest);
    if (group) this.#leave(group);
    longest.destroy();
    return true;
  }

  #leave(group: Group): void {
    group.count--;
    this.#count--;
  }
}
