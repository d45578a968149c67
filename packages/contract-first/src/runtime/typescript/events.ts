import { objectFrom, refuseStrangers } from './arguments.ts';
import { AbortError, ApiError, ConnectionError } from './errors.ts';
import type { Channel, Connection, WebSocketLike } from './operation.ts';
import { pause } from './pause.ts';
import { randomId } from './randomId.ts';
import type { Shape } from './shape.ts';

/** Where a stream stands. */
export type StreamState =
  | { readonly status: 'connecting' }
  | {
      readonly status: 'connected';
      /** Whether a connection was lost before: what changed meanwhile, except events, was not received. */
      readonly isAgain: boolean;
      /** Whether events were missed, since the server stores a limited number. */
      readonly missed: boolean;
    }
  | {
      /** The connection is lost, or an attempt has failed. */
      readonly status: 'waiting';
      /** The time of the next attempt; undefined while the stream waits for you to read events. */
      readonly retryAt: Date | undefined;
      /** How many attempts have failed in a row; 0 if a connection was just lost. */
      readonly failures: number;
    }
  | {
      readonly status: 'closed';
      /** Why it ended, unless it was closed by you. */
      readonly cause?: unknown;
    };

export type EventOptions<Message = never> = {
  /** Identifies the client; a second connection with the same ID replaces the first. Random by default. */
  readonly clientId?: string | undefined;
  /** The last event you received: later events are sent first. By default, events from now on. */
  readonly lastEventId?: number | undefined;
  /** Receive only the events of this job, and events that belong to no job. */
  readonly jobId?: string | undefined;
  /** Ends the stream; waiting for its next event then throws an `AbortError`. */
  readonly signal?: AbortSignal | undefined;
  /** Called if events were missed, since the server stores a limited number: reload what you display. */
  readonly onMissed?: (() => void) | undefined;
  /** Called for each message other than an event, such as a notice that something has changed. */
  readonly onMessage?: ((message: Message) => void) | undefined;
  /** Called when the connection is opened, lost, tried again or closed; see `state` of the stream. */
  readonly onState?: ((state: StreamState) => void) | undefined;
};

/** What every event has. */
type LiveEvent = { readonly event: string };

/** How many events may wait to be read; the server keeps as many. */
const capacity = 1_000;
/** Milliseconds without any message after which the connection is asked whether it is still there. */
const quiet = 30_000;
/** Milliseconds within which the answer to a ping is expected when the connection is doubted. */
const patience = 5_000;
/** The bounds of the time between two attempts to connect, in milliseconds. */
const [shortest, longest] = [500, 30_000];

/** All options by their names; the compiler finds one that is missing. */
const known: Readonly<Record<keyof EventOptions, true>> = {
  clientId: true,
  lastEventId: true,
  jobId: true,
  signal: true,
  onMissed: true,
  onMessage: true,
  onState: true,
};

/**
 * Opens a channel. The stream connects at once, and again whenever the connection is lost, from
 * the last event on that has arrived.
 *
 * @param args the options, in one object or, as with every other method, in two
 * @throws TypeError for an option that there is not, or that the server would not take
 */
export function connect<Event extends LiveEvent>(
  connection: Connection,
  channel: Channel,
  args: readonly unknown[],
): EventStream<Event> {
  return new EventStream(connection, channel, readOptions(channel.id, args));
}

/** Options whose type of messages is known to generated code only. */
type Options = EventOptions<unknown>;

function readOptions(method: string, [first, second, ...others]: readonly unknown[]): Options {
  const [params, options] = [objectFrom(first, method), objectFrom(second, method)];
  if (others.length > 0) throw new TypeError(`${method} was called with too many arguments`);
  const twice = Object.keys(options).find((name) => params[name] !== undefined);
  if (twice !== undefined) throw new TypeError(`${method} was given "${twice}" twice`);
  const read: Options = { ...params, ...options };
  refuseStrangers(method, 'option', read, Object.keys(known));
  // What the server refuses looks like a connection that is lost: it would be tried for ever.
  const { clientId, lastEventId = 0 } = read;
  if (clientId !== undefined && !/^[\w.-]{1,64}$/.test(clientId)) {
    throw new TypeError('"clientId" must be 1 to 64 letters, digits, ".", "_" or "-"');
  }
  if (!Number.isSafeInteger(lastEventId) || lastEventId < 0) {
    throw new TypeError('"lastEventId" must be a whole number, 0 or more');
  }
  return read;
}

/**
 * A stream of live events. Iterate over it once; leaving the loop closes it.
 *
 * @throws ApiError from the loop if the server refuses the credentials, or has closed
 *   the connection for good
 */
