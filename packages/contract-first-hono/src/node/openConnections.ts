import type { Socket } from 'node:net';
import { clientAddress } from '../limits/clientAddress.ts';

/** How many connections there may be. */
export type ConnectionLimits = {
  readonly connections: number;
  readonly perAddress: number;
};

/** The connections of one address. */
type Group = { count: number; readonly idle: Set<Socket> };

/**
 * The connections that are open. Where there are too many, one on which no request is at work makes room
 * for a new one, so that silent connections shut nobody out.
 */
export class OpenConnections {
  readonly #limits: ConnectionLimits;
  /** By address. */
  readonly #groups = new Map<string, Group>();
  readonly #groupOf = new WeakMap<Socket, Group>();
  /** Those without a request at work, the longest without one first. */
  readonly #idle = new Set<Socket>();
  #count = 0;

  constructor(limits: ConnectionLimits) {
    this.#limits = limits;
  }

  /** Lets a connection in, or closes it where all others are at work. */
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
      // One that made room no longer counts.
      if (this.#groupOf.delete(socket)) this.#leave(group);
      if (group.count === 0 && this.#groups.get(address) === group) this.#groups.delete(address);
    });
  }

  /** Says that a request is at work on a connection. */
  began(socket: Socket): void {
    this.#idle.delete(socket);
    this.#groupOf.get(socket)?.idle.delete(socket);
  }

  /** Says that no request is at work on a connection any more. */
  ended(socket: Socket): void {
    const group = this.#groupOf.get(socket);
    if (group && !socket.destroyed) this.#rest(socket, group);
  }

  #rest(socket: Socket, group: Group): void {
    this.#idle.add(socket);
    group.idle.add(socket);
  }

  /** Closes the connection that has been idle the longest, if there is one. */
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
