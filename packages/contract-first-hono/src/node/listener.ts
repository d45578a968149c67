/**
 * The HTTP server of Node.js, with limits on connections and fair scheduling of requests.
 *
 * @module
 */

import {
  createServer,
  type IncomingMessage,
  type RequestListener,
  type Server,
  type ServerResponse,
} from 'node:http';
import { type AddressInfo, Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import { clientAddress } from '../limits/clientAddress.ts';
import { catalogueOf } from '../problems/catalogue.ts';
import { errnoOf } from '../problems/problemError.ts';
import { Problems } from '../problems/problems.ts';
import { HandshakeResponse, isHandshake } from '../upgrade.ts';
import { continueWhenRead } from './continue.ts';
import { FairTurns } from './fairTurns.ts';
import { type ConnectionLimits, OpenConnections } from './openConnections.ts';
import { originIn, refusalOf, wireProblem } from './wireProblem.ts';

/** How long requests may take to finish after the server is told to stop, in milliseconds. */
const GRACE = 10_000;
/** Limits on a connection's time, and on the number of connections. */
export type Bounds = ConnectionLimits & {
  /** Time limit for the head of a request, in milliseconds. */
  readonly head: number;
  /** Time limit without progress while receiving a body or sending a response, in milliseconds. */
  readonly idle: number;
  /** How often late heads are looked for, in milliseconds. */
  readonly check: number;
};

const usualBounds: Bounds = {
  head: 20_000,
  idle: 30_000,
  check: 5_000,
  connections: 4_096,
  perAddress: 1_024,
};
/** Maximum size of request line and headers together, in bytes. */
const MOST_HEAD = 16 * 1024;

/** How often idle connections are closed while stopping, in milliseconds. */
const SWEEP = 50;

/** Where a server listens. */
export type Address = { readonly host: string; readonly port: number };

/** The port is not available. `cause` is the error of the system, such as `EADDRINUSE`. */
export class ListenError extends Error {
  override readonly name = 'ListenError';
}

/** Headers for every response, by the request's `Origin`, even if the app never gets the request. */
export type HeadersFor = (origin: string | undefined) => Readonly<Record<string, string>>;

/** The lane of a request (see `FairTurns`), used when many arrive at once. */
export type LaneOf = (request: IncomingMessage) => string;
const laneOfAddress: LaneOf = ({ socket }) => clientAddress(socket.remoteAddress);

type Service = {
  readonly handler: RequestListener;
  readonly headersFor: HeadersFor;
  readonly laneOf: LaneOf;
};

/**
 * An open port, on which requests wait until `serve` is called. It is opened before the server writes
 * anything, so that a start that cannot get its port changes nothing.
 */
export class Listener {
  /** Where it listens, such as `http://127.0.0.1:8000`. */
  readonly url: string;
  readonly #server: Server;
  /** Connections that have left HTTP, or are about to. */
  readonly #upgraded: ReadonlySet<Socket>;
  readonly #serve: (service: Service) => void;

  private constructor(
    url: string,
    server: Server,
    upgraded: ReadonlySet<Socket>,
    serve: (service: Service) => void,
  ) {
    this.url = url;
    this.#server = server;
    this.#upgraded = upgraded;
    this.#serve = serve;
  }

  /**
   * Opens the port.
   *
   * @param changed limits that differ from the defaults
   * @param problems the problems for requests that cannot be read; pass the app's own
   * @throws ListenError if the port is not available
   */
  static async open(
    { host, port }: Address,
    changed: Partial<Bounds> = {},
    problems: Problems = new Problems(catalogueOf([], []), {}),
  ): Promise<Listener> {
    const bounds = { ...usualBounds, ...changed };
    const open = new OpenConnections(bounds);
    let serve: (service: Service) => void = () => {};
    let headersFor: HeadersFor = () => ({});
    let current: RequestListener = () => {};
    const ready = new Promise<RequestListener>((resolve) => {
      serve = (service) => {
        headersFor = service.headersFor;
        // Set below the application, so that responses that never reach it have these headers too.
        const begin: RequestListener = (request, response) => {
          const headers = headersFor(request.headers.origin);
          for (const [name, value] of Object.entries(headers)) response.setHeader(name, value);
          service.handler(request, response);
        };
        current = (request, response) =>
          turns.begin(service.laneOf(request), () => begin(request, response));
        resolve((request, response) => current(request, response));
      };
    });
    const turns = new FairTurns();
    const answers = new WeakMap<Duplex, ServerResponse>();
    const take: RequestListener = (request, response) => {
      const { socket } = request;
      answers.set(socket, response);
      open.began(socket);
      response.once('close', () => {
        // Later requests of the connection may still be running.
        if (answers.get(socket) === response) open.ended(socket);
      });
      // Not in this event, in which a body that came with the head is not there yet (`arrivedBody`).
      ready.then((handler) => handler(request, response));
    };
    const server = createServer(
      {
        headersTimeout: bounds.head,
        // Unlimited, since an upload may be large. The idle timeout is enough.
        requestTimeout: 0,
        connectionsCheckingInterval: bounds.check,
        maxHeaderSize: MOST_HEAD,
        // The app answers such requests with a problem; Node.js would not.
        requireHostHeader: false,
        // While an earlier request is unanswered the connection cannot leave HTTP: the handshake is
        // then treated as an ordinary request, and gets a 426.
        shouldUpgradeCallback: (request) =>
          isHandshake(request) && !isTaken(answers.get(request.socket)),
      },
      take,
    );
    const upgraded = new Set<Socket>();
    /**
     * Takes a connection over from the server, which no longer knows it, but waits for it when it
     * closes. The only place where connections leave HTTP, so that all their errors are handled.
     */
    const takeOver = (socket: Socket) => {
      open.began(socket);
      upgraded.add(socket.once('close', () => upgraded.delete(socket)));
      // A broken connection ends by itself. Without a listener the error would end the process.
      socket.on('error', () => {});
    };
    server.on('upgrade', (request, socket: Socket, head) => {
      takeOver(socket);
      const response = new HandshakeResponse(request, socket, head);
      ready.then((handler) => handler(request, response));
    });
    server.on('connection', (socket: Socket) => {
      turns.arrived();
      open.admit(socket);
    });
    server.on('checkContinue', (request, response) => {
      continueWhenRead(request, response);
      take(request, response);
    });
    // Expectations other than "100-continue" may be ignored (RFC 9110, section 10.1.1).
    server.on('checkExpectation', take);
    server.on('clientError', (error, socket) =>
      refuse(error, socket, answers.get(socket), headersFor, problems),
    );
    server.on('connect', (_request, socket: Socket) => {
      takeOver(socket);
      refuse(new Error('No proxy'), socket, undefined, headersFor, problems);
    });
    server.setTimeout(bounds.idle, (socket) => endIfStalled(socket, answers.get(socket)));
    await new Promise<void>((resolve, reject) => {
      server.once('error', (error) => {
        const reason = errnoOf(error) ?? error.message;
        reject(
          new ListenError(`Cannot listen on ${host}, port ${port} (${reason})`, { cause: error }),
        );
      });
      server.listen(port, host, resolve);
    });
    const { port: taken } = server.address() as AddressInfo;
    const url = `http://${host.includes(':') ? `[${host}]` : host}:${taken}`;
    return new Listener(url, server, upgraded, serve);
  }

  /**
   * Serves the waiting requests and all later ones. Called again, those that arrive from then on are served by the
   * new handler, such as when a standby becomes the active server.
   */
  serve(
    handler: RequestListener,
    headersFor: HeadersFor = () => ({}),
    laneOf: LaneOf = laneOfAddress,
  ): void {
    this.#serve({ handler, headersFor, laneOf });
  }

  /** Stops accepting requests, waits for running ones, and aborts them after 10 seconds. */
  async close(): Promise<void> {
    const closed = new Promise<void>((resolve) => this.#server.close(() => resolve()));
    // A busy connection becomes idle after its response, and would be kept for another request.
    const sweep = setInterval(() => this.#server.closeIdleConnections(), SWEEP);
    const cutOff = setTimeout(() => {
      this.#server.closeAllConnections();
      for (const socket of this.#upgraded) socket.destroy();
    }, GRACE);
    await closed;
    clearInterval(sweep);
    clearTimeout(cutOff);
  }
}

/** Whether a connection still has a response to send, or one that waits for its turn. */
const isTaken = (answer: ServerResponse | undefined): boolean =>
  answer !== undefined && !(answer.writableFinished && answer.socket === null);

/** Answers an invalid request, and closes the connection. */
function refuse(
  error: Error,
  socket: Duplex,
  answer: ServerResponse | undefined,
  headersFor: HeadersFor,
  problems: Problems,
): void {
  const isAnswering = answer?.headersSent && !answer.writableFinished;
  if (!socket.writable || isAnswering || errnoOf(error) === 'ECONNRESET') {
    socket.destroy();
    return;
  }
  socket.end(wireProblem(problems, refusalOf(error), headersFor(originIn(error))));
  // Both directions, or a client could keep any number of connections.
  if (socket instanceof Socket) socket.destroySoon();
}

/**
 * Closes a connection without progress, unless the server itself is still working on the response:
 * then the client rightly waits.
 */
function endIfStalled(socket: Socket, answer: ServerResponse | undefined): void {
  const isWorking =
    answer !== undefined &&
    !answer.writableEnded &&
    answer.req.complete &&
    answer.writableLength === 0 &&
    socket.writableLength === 0;
  if (!isWorking) socket.destroy();
}
