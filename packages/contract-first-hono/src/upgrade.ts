/**
 * How a request becomes a WebSocket: it passes the same guards as every other, is refused by the
 * same problems, and leaves HTTP only when its handler is done.
 *
 * @module
 */
import { type IncomingMessage, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import type { Context, MiddlewareHandler } from 'hono';
import { type WebSocket, WebSocketServer } from 'ws';
import type { Environment } from './environment.ts';
import { ProblemError } from './problems/problemError.ts';

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
   * @throws ProblemError `invalid_request` for a handshake that is not by RFC 6455, section 4.2.1
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
    if (fault) {
      throw new ProblemError('invalid_request', `Invalid handshake: ${fault.message}`);
    }
  }
}

/**
 * Lets only handshakes of this version pass: before credentials are looked at, so that what cannot be
 * made a WebSocket, such as an image of a page, cannot be counted as a guess.
 *
 * @throws ProblemError `upgrade_required`
 */
export const onlyHandshakes: MiddlewareHandler<Environment> = async (c, next) => {
  const isOurs = c.req.header('Sec-WebSocket-Version') === '13';
  if (!(c.env.outgoing instanceof HandshakeResponse) || !isOurs) {
    throw new ProblemError(
      'upgrade_required',
      'This URL accepts only WebSocket handshakes (RFC 6455, version 13)',
    );
  }
  await next();
};

/**
 * Makes the connection of a request a WebSocket.
 *
 * @param open is given the socket once the 101 is sent
 * @throws ProblemError `invalid_request`
 * @throws TypeError for a request that has not passed `onlyHandshakes`
 */
export function switchProtocols(
  c: Context<Environment>,
  open: (socket: WebSocket) => void,
): Response {
  const { outgoing } = c.env;
  if (!(outgoing instanceof HandshakeResponse)) throw new TypeError('This is not a handshake');
  const { headers } = c.body(null);
  outgoing.switchProtocols(headers, open);
  // For the guards on the way back; the adaptor writes it to a response that goes nowhere.
  const answer = new Response(null, {
    headers: [...headers, ['Upgrade', 'websocket'], ['Connection', 'Upgrade']],
  });
  // A `Response` cannot be made with this status (Fetch standard, section 5.5).
  return Object.defineProperty(answer, 'status', { value: 101 });
}
