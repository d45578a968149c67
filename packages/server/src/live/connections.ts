import type { WebSocket } from 'ws';
import type { ServerLog } from '../process/log.ts';
import { Connection, type ConnectionOptions, type LiveSources } from './connection.ts';

/** How often clients are pinged, in milliseconds. */
const PING_INTERVAL = 30_000;
/** The most connections of a user. */
const MOST = 32;
/** How long clients may take to complete the close when the server stops, in milliseconds. */
const GOODBYE = 1_000;

/** All live connections. A new one with the client id of another replaces it. */
export class Connections {
  readonly #sources: LiveSources;
  readonly #log: ServerLog;
  /** By user, oldest first. */
  readonly #open = new Map<string, Set<Connection>>();
  readonly #pings: NodeJS.Timeout;
  #closed: PromiseWithResolvers<void> | undefined;

  /** @param pingInterval in milliseconds */
  constructor(sources: LiveSources, log: ServerLog, pingInterval = PING_INTERVAL) {
    this.#sources = sources;
    this.#log = log;
    this.#pings = setInterval(() => {
      for (const connection of this.#all()) void connection.checkAlive();
    }, pingInterval);
  }

  /** Starts sending a user's events over a socket. */
  open(socket: WebSocket, options: ConnectionOptions): void {
    const { credential, userId } = options.principal;
    const log = this.#log.log.child({ credential, client_id: options.clientId });
    const connection = new Connection(socket, this.#sources, log, options);
    const own = this.#open.get(userId) ?? new Set();
    this.#open.set(userId, own);
    for (const other of own) {
      if (other.clientId === options.clientId) other.close('replaced');
      else if (own.size >= MOST) other.close('tooManyConnections');
      else continue;
      own.delete(other);
    }
    own.add(connection);
    socket.on('close', (code) => {
      log[this.#log.trafficLevel]({ code }, 'live connection closed');
      own.delete(connection);
      if (own.size === 0 && this.#open.get(userId) === own) this.#open.delete(userId);
      if (this.#open.size === 0) this.#closed?.resolve();
    });
    if (this.#closed) connection.close('goingAway');
    else void connection.start();
  }

  /** Closes all connections, and waits briefly for the clients to complete the close. */
  async close(): Promise<void> {
    clearInterval(this.#pings);
    this.#closed = Promise.withResolvers();
    if (this.#open.size === 0) return;
    for (const connection of this.#all()) connection.close('goingAway');
    const cutOff = setTimeout(() => {
      for (const connection of this.#all()) connection.drop();
    }, GOODBYE);
    await this.#closed.promise;
    clearTimeout(cutOff);
  }

  #all(): Connection[] {
    return [...this.#open.values()].flatMap((own) => [...own]);
  }
}
