/**
 * Sends requests in turn on several connections, in a thread of its own. It writes and reads sockets
 * itself: a client that does more work than the server would measure itself.
 *
 * @module
 */
import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { isMainThread, parentPort, Worker, workerData } from 'node:worker_threads';

/** A request that is ready to be sent. */
export type Prepared = {
  readonly method: string;
  readonly target: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string | undefined;
};

export type Load = {
  readonly url: string;
  readonly requests: readonly Prepared[];
  readonly connections: number;
  readonly seconds: number;
};

/** What came of a load. */
export type Answered = { readonly requests: number; readonly seconds: number };

/** @throws Error if a response is not like the first one to the same request */
export function send(load: Load): Promise<Answered> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(new URL(import.meta.url), { workerData: load });
    worker.once('message', resolve);
    worker.once('error', reject);
  });
}

/** The response to a request, head and body as they were sent. */
export async function sendOne(url: string, prepared: Prepared): Promise<string> {
  const connection = await Connection.to(url);
  try {
    return await connection.send(bytesOf(url, prepared));
  } finally {
    connection.close();
  }
}

function bytesOf(url: string, { method, target, headers, body }: Prepared): Buffer {
  const length = body === undefined ? {} : { 'Content-Length': String(Buffer.byteLength(body)) };
  const lines = Object.entries({ Host: new URL(url).host, ...headers, ...length });
  const head = [`${method} ${target} HTTP/1.1`, ...lines.map(([name, text]) => `${name}: ${text}`)];
  return Buffer.from(`${head.join('\r\n')}\r\n\r\n${body ?? ''}`);
}

/** A connection with one request at a time. */
class Connection {
  readonly #socket: Socket;
  #received = '';
  #wait: { resolve(response: string): void; reject(error: Error): void } | undefined;

  private constructor(socket: Socket) {
    this.#socket = socket.setNoDelay().setEncoding('latin1');
    socket.on('data', (piece: string) => {
      this.#received += piece;
      if (!isWhole(this.#received)) return;
      this.#wait?.resolve(this.#received);
      this.#received = '';
    });
    socket.on('error', (error) => this.#wait?.reject(error));
    socket.on('close', () => this.#wait?.reject(new Error('The connection was closed')));
  }

  static async to(url: string): Promise<Connection> {
    const { hostname, port } = new URL(url);
    const socket = connect(Number(port), hostname);
    await once(socket, 'connect');
    return new Connection(socket);
  }

  send(bytes: Buffer): Promise<string> {
    return new Promise((resolve, reject) => {
      this.#wait = { resolve, reject };
      this.#socket.write(bytes);
    });
  }

  close(): void {
    this.#wait = undefined;
    this.#socket.destroy();
  }
}

function isWhole(response: string): boolean {
  const end = response.indexOf('\r\n\r\n');
  if (end < 0) return false;
  const [, length = '0'] = /\r\ncontent-length: *(\d+)/i.exec(response) ?? [];
  return response.length >= end + 4 + Number(length);
}

async function run({ url, requests, connections, seconds }: Load): Promise<Answered> {
  const all = requests.map((each) => ({ bytes: bytesOf(url, each), status: '' }));
  const open = await Promise.all(Array.from({ length: connections }, () => Connection.to(url)));
  const started = performance.now();
  const until = started + seconds * 1000;
  let next = 0;
  const sender = async (connection: Connection) => {
    while (performance.now() < until) {
      const request = all[next++ % all.length];
      if (!request) return;
      const response = await connection.send(request.bytes);
      const status = response.slice(0, response.indexOf('\r\n'));
      request.status ||= status;
      if (status !== request.status) throw new Error(`${status} after ${request.status}`);
    }
  };
  await Promise.all(open.map(sender));
  for (const each of open) each.close();
  return { requests: next, seconds: (performance.now() - started) / 1000 };
}

if (!isMainThread && parentPort) parentPort.postMessage(await run(workerData as Load));
