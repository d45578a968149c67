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

/** How long requests may take to finish once the server is told to stop, in milliseconds. */
const GRACE = 10_000;
/** How much of a client's time and of the server's room a connection may take. */
export type Bounds = ConnectionLimits & {
  /** Until the head of a request must be there, in milliseconds. */
  readonly head: number;
  /** Until the next byte of a body, or the client's taking of an answer, in milliseconds. */
  readonly idle: number;
  /** How often heads that are late are looked for, in milliseconds. */
  readonly check: number;
};

const usualBounds: Bounds = {
  head: 20_000,
  idle: 30_000,
  check: 5_000,
  connections: 4_096,
  perAddress: 1_024,
};
/** The most that request line and headers may have together, in bytes. */
const MOST_HEAD = 16 * 1024;

/** How often connections that have become idle are closed meanwhile, in milliseconds. */
const SWEEP = 50;

/** Where a server listens. */
export type Address = { readonly host: string; readonly port: number };

/** The port cannot be had; `cause` is the error of the system, such as `EADDRINUSE`. */
export class ListenError extends Error {
  override readonly name = 'ListenError';
}

/** What every answer carries, by the origin of the page that asks. */
export type HeadersFor = (origin: string | undefined) => Readonly<Record<string, string>>;

/** Whose turn a request waits for where many come at once. */
export type LaneOf = (request: IncomingMessage) => string;
const laneOfAddress: LaneOf = ({ socket }) => clientAddress(socket.remoteAddress);

type Service = {
  readonly handler: RequestListener;
  readonly headersFor: HeadersFor;
  readonly laneOf: LaneOf;
};

/**
 * An open port, on which requests wait until the server is ready. It is opened before the server writes
 * anything, so that a start that cannot get its port changes nothing.
 */
export class Listener {
  /** Where it listens, such as `http://127.0.0.1:8000`. */
  readonly url: string;
  readonly #server: Server;
  /** The connections that have left HTTP, or are about to. */
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
   * Takes the port.
   *
   * @param changed bounds that are not to be as usual
   * @param problems what requests that cannot be read are answered with; the app's own
   * @throws ListenError if it cannot be had
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
    const ready = new Promise<RequestListener>((resolve) => {
      serve = (service) => {
        headersFor = service.headersFor;
        // Set below the application, so that responses that never reach it have these headers too.
        const begin: RequestListener = (request, response) => {
          const headers = headersFor(request.headers.origin);
          for (const [name, value] of Object.entries(headers)) response.setHeader(name, value);
          service.handler(request, response);
        };
        resolve((request, response) =>
          turns.begin(service.laneOf(request), () => begin(request, response)),
        );
      };
    });
    const turns = new FairTurns();
    const answers = new WeakMap<Duplex, ServerResponse>();
    const take: RequestListener = (request, response) => {
      const { socket } = request;
      answers.set(socket, response);
      open.began(socket);
      response.once('close', () => {
        // Requests that have come behind it may still be at work.
        if (answers.get(socket) === response) open.ended(socket);
      });
      ready.then((handler) => handler(request, response));
    };
    const server = createServer(
      {
        headersTimeout: bounds.head,
        // No time for a whole request, since an upload may be large; that it goes on is enough.
        requestTimeout: 0,
        connectionsCheckingInterval: bounds.check,
        maxHeaderSize: MOST_HEAD,
        // The application answers that with a problem; Node.js would without.
        requireHostHeader: false,
        // The connection cannot leave HTTP while a request ahead of it is answered there: then the handshake
        // is an ordinary request, answered with 426.
        shouldUpgradeCallback: (request) =>
          isHandshake(request) && !isTaken(answers.get(request.socket)),
      },
      take,
    );
    const upgraded = new Set<Socket>();
    /**
     * Takes a connection over from the server, which no longer knows it, but waits for it when it closes.
     * The only place where connections leave HTTP, so that all their errors are handled.
     */
    const takeOver = (socket: Socket) => {
      open.began(socket);
      upgraded.add(socket.once('close', () => upgraded.delete(socket)));
      // One that breaks ends by itself; without this, it would end the process.
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
    // What a client expects beyond "100-continue" may be ignored (RFC 9110, section 10.1.1).
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

  /** Serves the requests that wait and those to come. */
  serve(
    handler: RequestListener,
    headersFor: HeadersFor = () => ({}),
    laneOf: LaneOf = laneOfAddress,
  ): void {
    this.#serve({ handler, headersFor, laneOf });
  }

  /** Takes no new request, waits for those under way, and cuts off what takes too long. */
  async close(): Promise<void> {
    const closed = new Promise<void>((resolve) => this.#server.close(() => resolve()));
    // A connection that was busy is idle once it is answered, and would be kept for a next request.
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

/** Whether a connection still has an answer to send, or one that waits for its turn. */
const isTaken = (answer: ServerResponse | undefined): boolean =>
  answer !== undefined && !(answer.writableFinished && answer.socket === null);

/** Answers what is no request, and closes the connection. */
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
  // Not only the server's side of it: a client could keep as many as there may be.
  if (socket instanceof Socket) socket.destroySoon();
}

/**
 * Closes a connection on which nothing has moved, unless it is the server that is at work: then
 * the client waits with right.
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
