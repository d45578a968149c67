/**
 * How a request becomes a WebSocket: it passes the same gates as every other, is refused by the
 * same problems, and leaves HTTP only when its handler is done.
 *
 * @module
 */
import { type IncomingMessage, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import type { Context } from 'hono';
import { type WebSocket, WebSocketServer } from 'ws';
import { Failure } from '../failure.ts';
import { isNamed } from './cors.ts';
import type { Environment } from './environment.ts';

/** The largest message that is taken, in bytes; a larger one closes the connection with 1009. */
const MOST_BYTES = 64 * 1024;

/**
 * Whether a request is to leave HTTP. All other upgrades, such as the `h2c` that some clients offer
 * with every request, are passed over, as RFC 9110, section 7.8, allows; those of HTTP/1.0, as it wants.
 */
export const isHandshake = ({ method, headers, httpVersion }: IncomingMessage): boolean =>
  method === 'GET' && httpVersion === '1.1' && headers.upgrade?.toLowerCase() === 'websocket';

/** The answer to a handshake: by HTTP, unless the socket is taken from it. */
export class HandshakeResponse extends ServerResponse {
  readonly #socket: Socket;
  readonly #head: Buffer;

  /** @param head what the client has sent after the request */
  constructor(request: IncomingMessage, socket: Socket, head: Buffer) {
    super(request);
    this.#socket = socket;
    this.#head = head;
    this.shouldKeepAlive = false;
    this.assignSocket(socket);
    // Not only the server's side of it: a client could keep as many as there may be.
    this.on('finish', () => socket.destroySoon());
  }

  /**
   * Answers with a 101. What is written to this response from then on goes nowhere.
   *
   * @param headers go with the 101
   * @throws Failure `invalid_request` for a handshake that is not by RFC 6455, section 4.2.1
   */
  switchProtocols(headers: Headers, open: (socket: WebSocket) => void): void {
    let fault: Error | undefined;
    new WebSocketServer({
      noServer: true,
      clientTracking: false,
      maxPayload: MOST_BYTES,
      // The messages have no subprotocol.
      handleProtocols: () => false,
    })
      .on('headers', (lines) => {
        for (const [name, value] of headers) lines.push(`${name}: ${value}`);
      })
      .on('wsClientError', (error) => {
        fault = error;
      })
      .handleUpgrade(this.req, this.#socket, this.#head, (socket) => {
        this.removeAllListeners('finish');
        this.detachSocket(this.#socket);
        open(socket);
      });
    if (fault) throw new Failure('invalid_request', `The handshake is not valid: ${fault.message}`);
  }
}

/**
 * Makes the connection of a request a WebSocket.
 *
 * @param origins those whose pages may connect, beside the server's own
 * @param open is given the socket once the 101 is sent
 * @throws Failure `origin_not_allowed`, `upgrade_required` or `invalid_request`
 */
export function switchProtocols(
  c: Context<Environment>,
  origins: readonly string[],
  open: (socket: WebSocket) => void,
): Response {
  const origin = c.req.header('Origin');
  if (
    origin !== undefined &&
    !isNamed(origins, origin) &&
    hostOf(origin) !== c.req.header('Host')
  ) {
    throw new Failure(
      'origin_not_allowed',
      `Pages of "${origin}" may not connect; allow them with FILE_ORGANIZER_CORS_ORIGINS`,
    );
  }
  const { outgoing } = c.env;
  const isOurs = c.req.header('Sec-WebSocket-Version') === '13';
  if (!(outgoing instanceof HandshakeResponse) || !isOurs) {
    throw new Failure(
      'upgrade_required',
      'This address takes only WebSocket handshakes (RFC 6455, version 13)',
    );
  }
  const { headers } = c.body(null);
  outgoing.switchProtocols(headers, open);
  // For the gates on the way back; the adaptor writes it to a response that goes nowhere.
  const answer = new Response(null, {
    headers: [...headers, ['Upgrade', 'websocket'], ['Connection', 'Upgrade']],
  });
  // A `Response` cannot be made with this status (Fetch standard, section 5.5).
  return Object.defineProperty(answer, 'status', { value: 101 });
}

/** Host and port of an origin (RFC 6454, section 6.2); undefined for one that is none, as "null". */
function hostOf(origin: string): string | undefined {
  return URL.canParse(origin) ? new URL(origin).host : undefined;
}
