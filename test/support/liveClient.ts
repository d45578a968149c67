/** A client of the live connection, and a bare handshake. */
import { request } from 'node:http';
import { messages } from '@file-organizer/server';
import { WebSocket } from 'ws';
import { adminKey, type TestServer } from './testServer.ts';

export type LiveMessage = {
  readonly event?: string;
  readonly event_id?: number;
  readonly occurred_at?: string;
  readonly data?: Record<string, unknown>;
  readonly type?: string;
  readonly [field: string]: unknown;
};

type Place = { readonly url: string };

/** Where a client connects. */
export const liveAddress = ({ url }: Place, query = '', clientId = 'client'): string =>
  `${url.replace('http', 'ws')}/api/v1/ws/${clientId}${query}`;

/** A connection that keeps what arrives, each message held to the AsyncAPI document. */
export class LiveClient {
  readonly socket: WebSocket;
  readonly received: LiveMessage[] = [];
  /** The code with which the connection ended. */
  readonly closed: Promise<number>;
  #wake: () => void = () => {};

  private constructor(socket: WebSocket) {
    this.socket = socket;
    this.closed = new Promise((resolve) => {
      socket.on('close', (code) => {
        resolve(code);
        this.#wake();
      });
    });
    socket.on('error', () => {});
    socket.on('message', (data) => {
      const message = JSON.parse(data.toString()) as LiveMessage;
      const fault = messages.fault(String(message.event ?? message.type), message);
      if (fault) this.received.push({ fault });
      else this.received.push(message);
      this.#wake();
    });
  }

  /** Connects, as administrator unless it brings credentials of its own; waits for the greeting. */
  static async connect(
    place: Place,
    {
      query,
      clientId,
      headers = { 'X-API-Key': adminKey },
    }: { query?: string; clientId?: string; headers?: Record<string, string> } = {},
  ): Promise<LiveClient> {
    const client = new LiveClient(new WebSocket(liveAddress(place, query, clientId), { headers }));
    await client.until((received) => received.length > 0);
    return client;
  }

  get events(): LiveMessage[] {
    return this.received.filter(({ event }) => event !== undefined);
  }

  send(message: unknown): void {
    this.socket.send(JSON.stringify(message));
  }

  /** Waits until what has arrived is as it is wanted. */
  async until(holds: (received: readonly LiveMessage[]) => boolean): Promise<void> {
    while (!holds(this.received)) {
      if (this.socket.readyState === WebSocket.CLOSED) {
        throw new Error(`Closed before it arrived: ${JSON.stringify(this.received).slice(0, 500)}`);
      }
      await new Promise<void>((resolve) => {
        this.#wake = resolve;
      });
    }
  }

  /** Waits for a message with such an event or of such a type. */
  async next(name: string): Promise<LiveMessage> {
    const find = () => this.received.find(({ event, type }) => event === name || type === name);
    await this.until(() => find() !== undefined);
    return find() as LiveMessage;
  }

  async close(): Promise<void> {
    this.socket.close();
    await this.closed;
  }
}

/**
 * Asks for a WebSocket by hand, as administrator unless it brings headers of its own, and gives
 * what the server answers.
 */
export function handshake(
  { url }: Place,
  path: string,
  headers: RequestInit['headers'] = { 'X-API-Key': adminKey },
): Promise<Response> {
  const { promise, resolve, reject } = Promise.withResolvers<Response>();
  const asked = request(url + path, {
    headers: {
      Connection: 'Upgrade',
      Upgrade: 'websocket',
      'Sec-WebSocket-Version': '13',
      'Sec-WebSocket-Key': 'dGhlIHNhbXBsZSBub25jZQ==',
      ...Object.fromEntries(new Headers(headers)),
    },
  });
  asked.on('error', reject);
  asked.on('upgrade', ({ statusCode, headers: got }, socket) => {
    socket.destroy();
    // A `Response` cannot be made with the status 101.
    const response = new Response(null, { headers: got as Record<string, string> });
    resolve(Object.defineProperty(response, 'status', { value: statusCode }));
  });
  asked.on('response', (answer) => {
    const chunks: Buffer[] = [];
    answer.on('data', (chunk: Buffer) => chunks.push(chunk));
    answer.on('end', () => {
      const init = {
        status: answer.statusCode ?? 0,
        headers: answer.headers as Record<string, string>,
      };
      resolve(new Response(Buffer.concat(chunks), init));
    });
  });
  asked.end();
  return promise;
}

/** A ticket for a WebSocket, bought with a key. */
export async function ticketFor(server: TestServer, key = adminKey): Promise<string> {
  const init = { method: 'POST', headers: { 'X-API-Key': key } };
  const response = await server.fetch('/api/v1/auth/ws-ticket', init);
  return ((await response.json()) as { ticket: string }).ticket;
}
