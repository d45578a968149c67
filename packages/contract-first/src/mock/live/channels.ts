/**
 * Serves the channels of an AsyncAPI document over WebSocket.
 *
 * @module
 */
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Duplex } from 'node:stream';
import { type RawData, type WebSocket, WebSocketServer } from 'ws';
import { PathTemplate, segmentsOf } from '../../contract/pathTemplate.ts';
import { ProblemError } from '../problemError.ts';
import type { RequestLine } from '../requestLog.ts';
import { type AsyncDocument, type Channel, channelsOf } from './asyncDocument.ts';
import { ChannelMessages } from './channelMessages.ts';

/** How channels are served. */
export type ChannelOptions = {
  readonly document: AsyncDocument;
  /** The time between two messages, in milliseconds; 0 sends none by itself. 1,000 by default. */
  readonly interval?: number | undefined;
  readonly seed?: string | undefined;
};

/** A message to be sent. */
export type WantedMessage = {
  /** Its name; the next one of the channel by default. */
  readonly message?: string | undefined;
  /** Its payload, in place of an example or a generated one. */
  readonly payload?: unknown;
};

/** RFC 6455, section 7.4.1. */
const closeCodes = { goingAway: 1001, notText: 1003, invalid: 1007 } as const;
/** The largest message, and how far a client may be behind, in bytes. */
const MOST_BYTES = 1024 * 1024;
/** The longest reason of a close frame, in bytes (RFC 6455, section 5.5.1). */
const LONGEST_REASON = 123;
const INTERVAL = 1_000;

type Served = { readonly channel: Channel; readonly template: PathTemplate };
type Connection = { readonly socket: WebSocket; readonly channel: string };
type Tell = (line: RequestLine) => void;

/** A channel, as the control endpoint shows it. */
export type ChannelState = {
  readonly name: string;
  readonly address: string;
  /** Names of the messages that the mock sends, and of those that it accepts. */
  readonly sends: readonly string[];
  readonly accepts: readonly string[];
  readonly connections: number;
};

/** A message that was sent to all clients of a channel. */
export type SentMessage = {
  readonly channel: string;
  readonly message: string;
  readonly payload: unknown;
  readonly connections: number;
};

