/**
 * The protocol of one live connection: greeting, replay, subscription, limits.
 *
 * @module
 */
import type { Logger } from 'pino';
import type { RawData, WebSocket } from 'ws';
import { covers, type Principal } from '../auth/principal.ts';
import { ChangedFolders, type FilesChange } from '../events/changedFolders.ts';
import type { EventBus } from '../events/eventBus.ts';
import type { FilesChanges } from '../events/filesChanges.ts';
import { type ConnectionMessage, readMessage, scopesOf } from '../events/messages.ts';
import type { EventRow } from '../storage/eventRepository.ts';

/** Close codes; the AsyncAPI document explains them to clients. */
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

/** Clients with more unread data than this are disconnected, in bytes. */
const MOST_UNREAD = 1024 * 1024;
/** How much of a replay is sent before the client reads it, in bytes. */
const AHEAD = 64 * 1024;
/** Events read from the log at a time. */
const BATCH = 100;
/**
 * The most messages, pings and unsolicited pongs that a client may send in a window, and its length in
 * milliseconds. Pings count, because they would otherwise be unlimited requests.
 */
const MOST_MESSAGES = 100;
const MESSAGES_WINDOW = 10_000;

export type ConnectionOptions = {
  readonly principal: Principal;
  readonly clientId: string;
  /** The last event that the client has; those after it are replayed. */
  readonly lastEventId: number | undefined;
};

/** What connections deliver. */
export type LiveSources = {
  readonly events: EventBus;
  readonly filesChanges: Pick<FilesChanges, 'listen'>;
};

/** A WebSocket that delivers a user's events, and notices of changed files. */
export class Connection {
  readonly clientId: string;
  readonly #socket: WebSocket;
  readonly #events: EventBus;
  readonly #log: Logger;
  readonly #lastEventId: number | undefined;
  #principal: Principal;
  /** The last event that was sent or filtered out. */
  #sent = 0;
  /** The newest event reported by the log. */
  #heard = 0;
  /** Whether all older events are sent, so that new ones can be sent immediately. */
  #isLive = false;
  /** The only job whose events the client has subscribed to. */
  #job: string | undefined;
  #hasAnswered = true;
  #messages = { count: 0, since: 0 };
  /** Changes that wait until the client has read the last notice; undefined before the greeting. */
  #changed: ChangedFolders | undefined;
  /** Whether a notice of changed files is still unread: at most one is. */
  #isNoticeUnread = false;

  constructor(socket: WebSocket, sources: LiveSources, log: Logger, options: ConnectionOptions) {
    const { events, filesChanges } = sources;
    this.clientId = options.clientId;
    this.#socket = socket;
    this.#events = events;
    this.#log = log;
    this.#lastEventId = options.lastEventId;
    this.#principal = options.principal;
    const stops = [
      events.listen(options.principal.userId, (rows) => this.#hear(rows)),
      filesChanges.listen((change) => this.#noteChange(change)),
    ];
    socket
      .on('message', (data, isBinary) => this.#take(data, isBinary))
      .on('ping', () => this.#countMessage())
      .on('pong', () => {
        // A pong without a ping counts as a message.
        if (this.#hasAnswered) this.#countMessage();
        this.#hasAnswered = true;
      })
      // The close code reports the error; `close` always follows.
      .on('error', () => {})
      .on('close', () => {
        for (const stop of stops) stop();
      });
  }

  /** Sends the greeting and missed events; from then on, events as they are published. */
  async start(): Promise<void> {
    // No message is answered before the greeting.
    this.#socket.pause();
    try {
      // Events of requests that were answered before are not new to the client.
      await this.#events.settled();
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
      this.#changed = new ChangedFolders();
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

  /** Ends the connection without a close frame. */
  drop(): void {
    this.#socket.terminate();
  }

  /**
   * Disconnects a client that did not answer the last ping or whose credentials are no longer valid;
   * otherwise pings it.
   */
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
      // Verified again at the next ping: a busy database does not invalidate credentials.
      this.#log.warn({ err: error }, 'credentials of a live connection could not be verified');
    }
  }

  #hear(rows: readonly EventRow[]): void {
    this.#heard = rows.at(-1)?.event_id ?? this.#heard;
    if (!this.#isLive) return;
    for (const row of rows) {
      // It may have been read from the log before it was reported.
      if (row.event_id <= this.#sent) continue;
      if (row.event_id !== this.#sent + 1) {
        // The log's retention has overtaken this server.
        this.drop();
        return;
      }
      if (this.#isUnread()) return;
      this.#send(row);
    }
  }

  #noteChange(change: FilesChange): void {
    if (!this.#changed || !covers(this.#principal, scopesOf('files_changed'))) return;
    this.#changed.add(change);
    this.#sendChange();
  }

  #sendChange(): void {
    if (this.#isNoticeUnread || this.#socket.readyState !== this.#socket.OPEN) return;
    const change = this.#changed?.take();
    if (!change) return;
    this.#isNoticeUnread = true;
    this.#socket.send(JSON.stringify({ type: 'files_changed', ...change }), () => {
      this.#isNoticeUnread = false;
      this.#sendChange();
    });
  }

  /** Sends events from the log, no faster than the client reads them, until none are left. */
  async #catchUp(): Promise<void> {
    let rows: readonly EventRow[];
    do {
      rows = await this.#events.after(this.#principal.userId, this.#sent, BATCH);
      for (const row of rows) {
        if (this.#socket.readyState !== this.#socket.OPEN) return;
        if (row.event_id !== this.#sent + 1) {
          // The log's retention has overtaken a client this slow.
          this.drop();
          return;
        }
        const read = this.#send(row);
        if (this.#socket.bufferedAmount > AHEAD) await read;
      }
      // Nothing may run between this check and the next line, or both could miss an event.
    } while (rows.length === BATCH || this.#heard > this.#sent);
    this.#isLive = true;
  }

  /** @returns when it has been sent to the network, or the connection has ended */
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

  /** @returns whether the message is within the limit; otherwise the connection is closed */
  #countMessage(): boolean {
    const now = Date.now();
    if (now - this.#messages.since > MESSAGES_WINDOW) this.#messages = { count: 0, since: now };
    const isFine = ++this.#messages.count <= MOST_MESSAGES;
    if (!isFine) this.close('tooManyMessages');
    // Messages that arrive while the connection is closing are not answered.
    return isFine && this.#socket.readyState === this.#socket.OPEN;
  }

  /** Disconnects a client with too much unread data. Returns whether it did. */
  #isUnread(): boolean {
    const isUnread = this.#socket.bufferedAmount > MOST_UNREAD;
    if (isUnread) this.drop();
    return isUnread;
  }

  #say(message: ConnectionMessage): void {
    // Responses are small, but a client could request them for days without reading any.
    if (this.#isUnread()) return;
    this.#socket.send(JSON.stringify(message));
  }
}

const textOf = (row: EventRow): string =>
  `{"event":"${row.event}","event_id":${row.event_id},"occurred_at":"${new Date(row.occurred_ms).toISOString()}","data":${row.data}}`;
