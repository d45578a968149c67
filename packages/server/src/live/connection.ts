import type { Logger } from 'pino';
import type { RawData, WebSocket } from 'ws';
import { covers, type Principal } from '../auth/principal.ts';
import type { EventBus } from '../events/eventBus.ts';
import { type ConnectionMessage, readMessage, scopesOf } from '../events/messages.ts';
import type { EventRow } from '../storage/eventRepository.ts';

/** Close codes; the AsyncAPI document says what each means to a client. */
export const closeCodes = {
  goingAway: 1001,
  notText: 1003,
  tooManyMessages: 1008,
  failed: 1011,
  tooManyConnections: 1013,
  credentialsEnded: 4001,
  replaced: 4009,
} as const;
type CloseReason = keyof typeof closeCodes;

/** How much may wait to be read before the reader is cut off, in bytes. */
const MOST_UNREAD = 1024 * 1024;
/** How much of a replay is sent ahead of the reader, in bytes. */
const AHEAD = 64 * 1024;
/** How many events are read from the log at a time. */
const BATCH = 100;
/** How many messages, pings and pongs that answer none a client may send in how many milliseconds. */
const MOST_MESSAGES = 100;
const MESSAGES_WINDOW = 10_000;

export type ConnectionOptions = {
  readonly principal: Principal;
  readonly clientId: string;
  /** The last event that the client has; those after it come first. */
  readonly lastEventId: number | undefined;
};

/** One WebSocket on which a user's events go out. */
export class Connection {
  readonly clientId: string;
  readonly #socket: WebSocket;
  readonly #events: EventBus;
  readonly #log: Logger;
  readonly #lastEventId: number | undefined;
  #principal: Principal;
  /** The last event that was sent, or left out. */
  #sent = 0;
  /** The newest event that the log has told of. */
  #heard = 0;
  /** Whether all older events are sent, so that a new one goes out as it is heard. */
  #isLive = false;
  /** The job to whose events the client has narrowed the connection. */
  #job: string | undefined;
  #hasAnswered = true;
  #messages = { count: 0, since: 0 };