export class Channels {
  readonly #options: ChannelOptions;
  readonly #origins: readonly string[];
  readonly #tell: Tell | undefined;
  readonly #connections = new Set<Connection>();
  readonly #server = new WebSocketServer({
    noServer: true,
    clientTracking: false,
    maxPayload: MOST_BYTES,
  });
  #served: readonly Served[] = [];
  #messages: ChannelMessages;

  /** @param origins of pages that may connect; `*` for all */
  constructor(options: ChannelOptions, origins: readonly string[], tell: Tell | undefined) {
    this.#options = options;
    this.#origins = origins;
    this.#tell = tell;
    this.#messages = this.#read(options.document);
  }

  /** Serves another document from now on. Connections stay open, and get its messages. */
  replace(document: AsyncDocument | undefined): void {
    if (document) this.#messages = this.#read(document);
  }

  list(): { readonly channels: readonly ChannelState[] } {
    return {
      channels: this.#served.map(({ channel: { name, address, sent, received } }) => ({
        name,
        address,
        sends: sent.map((each) => each.name),
        accepts: received.map((each) => each.name),
        connections: this.#of(name).length,
      })),
    };
  }

  /**
   * Sends a message to all clients of a channel.
   *
   * @returns what was sent, and to how many
   * @throws ProblemError `not_found` for an unknown channel or message, `invalid_request` for a
   *   payload that its schema does not accept
   */
  send(name: string, wanted: WantedMessage = {}): SentMessage {
    const channel = this.#served.find((each) => each.channel.name === name)?.channel;
    if (!channel) {
      const known = this.#served.map((each) => each.channel.name).join(', ');
      throw new ProblemError('not_found', `Unknown channel "${name}"; the document has ${known}`);
    }
    const { message, payload } = this.#messages.wanted(channel, wanted);
    const connections = this.#of(name);
    for (const { socket } of connections) say(socket, payload);
    return { channel: name, message, payload, connections: connections.length };
  }

  /** Answers a request without an upgrade to the address of a channel. @returns whether it was one */
  answer(request: IncomingMessage, response: ServerResponse): boolean {
    const found = request.method === 'GET' ? this.#at(request.url ?? '') : undefined;
    if (!found || 'refusal' in found) return false;
    const detail = `Open a WebSocket here: ws://${request.headers.host}${request.url}`;
    response.writeHead(426, { Upgrade: 'websocket', 'Content-Type': 'application/json' });
    response.end(JSON.stringify({ detail }));
    return true;
  }

  /** Opens a connection to a channel. @returns whether the request was for one */
  accept(request: IncomingMessage, socket: Duplex, head: Buffer): boolean {
    const started = performance.now();
    const found = this.#at(request.url ?? '');
    if (!found) return false;
    const { origin } = request.headers;
    const isAllowed =
      origin === undefined || this.#origins.includes('*') || this.#origins.includes(origin);
    const refusal = isAllowed
      ? 'refusal' in found && found.refusal
      : `pages of ${origin} are not allowed; --cors ${origin} allows them`;
    const tell = (status: number, decision: string) =>
      this.#tell?.({
        method: 'GET',
        // the query may have credentials
        target: (request.url ?? '').split('?')[0] ?? '',
        status,
        ms: performance.now() - started,
        decision,
      });
    // A connection that breaks ends by itself; without this, it would end the process.
    socket.on('error', () => {});
    if (refusal || 'refusal' in found) {
      const status = isAllowed ? 400 : 403;
      const body = JSON.stringify({ detail: refusal });
      const lines = [
        `HTTP/1.1 ${status} ${isAllowed ? 'Bad Request' : 'Forbidden'}`,
        'Content-Type: application/json',
        `Content-Length: ${Buffer.byteLength(body)}`,
        'Connection: close',
      ];
      socket.end(`${lines.join('\r\n')}\r\n\r\n${body}`);
      tell(status, String(refusal));
      return true;
    }
    this.#server.handleUpgrade(request, socket, head, (opened) => {
      tell(101, `channel ${found.channel.name}`);
      this.#open(opened, found.channel, tell);
    });
    return true;
  }

  /** Closes all connections. */
  close(): void {
    for (const { socket } of this.#connections) {
      socket.close(closeCodes.goingAway, 'The mock is stopping');
      socket.terminate();
    }
  }

  #read(document: AsyncDocument): ChannelMessages {
    const { channels } = channelsOf(document);
    const messages = new ChannelMessages(document, this.#options.seed);
    this.#served = channels.map((channel) => ({
      channel,
      template: new PathTemplate(channel.address),
    }));
    return messages;
  }

  /** The channel at an address, or why it is none. */
  #at(target: string): { readonly channel: Channel } | { readonly refusal: string } | undefined {
    const [pathname = ''] = target.split('?');
    const segments = segmentsOf(pathname);
    const fitting = this.#served
      .filter(({ template }) => template.length === segments.length && template.fits(segments))
      .sort((one, other) => (one.template.rank < other.template.rank ? -1 : 1))[0];
    if (!fitting) return undefined;
    const { channel, template } = fitting;
    for (const [name, value] of template.valuesIn(pathname) ?? []) {
      const allowed = channel.parameters[name];
      if (allowed && !allowed.includes(value)) {
        return { refusal: `${name} must be one of ${allowed.join(', ')}, not "${value}"` };
      }
    }
    return { channel };
  }

  #of(name: string): Connection[] {
    return [...this.#connections].filter(({ channel }) => channel === name);
  }

  #open(socket: WebSocket, { name }: Channel, tell: (status: number, decision: string) => void) {
    const connection = { socket, channel: name };
    this.#connections.add(connection);
    const { interval = INTERVAL } = this.#options;
    let number = 0;
    const next = () => {
      const payload = this.#messages.next(this.#channel(name), number++);
      if (payload !== undefined) say(socket, payload);
    };
    const timer = interval > 0 ? setInterval(next, interval) : undefined;
    if (timer) next();
    socket
      .on('message', (data, isBinary) => {
        const fault = isBinary
          ? 'Binary messages are not accepted'
          : this.#take(socket, this.#channel(name), data);
        if (fault === undefined) return;
        socket.close(isBinary ? closeCodes.notText : closeCodes.invalid, reasonOf(fault));
        tell(isBinary ? closeCodes.notText : closeCodes.invalid, `channel ${name}: ${fault}`);
      })
      // The close code shows errors, and `close` always follows.
      .on('error', () => {})
      .on('close', () => {
        clearInterval(timer);
        this.#connections.delete(connection);
      });
  }

  /** The channel as the document has it now; a connection may be older. */
  #channel(name: string): Channel | undefined {
    return this.#served.find((each) => each.channel.name === name)?.channel;
  }

  /** Judges a message of a client, and sends the reply to it. @returns what is wrong with it */
  #take(socket: WebSocket, channel: Channel | undefined, data: RawData): string | undefined {
    const taken = this.#messages.read(channel, data.toString());
    if (taken.fault !== undefined) return taken.fault;
    if (taken.reply !== undefined) say(socket, taken.reply);
    return undefined;
  }
}

/** Sends a payload; a client that is too far behind is disconnected. */
function say(socket: WebSocket, payload: unknown): void {
  if (socket.bufferedAmount > MOST_BYTES) socket.terminate();
  else socket.send(typeof payload === 'string' ? payload : JSON.stringify(payload));
}

/** A reason that fits into a close frame, not cut within a character. */
function reasonOf(text: string): string {
  let reason = text;
  while (Buffer.byteLength(reason) > LONGEST_REASON) reason = [...reason].slice(0, -1).join('');
  return reason;
}
