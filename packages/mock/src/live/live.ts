/**
 * The WebSocket of live events, by the AsyncAPI document.
 *
 * @module
 */
import { Messages } from 'contract-first/contract';
import { type Handshake, ProblemError } from 'contract-first/mock';
import { type RawData, type WebSocket, WebSocketServer } from 'ws';
import { messageDocument } from '../contract.ts';
import type { EventLog, LiveEvent } from './eventLog.ts';

/** Close codes of the AsyncAPI document. */
const closeCodes = { goingAway: 1001, notText: 1003, replaced: 4009 } as const;
/** How often a connection is pinged, in milliseconds. */
const PING = 30_000;
const MOST_BYTES = 64 * 1024;

type Connection = {
  readonly socket: WebSocket;
  readonly scopes: ReadonlySet<string> | undefined;
  /** The job to whose events the client has narrowed the connection. */
  job: string | undefined;
  hasAnswered: boolean;
};

/** Whose connection it is; undefined where the mock does not ask. */
type Owner = { readonly userId: string; readonly scopes: ReadonlySet<string> };

export class Live {
  readonly #events: EventLog;
  readonly #origins: readonly string[];
  readonly #connections = new Map<string, Connection>();
  readonly #messages = new Messages(messageDocument);
  readonly #pings = setInterval(() => this.#ping(), PING).unref();

  /** @param origins whose pages may connect, beside the mock's own */
  constructor(events: EventLog, origins: readonly string[]) {
    this.#events = events;
    this.#origins = origins;
  }

  /**
   * Makes a handshake that was allowed a connection, which gets what it has missed first.
   *
   * @throws ProblemError `origin_not_allowed`, or `invalid_request` for a handshake that is not by
   *   RFC 6455, section 4.2.1
   */
  accept({ request, raw, socket, head, headers }: Handshake<Owner>): void {
    const { origin, host } = raw.headers;
    const isOwn = origin === `http://${host}`;
    if (origin && !isOwn && !this.#origins.includes('*') && !this.#origins.includes(origin)) {
      throw new ProblemError('origin_not_allowed', `Pages from "${origin}" are not allowed`);
    }
    const server = new WebSocketServer({
      noServer: true,
      clientTracking: false,
      maxPayload: MOST_BYTES,
      // The messages have no subprotocol.
      handleProtocols: () => false,
    });
    server.on('headers', (lines) => {
      for (const [name, value] of Object.entries(headers)) lines.push(`${name}: ${value}`);
    });
    let fault: Error | undefined;
    server.on('wsClientError', (error) => {
      fault = error;
    });
    server.handleUpgrade(raw, socket, head, (opened) => {
      const { last_event_id: last } = request.query;
      const clientId = String(request.params.client_id);
      this.#open(opened, clientId, typeof last === 'number' ? last : undefined, request.principal);
    });
    if (fault) {
      throw new ProblemError('invalid_request', `Invalid handshake: ${fault.message}`);
    }
  }

  /** Ends every connection. */
  close(): void {
    clearInterval(this.#pings);
    for (const { socket } of this.#connections.values()) socket.close(closeCodes.goingAway);
  }

  #open(socket: WebSocket, clientId: string, last: number | undefined, owner?: Owner): void {
    const key = `${owner?.userId ?? ''} ${clientId}`;
    const connection: Connection = {
      socket,
      scopes: owner?.scopes,
      job: undefined,
      hasAnswered: true,
    };
    this.#connections.get(key)?.socket.close(closeCodes.replaced);
    this.#connections.set(key, connection);
    const { events, missed } = this.#events.after(last ?? this.#events.newest);
    const newest = this.#events.newest;
    say(socket, { type: 'connected', client_id: clientId, newest_event_id: newest, missed });
    for (const event of events) this.#tell(connection, event);
    const stop = this.#events.listen((event) => this.#tell(connection, event));
    socket
      .on('message', (data, isBinary) => this.#take(connection, data, isBinary))
      .on('pong', () => {
        connection.hasAnswered = true;
      })
      // What went wrong shows in the close code; `close` follows always.
      .on('error', () => {})
      .on('close', () => {
        stop();
        if (this.#connections.get(key) === connection) this.#connections.delete(key);
      });
  }

  #tell({ socket, scopes, job }: Connection, event: LiveEvent): void {
    const needed = this.#messages.all.get(event.event)?.['x-scopes'];
    const isAllowed =
      !scopes ||
      scopes.has('admin') ||
      (Array.isArray(needed) && needed.some((scope) => scopes.has(scope)));
    const of = jobOf(event.data);
    if (isAllowed && (job === undefined || of === null || of === job)) say(socket, event);
  }

  #take(connection: Connection, data: RawData, isBinary: boolean): void {
    const { socket } = connection;
    if (isBinary) {
      socket.close(closeCodes.notText);
      return;
    }
    const message = this.#read(data.toString());
    if (message.type === 'ping') say(socket, { type: 'pong' });
    else if (message.type === 'refused') say(socket, message);
    else {
      connection.job = message.job_id;
      if (message.job_id === undefined) say(socket, { type: 'unsubscribed' });
      else say(socket, { type: 'subscribed', job_id: message.job_id });
    }
  }

  #read(text: string): { readonly type: string; readonly job_id?: string } {
    const refused = (code: string, message: string) => ({ type: 'refused', code, message });
    let value: unknown;
    try {
      value = JSON.parse(text);
    } catch {
      return refused('invalid_json', 'The message is not JSON');
    }
    const known = this.#messages.names('receive');
    const type = typeof value === 'object' && value !== null && 'type' in value && value.type;
    const name = known.find((each) => each === type);
    if (!name)
      return refused('invalid_message', `The message type must be one of ${known.join(', ')}`);
    const fault = this.#messages.fault(name, value);
    // The schema has just said so.
    return fault ? refused('invalid_message', fault) : (value as { type: string; job_id?: string });
  }

  /** Cuts off who did not answer the last ping. */
  #ping(): void {
    for (const connection of this.#connections.values()) {
      if (connection.hasAnswered) connection.socket.ping();
      else connection.socket.terminate();
      connection.hasAnswered = false;
    }
  }
}

const say = (socket: WebSocket, message: object): void => socket.send(JSON.stringify(message));

/** The job that an event belongs to; null where it belongs to none. */
function jobOf(data: unknown): unknown {
  return typeof data === 'object' && data !== null && 'job_id' in data ? data.job_id : null;
}