  constructor(socket: WebSocket, events: EventBus, log: Logger, options: ConnectionOptions) {
    this.clientId = options.clientId;
    this.#socket = socket;
    this.#events = events;
    this.#log = log;
    this.#lastEventId = options.lastEventId;
    this.#principal = options.principal;
    const stopListening = events.listen(options.principal.userId, (rows) => this.#hear(rows));
    socket
      .on('message', (data, isBinary) => this.#take(data, isBinary))
      .on('ping', () => this.#countMessage())
      .on('pong', () => {
        // One that answers no ping is a message like any other.
        if (this.#hasAnswered) this.#countMessage();
        this.#hasAnswered = true;
      })
      // What went wrong shows in the close code; `close` follows always.
      .on('error', () => {})
      .on('close', stopListening);
  }

  /** Greets the client and sends what it has missed; from then on, events go out as they come. */
  async start(): Promise<void> {
    // No message is answered before the greeting.
    this.#socket.pause();
    try {
      const { oldest, newest } = await this.#events.range(this.#principal.userId);
      const last = this.#lastEventId ?? newest;
      const missed = last > newest || last < oldest - 1;
      this.#sent = missed ? Math.max(0, oldest - 1) : last;
      this.#say({
        type: 'connected',
        client_id: this.clientId,
        newest_event_id: newest,
        missed,
      });
      this.#socket.resume();
      await this.#catchUp();
    } catch (error) {
      this.#log.error({ err: error }, 'live connection failed');
      this.#socket.resume();
      this.close('failed');
    }
  }

  close(reason: CloseReason): void {
    this.#socket.close(closeCodes[reason]);
  }

  /** Cuts the connection off without a word. */
  drop(): void {
    this.#socket.terminate();
  }

  /** Cuts off who did not answer the last ping, or whose credentials have ended; else pings. */
  async checkAlive(): Promise<void> {
    if (!this.#hasAnswered) {
      this.drop();
      return;
    }
    this.#hasAnswered = false;
    this.#socket.ping();
    const { renew } = this.#principal;
    if (!renew) return;
    try {
      const renewed = await renew();
      if (renewed) this.#principal = { ...renewed, renew };
      else this.close('credentialsEnded');
    } catch (error) {
      // Asked again at the next ping: that the database is busy ends nobody's credentials.
      this.#log.warn({ err: error }, 'credentials of a live connection could not be verified');
    }
  }

  #hear(rows: readonly EventRow[]): void {
    this.#heard = rows.at(-1)?.event_id ?? this.#heard;
    if (!this.#isLive) return;
    for (const row of rows) {
      // It may have been read from the log before it was heard.
      if (row.event_id <= this.#sent) continue;
      if (this.#isUnread()) return;
      this.#send(row);
    }
  }

  /** Sends what the log has, no faster than it is read, until there is nothing that was not sent. */
  async #catchUp(): Promise<void> {
    let rows: readonly EventRow[];
    do {
      rows = await this.#events.after(this.#principal.userId, this.#sent, BATCH);
      for (const row of rows) {
        if (this.#socket.readyState !== this.#socket.OPEN) return;
        if (row.event_id !== this.#sent + 1) {
          // The log went on without a reader this slow.
          this.drop();
          return;
        }
        const read = this.#send(row);
        if (this.#socket.bufferedAmount > AHEAD) await read;
      }
      // Nothing may come between this look and the next line, or it would be sent by neither.
    } while (rows.length === BATCH || this.#heard > this.#sent);
    this.#isLive = true;
  }

  /** @returns when it has left for the network, or the connection has ended */
  #send(row: EventRow): Promise<void> | undefined {
    this.#sent = row.event_id;
    if (!this.#isWanted(row)) return undefined;
    const { promise, resolve } = Promise.withResolvers<void>();
    this.#socket.send(textOf(row), () => resolve());
    return promise;
  }

  #isWanted(row: EventRow): boolean {
    if (!scopesOf(row.event).some((scope) => covers(this.#principal, [scope]))) return false;
    if (this.#job === undefined) return true;
    const { job_id: jobId = null } = JSON.parse(row.data) as { readonly job_id?: string | null };
    return jobId === null || jobId === this.#job;
  }

  #take(data: RawData, isBinary: boolean): void {
    if (isBinary) {
      this.close('notText');
      return;
    }
    if (!this.#countMessage()) return;
    const message = readMessage(data.toString());
    if (message.type === 'refused') this.#say(message);
    else if (message.type === 'ping') this.#say({ type: 'pong' });
    else if (message.type === 'unsubscribe') {
      this.#job = undefined;
      this.#say({ type: 'unsubscribed' });
    } else {
      this.#job = message.job_id;
      this.#say({ type: 'subscribed', job_id: message.job_id });
    }
  }

  /** @returns whether it is not one too many, which closes the connection */
  #countMessage(): boolean {
    const now = Date.now();
    if (now - this.#messages.since > MESSAGES_WINDOW) this.#messages = { count: 0, since: now };
    const isFine = ++this.#messages.count <= MOST_MESSAGES;
    if (!isFine) this.close('tooManyMessages');
    // What a client goes on sending is not answered once the connection is closing.
    return isFine && this.#socket.readyState === this.#socket.OPEN;
  }

  /** Cuts off who leaves too much unread. */
  #isUnread(): boolean {
    const isUnread = this.#socket.bufferedAmount > MOST_UNREAD;
    if (isUnread) this.drop();
    return isUnread;
  }

  #say(message: ConnectionMessage): void {
    // Answers are small, but so can be those who ask for them, for days, and read none.
    if (this.#isUnread()) return;
    this.#socket.send(JSON.stringify(message));
  }
}

const textOf = (row: EventRow): string =>
  `{"event":"${row.event}","event_id":${row.event_id},"occurred_at":"${new Date(row.occurred_ms).toISOString()}","data":${row.data}}`;
