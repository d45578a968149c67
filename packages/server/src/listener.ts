import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { type Config, SettingError } from './config.ts';
import { errnoOf } from './failure.ts';
import { HandshakeResponse, isHandshake } from './http/upgrade.ts';

/** How long requests may take to finish once the server is told to stop, in milliseconds. */
const GRACE = 10_000;
/** How often connections that have become idle are closed meanwhile, in milliseconds. */
const SWEEP = 50;

/** A port that is taken, on which requests wait until there is something to serve them. */
export class Listener {
  /** Where it listens, such as `http://127.0.0.1:8000`. */
  readonly url: string;
  readonly #server: Server;
  /** The connections that have left HTTP, or are about to. */
  readonly #upgraded: ReadonlySet<Socket>;
  readonly #serve: (handler: RequestListener) => void;

  private constructor(
    url: string,
    server: Server,
    upgraded: ReadonlySet<Socket>,
    serve: (handler: RequestListener) => void,
  ) {
    this.url = url;
    this.#server = server;
    this.#upgraded = upgraded;
    this.#serve = serve;
  }

  /**
   * Takes the port.
   *
   * @throws SettingError where it cannot be had
   */
  static async open({ host, port }: Config): Promise<Listener> {
    let serve: (handler: RequestListener) => void = () => {};
    const ready = new Promise<RequestListener>((resolve) => {
      serve = resolve;
    });
    const server = createServer({ shouldUpgradeCallback: isHandshake }, (request, response) => {
      ready.then((handler) => handler(request, response));
    });
    const upgraded = new Set<Socket>();
    server.on('upgrade', (request, socket: Socket, head) => {
      // The server itself no longer knows them, but waits for them when it closes.
      upgraded.add(socket.once('close', () => upgraded.delete(socket)));
      const response = new HandshakeResponse(request, socket, head);
      ready.then((handler) => handler(request, response));
    });
    await new Promise<void>((resolve, reject) => {
      server.once('error', (error) => {
        const code = errnoOf(error);
        reject(
          new SettingError(
            code === 'EADDRINUSE'
              ? `Port ${port} is in use; stop what uses it, or name another with --port (PORT)`
              : `It cannot listen on ${host}, port ${port} (${code ?? error.message})`,
          ),
        );
      });
      server.listen(port, host, resolve);
    });
    const { port: taken } = server.address() as AddressInfo;
    const url = `http://${host.includes(':') ? `[${host}]` : host}:${taken}`;
    return new Listener(url, server, upgraded, serve);
  }

  /** Serves the requests that wait and those to come. */
  serve(handler: RequestListener): void {
    this.#serve(handler);
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
