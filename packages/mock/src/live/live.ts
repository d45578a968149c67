/**
 * The WebSocket for live events, according to the AsyncAPI document.
 *
 * @module
 */
import { Messages } from 'contract-first/contract';
import { type Handshake, ProblemError } from 'contract-first/mock';
import { type RawData, type WebSocket, WebSocketServer } from 'ws';
import { messageDocument } from '../contract.ts';
import type { EventLog, LiveEvent } from './eventLog.ts';
import type { FilesChange, FilesChanges } from './filesChanges.ts';

/** Close codes of the AsyncAPI document. */
const closeCodes = {
  goingAway: 1001,
  notText: 1003,
  credentialsEnded: 4001,
  replaced: 4009,
} as const;
/** Interval between pings, in milliseconds. */
const PING = 30_000;
const MOST_BYTES = 64 * 1024;

type Connection<Caller extends Owner> = {
  readonly socket: WebSocket;
  /** Undefined if the mock does not check credentials. */
  owner: Caller | undefined;
  /** The job to whose events the client has limited the connection. */
  job: string | undefined;
  hasAnswered: boolean;
};

/** The owner of a connection. */
type Owner = { readonly userId: string; readonly scopes: ReadonlySet<string> };

export class Live<Caller extends Owner> {
  readonly #events: EventLog;
  readonly #filesChanges: FilesChanges | undefined;
  readonly #origins: readonly string[];
  readonly #renew: (owner: Caller) => Caller | undefined;
  readonly #connections = new Map<string, Connection<Caller>>();
  readonly #messages = new Messages(messageDocument);
  readonly #pings = setInterval(() => this.#ping(), PING).unref();

  /**
   * @param origins origins whose pages may connect, besides the mock's own
   * @param renew the owner with the scopes of today; undefined if the credentials are no longer valid
   */
  constructor(
    events: EventLog,
    origins: readonly string[],
    filesChanges?: FilesChanges,
    renew: (owner: Caller) => Caller | undefined = (owner) => owner,
  ) {
    this.#events = events;
    this.#filesChanges = filesChanges;
    this.#origins = origins;
    this.#renew = renew;
  }

  /**
   * Turns an authorized handshake into a connection, which first gets the events it missed.
   *
   * @throws ProblemError `origin_not_allowed`, or `invalid_request` for a handshake that violates RFC
   *   6455, section 4.2.1
   */
  accept({ request, raw, socket, head, headers }: Handshake<Caller>): void {
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

  /** Closes all connections. */
  close(): void {
    clearInterval(this.#pings);
    for (const { socket } of this.#connections.values()) socket.close(closeCodes.goingAway);
  }

  #open(socket: WebSocket, clientId: string, last: number | undefined, owner?: Caller): void {
    const key = `${owner?.userId ?? ''} ${clientId}`;
    const connection: Connection<Caller> = {
      socket,
      owner,
      job: undefined,
      hasAnswered: true,
    };
    this.#connections.get(key)?.socket.close(closeCodes.replaced);
    this.#connections.set(key, connection);
    const { events, missed } = this.#events.after(last ?? this.#events.newest);
    const newest = this.#events.newest;
    say(socket, { type: 'connected', client_id: clientId, newest_event_id: newest, missed });
    for (const event of events) this.#tell(connection, event);
    const stops = [
      this.#events.listen((event) => this.#tell(connection, event)),
      this.#filesChanges?.listen((change) => this.#tellChange(connection, change)),
    ];
    socket
      .on('message', (data, isBinary) => this.#take(connection, data, isBinary))
      .on('pong', () => {
        connection.hasAnswered = true;
      })
      // The close code shows errors, and `close` always follows.
      .on('error', () => {})
      .on('close', () => {
        for (const stop of stops) stop?.();
        if (this.#connections.get(key) === connection) this.#connections.delete(key);
      });
  }

  #tell({ socket, owner, job }: Connection<Caller>, event: LiveEvent): void {
    const of = jobOf(event.data);
    if (this.#isAllowed(event.event, owner) && (job === undefined || of === null || of === job))
      say(socket, event);
  }

  #tellChange({ socket, owner }: Connection<Caller>, change: FilesChange): void {
    if (this.#isAllowed('files_changed', owner)) say(socket, { type: 'files_changed', ...change });
  }

  #isAllowed(message: string, owner: Caller | undefined): boolean {
    const needed = this.#messages.all.get(message)?.['x-scopes'];
    return (
      !owner ||
      owner.scopes.has('admin') ||
      (Array.isArray(needed) && needed.some((scope) => owner.scopes.has(scope)))
    );
  }

  #take(connection: Connection<Caller>, data: RawData, isBinary: boolean): void {
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
    // The schema has just been checked.
    return fault ? refused('invalid_message', fault) : (value as { type: string; job_id?: string });
  }

  /** Disconnects clients that did not answer the last ping, or whose credentials are no longer valid. */
  #ping(): void {
    for (const connection of this.#connections.values()) {
      const { socket, owner, hasAnswered } = connection;
      const renewed = owner && this.#renew(owner);
      connection.hasAnswered = false;
      if (!hasAnswered) socket.terminate();
      else if (owner && !renewed) socket.close(closeCodes.credentialsEnded);
      else socket.ping();
      connection.owner = renewed ?? owner;
    }
  }
}

const say = (socket: WebSocket, message: object): void => socket.send(JSON.stringify(message));

/** The job that an event belongs to, or null. */
function jobOf(data: unknown): unknown {
  return typeof data === 'object' && data !== null && 'job_id' in data ? data.job_id : null;
}
