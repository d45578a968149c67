/**
 * Turns a request into a WebSocket. It passes the same guards as every other request, is refused with
 * the same problems, and leaves HTTP only when its handler has finished.
 *
 * @module
 */
import { type IncomingMessage, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import type { Context } from 'hono';
import { type WebSocket, WebSocketServer } from 'ws';
import type { Environment } from './environment.ts';
import type { Operation } from './operation.ts';
import { ProblemError } from './problems/problemError.ts';
import { reply } from './reply.ts';

/** Largest message accepted, in bytes. A larger one closes the connection with 1009. */
const MOST_BYTES = 64 * 1024;

/**
 * Whether a request is a WebSocket handshake. All other upgrades, such as `h2c`, which some clients
 * offer with every request, are ignored, as RFC 9110, section 7.8 allows, and requires for HTTP/1.0.
 */
export const isHandshake = ({ method, headers, httpVersion }: IncomingMessage): boolean =>
  method === 'GET' && httpVersion === '1.1' && headers.upgrade?.toLowerCase() === 'websocket';

/** The response to a handshake: an HTTP response, unless the socket leaves HTTP. */
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
    // Both directions, or a client could keep any number of connections.
    this.on('finish', () => socket.destroySoon());
  }

  /**
   * Responds with a 101. Anything written to this response afterwards is discarded.
   *
   * @param headers headers of the 101
   * @throws ProblemError `invalid_request` for a handshake that violates RFC 6455, section 4.2.1
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

/** Whether an operation does nothing but open a WebSocket, which begins with a GET (RFC 6455). */
export const isOnlyWebSocket = ({ method, responses }: Operation): boolean =>
  method === 'get' &&
  '101' in responses &&
  !Object.keys(responses).some((status) => /^(2|default)/.test(status));

/**
 * Accepts only handshakes of version 13. Runs before credentials are checked, so that other requests,
 * such as a page's image, cannot count as a guess.
 *
 * @throws ProblemError `upgrade_required`
 */
export function onlyHandshakes(c: Context<Environment>): void {
  const isOurs = c.req.header('Sec-WebSocket-Version') === '13';
  if (!(c.env.outgoing instanceof HandshakeResponse) || !isOurs) {
    throw notHandshake();
  }
}

/**
 * Turns the connection of a request into a WebSocket.
 *
 * @param open called with the socket after the 101 is sent
 * @throws ProblemError `invalid_request`
 * @throws ProblemError `upgrade_required` for a request that is no handshake
 */
export function switchProtocols(
  c: Context<Environment>,
  open: (socket: WebSocket) => void,
): Response {
  const { outgoing } = c.env;
  if (!(outgoing instanceof HandshakeResponse)) throw notHandshake();
  const { headers } = reply(c, null);
  outgoing.switchProtocols(headers, open);
  // For the middleware on the way back. The adapter writes it to a response that discards it.
  const answer = new Response(null, {
    headers: [...headers, ['Upgrade', 'websocket'], ['Connection', 'Upgrade']],
  });
  // The constructor of `Response` does not accept this status (Fetch standard, section 5.5).
  return Object.defineProperty(answer, 'status', { value: 101 });
}

const notHandshake = (): ProblemError =>
  new ProblemError(
    'upgrade_required',
    'This URL accepts only WebSocket handshakes (RFC 6455, version 13)',
  );
