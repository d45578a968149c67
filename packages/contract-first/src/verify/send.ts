import http from 'node:http';
import https from 'node:https';
import { essenceOf, isJson } from '../contract/mediaTypes.ts';
import type { Received, WireRequest } from './exchange.ts';
import { isStream, itemsIn } from './streams.ts';

/** How long an answer may take, in milliseconds. */
const PATIENCE = 15_000;
/** How long a body may take, in milliseconds; of a longer one, the rest is not read. */
const BODY_TIME = 15_000;
/** How much is read of a stream: it may have no end, or nothing to say for hours. */
const STREAM = { milliseconds: 1500, bytes: 256 * 1024 } as const;
/** Of a body that is larger than this, the rest is not read. */
const LARGEST = 16 * 1024 * 1024;

/** Why the body of a response was cut off, as a note of the report. */
export const CUT_OFF = `Bodies were larger than ${LARGEST / 1024 ** 2} MiB or took over ${BODY_TIME / 1000} seconds, so they were not checked`;

/** No response was received. */
export class NoResponse extends Error {
  override readonly name = 'NoResponse';
}

/** Sends requests to one server, over connections that are kept. */
export class Sender {
  readonly #base: URL;
  readonly #agent: http.Agent;

  /** @param url the server's; where it has a path, that goes before the paths of the document */
  constructor(url: string) {
    this.#base = new URL(url);
    const options = { keepAlive: true, maxSockets: 4 };
    this.#agent =
      this.#base.protocol === 'https:' ? new https.Agent(options) : new http.Agent(options);
  }

  /** The address that a request goes to. */
  address({ target }: Pick<WireRequest, 'target'>): string {
    return this.#base.origin + this.#base.pathname.replace(/\/$/, '') + target;
  }

  /**
   * Sends a request and reads the answer. Redirects are not followed.
   *
   * @throws NoResponse if the connection breaks, or nothing is received in time
   */
  async send(request: WireRequest): Promise<Received> {
    for (let tries = 0; ; tries++) {
      try {
        return await this.#once(request);
      } catch (error) {
        // A server may close a kept connection at the very moment at which it is used again.
        if (error instanceof StaleConnection && tries < 3) continue;
        throw new NoResponse(error instanceof Error ? error.message : String(error), {
          cause: error,
        });
      }
    }
  }

  close(): void {
    this.#agent.destroy();
  }

  #once(wire: WireRequest): Promise<Received> {
    const { request } = this.#base.protocol === 'https:' ? https : http;
    return new Promise((resolve, reject) => {
      const sent = request(this.address(wire), {
        method: wire.method,
        headers: {
          ...wire.headers,
          ...(wire.body && { 'Content-Length': String(wire.body.byteLength) }),
        },
        agent: this.#agent,
        timeout: PATIENCE,
      });
      sent.on('timeout', () => sent.destroy(new Error(`No answer in ${PATIENCE / 1000} seconds`)));
      sent.on('error', (error: NodeJS.ErrnoException) => {
        const isStale = sent.reusedSocket && ['ECONNRESET', 'EPIPE'].includes(error.code ?? '');
        reject(isStale ? new StaleConnection(error.message) : error);
      });
      sent.on('upgrade', (message, socket) => {
        socket.destroy();
        resolve(received(message, '', true));
      });
      sent.on('response', (message) => {
        const parts: Buffer[] = [];
        let size = 0;
        let isWhole = true;
        const isStreamed = isStream(message.headers['content-type'] ?? '');
        const most = isStreamed ? STREAM.bytes : LARGEST;
        const stop = () => {
          isWhole = false;
          message.destroy();
        };
        const timer = setTimeout(stop, isStreamed ? STREAM.milliseconds : BODY_TIME);
        message.on('data', (part: Buffer) => {
          size += part.byteLength;
          if (size <= most) parts.push(part);
          else stop();
        });
        message.on('error', (error) => {
          if (isWhole) reject(error);
        });
        message.on('close', () => {
          clearTimeout(timer);
          resolve(received(message, Buffer.concat(parts).toString(), isWhole));
        });
      });
      sent.end(wire.body);
    });
  }
}

class StaleConnection extends Error {}

function received(message: http.IncomingMessage, text: string, isWhole: boolean): Received {
  const headers = new Headers();
  for (let at = 0; at < message.rawHeaders.length; at += 2) {
    headers.append(message.rawHeaders[at] ?? '', message.rawHeaders[at + 1] ?? '');
  }
  const mediaType = essenceOf(headers.get('content-type') ?? '');
  const items = itemsIn(mediaType, text, isWhole);
  const status = message.statusCode ?? 0;
  const response = { status, headers, text, isWhole, ...(items && { items }) };
  // A part of a JSON text is none.
  if (isJson(mediaType)) return { ...response, body: isWhole ? parsed(text) : undefined };
  return { ...response, body: text };
}

/** What a JSON text says; the text itself where it is none. */
function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