export class EventStream<Event extends LiveEvent> implements AsyncIterable<Event> {
  /** Resolves when the first connection is open: events from then on arrive. */
  readonly connected: Promise<void>;
  readonly #connection: Connection;
  readonly #channel: Channel;
  readonly #options: Options;
  readonly #closed = new AbortController();
  readonly #waiting: Event[] = [];
  #lastEventId: number | undefined;
  #failure: unknown;
  #wake: () => void = () => {};
  #drained: () => void = () => {};
  #state: StreamState = { status: 'connecting' };
  #hasStood = false;
  #retry: () => void = () => {};
  #ping: () => void = () => {};
  #abandon: (socket: WebSocketLike) => void = () => {};

  constructor(connection: Connection, channel: Channel, options: Options) {
    this.#connection = connection;
    this.#channel = channel;
    this.#options = { ...options, clientId: options.clientId ?? randomId() };
    this.#lastEventId = options.lastEventId;
    options.signal?.addEventListener('abort', this.#abort);
    if (options.signal?.aborted) this.#abort();
    this.connected = new Promise((resolve, reject) => {
      this.#stayConnected(resolve)
        .catch((error: unknown) => this.#end(error))
        // nothing happens to a promise that is fulfilled already
        .finally(() => reject(this.#failure ?? new AbortError('The stream was closed')));
    });
    this.connected.catch(() => {});
  }

  /** The last event that has arrived, to continue from later. */
  get lastEventId(): number | undefined {
    return this.#lastEventId;
  }

  /** Where the stream stands; `onState` is called for each change. */
  get state(): StreamState {
    return this.#state;
  }

  /**
   * Tries again at once if the connection is lost. If it seems to stand, it is lost unless the server
   * answers a ping within five seconds: call this when something else says that the network is gone
   * or back.
   */
  check(): void {
    if (this.#state.status === 'waiting') this.#retry();
    else this.#ping();
  }

  /** Closes the connection; the loop ends after the events that have arrived. */
  close(): void {
    this.#end();
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<Event, void, undefined> {
    try {
      for (;;) {
        const event = this.#waiting.shift();
        if (this.#waiting.length === 0) this.#drained();
        if (event) yield event;
        else if (this.#failure) throw this.#failure;
        else if (this.#closed.signal.aborted) return;
        else {
          await new Promise<void>((resolve) => {
            this.#wake = resolve;
          });
        }
      }
    } finally {
      this.close();
    }
  }

  readonly #abort = (): void => {
    const cause = this.#options.signal?.reason;
    this.#waiting.length = 0;
    this.#end(new AbortError('The stream was aborted', { cause }));
  };

  #end(failure?: unknown): void {
    if (this.#closed.signal.aborted) return;
    this.#failure = failure;
    this.#options.signal?.removeEventListener('abort', this.#abort);
    this.#closed.abort();
    this.#wake();
    const cause = failure === undefined ? {} : { cause: failure };
    try {
      this.#enter({ status: 'closed', ...cause });
    } catch (error) {
      this.#failure ??= error;
    }
  }

  #enter(state: StreamState): void {
    if (this.#state.status === 'closed') return;
    this.#state = state;
    this.#options.onState?.(state);
  }

  async #stayConnected(onConnected: () => void): Promise<void> {
    const { signal } = this.#closed;
    for (let failures = 0; !signal.aborted; ) {
      if (this.#state.status !== 'connecting') this.#enter({ status: 'connecting' });
      const stood = await this.#connectOnce(onConnected);
      if (signal.aborted) return;
      failures = stood ? 0 : failures + 1;
      if (this.#waiting.length >= capacity) {
        this.#enter({ status: 'waiting', retryAt: undefined, failures });
        await new Promise<void>((resolve) => {
          this.#drained = resolve;
        });
      }
      const time = Math.random() * Math.min(longest, shortest * 2 ** failures);
      await this.#pause(time, failures);
    }
  }

  /** Waits for the next attempt, unless it is wanted earlier. */
  async #pause(time: number, failures: number): Promise<void> {
    const { signal } = this.#closed;
    const early = new AbortController();
    const end = () => early.abort();
    this.#retry = end;
    signal.addEventListener('abort', end);
    this.#enter({ status: 'waiting', retryAt: new Date(Date.now() + time), failures });
    await pause(time, signal.aborted ? signal : early.signal).catch(() => {});
    signal.removeEventListener('abort', end);
    this.#retry = () => {};
  }

  /**
   * Connects, and waits for the end of the connection.
   *
   * @returns whether it stood
   * @throws ApiError where to try again would not help
   */
  async #connectOnce(onConnected: () => void): Promise<boolean> {
    const { WebSocket: Socket } = this.#connection;
    if (!Socket)
      throw new TypeError(
        'This platform has no WebSocket; pass one as the option "WebSocket", such as that of "ws"',
      );
    let address: string;
    try {
      address = await this.#address();
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      const { status: code = 500 } = error;
      if (code < 500 && code !== 408 && code !== 429) throw error;
      return false;
    }
    const { signal } = this.#closed;
    if (signal.aborted) return false;
    const socket = new Socket(address);
    const close = () => socket.close();
    signal.addEventListener('abort', close);
    const stopWatching = this.#watch(socket);
    let stood = false;
    try {
      const { code, reason } = await new Promise<{ code: number; reason: string }>((resolve) => {
        this.#abandon = (abandoned) => {
          if (abandoned === socket) resolve({ code: 1006, reason: 'No answer' });
          abandoned.close();
        };
        on(socket, 'close', resolve);
        on(socket, 'error', () => {}); // its close follows
        on(socket, 'message', ({ data }: { data: unknown }) => {
          try {
            if (!this.#take(JSON.parse(String(data)), socket)) return;
            stood = true;
            onConnected();
          } catch (error) {
            this.#end(error); // nobody but the reader of the stream could catch it
          }
        });
      });
      if (this.#channel.final.includes(code)) {
        throw new ConnectionError(`The server closed the connection (${code}): ${reason}`);
      }
      return stood;
    } finally {
      stopWatching();
      signal.removeEventListener('abort', close);
    }
  }

  async #address(): Promise<string> {
    const { ticket: operation, path } = this.#channel;
    const sent = this.#connection.send<{ ticket: string }>(operation, {
      params: {},
      options: { signal: this.#closed.signal },
    });
    const { ticket } = (await sent).data;
    const last = this.#lastEventId;
    const from = last === undefined ? '' : `&last_event_id=${last}`;
    const query = `ticket=${encodeURIComponent(ticket)}${from}`;
    const { clientId = '' } = this.#options;
    const own = path.replace(/\{\w+\}/, encodeURIComponent(clientId));
    return `${this.#connection.baseUrl().replace(/^http/, 'ws')}${own}?${query}`;
  }

  /** @returns whether it is the greeting of a connection that stands now */
  #take(message: Message, socket: WebSocketLike): boolean {
    if (message.event !== undefined) {
      this.#lastEventId = message.event_id ?? message.eventId;
      this.#waiting.push(this.#eventOf(message, message.event));
      this.#wake();
      // nothing is lost: the server keeps the rest until there is room here
      if (this.#waiting.length >= capacity) socket.close();
      return false;
    }
    if (message.type === 'refused') throw new ApiError(String(message.message));
    if (message.type !== 'connected') {
      const { messages = {} } = this.#channel;
      if (message.type !== undefined && Object.hasOwn(messages, message.type)) {
        this.#options.onMessage?.(this.#converted(message, messages[message.type]));
      }
      return false;
    }
    this.#lastEventId ??= message.newest_event_id ?? message.newestEventId;
    const { missed = false } = message;
    if (missed) this.#options.onMissed?.();
    const isAgain = this.#hasStood;
    this.#hasStood = true;
    this.#enter({ status: 'connected', isAgain, missed });
    const { jobId } = this.#options;
    if (jobId !== undefined) socket.send(JSON.stringify({ type: 'subscribe', job_id: jobId }));
    return true;
  }

  /** An event as the client has it; one of a type that the document does not have stays as it is. */
  #eventOf(message: Message, type: string): Event {
    const { events = {} } = this.#channel;
    // what events are is known to generated code
    return this.#converted(
      message,
      Object.hasOwn(events, type) ? events[type] : undefined,
    ) as Event;
  }

  #converted(message: Message, shape: (() => Shape) | null | undefined): unknown {
    const { convert } = this.#channel;
    return shape && convert ? convert(message, shape, 'read') : message;
  }

  /** Closes a connection on which nothing arrives any more, not even the answer to a ping. */
  #watch(socket: WebSocketLike): () => void {
    let hasAnswered = true;
    let timer: ReturnType<typeof setTimeout>;
    const after = (time: number) => {
      clearTimeout(timer);
      timer = setTimeout(() => {
        // without an answer a socket may take minutes to close, so it is abandoned
        if (!hasAnswered) return this.#abandon(socket);
        ping(quiet);
      }, time);
    };
    const ping = (time: number) => {
      hasAnswered = false;
      if (socket.readyState === 1) socket.send(JSON.stringify({ type: 'ping' }));
      after(time);
    };
    on(socket, 'message', () => {
      hasAnswered = true;
    });
    after(quiet);
    this.#ping = () => ping(patience);
    return () => {
      clearTimeout(timer);
      this.#ping = () => {};
    };
  }
}

/** Listens to a socket of any platform, whose types of events have no more in common than this. */
function on<Event>(
  socket: WebSocketLike,
  type: 'message' | 'close' | 'error',
  listener: (event: Event) => void,
): void {
  socket.addEventListener(type, listener as () => void);
}

/** What the client reads of a message, whose names are in either style. */
type Message = {
  readonly event?: string;
  readonly event_id?: number;
  readonly eventId?: number;
  readonly type?: string;
  readonly newest_event_id?: number;
  readonly newestEventId?: number;
  readonly missed?: boolean;
  /** What is wrong with what the client has sent. */
  readonly message?: string;
};
