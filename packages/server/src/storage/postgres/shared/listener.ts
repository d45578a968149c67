import { Socket } from 'node:net';
import { setTimeout } from 'node:timers/promises';
import pg from 'pg';
import { CHANNEL, type Notice, readNotice } from './notices.ts';

/** Pause before the connection is tried again, in milliseconds. */
const PAUSE = 200;
/** How often the connection is used, so that a silent end of it is noticed, and for how long an answer is awaited. */
const CHECK = { interval: 10_000, patience: 5_000 } as const;

type Reactions = {
  /** Another server has changed something. */
  readonly changed: (notice: Notice) => void;
  /** Notices may have been missed, so anything may have changed. */
  readonly missed: () => void;
};

/** Listens to other servers on the same database, on a connection of its own, which is opened again if it breaks. */
export class NoticeListener {
  readonly #config: pg.ClientConfig;
  readonly #server: string;
  readonly #reactions: Reactions;
  readonly #checks: NodeJS.Timeout;
  #open: { readonly client: pg.Client; readonly socket: Socket } | undefined;
  #isClosed = false;
  #connecting: Promise<void> = Promise.resolve();

  private constructor(config: pg.ClientConfig, server: string, reactions: Reactions) {
    this.#config = { ...config, query_timeout: CHECK.patience };
    this.#server = server;
    this.#reactions = reactions;
    this.#checks = setInterval(() => this.#check(), CHECK.interval).unref();
  }

  /**
   * @param server the id of this server, whose own notices are left out
   * @throws an error of `pg`
   */
  static async start(
    config: pg.ClientConfig,
    server: string,
    reactions: Reactions,
  ): Promise<NoticeListener> {
    const listener = new NoticeListener(config, server, reactions);
    try {
      await listener.#connect();
    } catch (error) {
      await listener.close();
      throw error;
    }
    return listener;
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    clearInterval(this.#checks);
    await this.#connecting;
    await this.#open?.client.end().catch(() => {});
  }

  async #connect(): Promise<void> {
    const socket = new Socket();
    const client = new pg.Client({ ...this.#config, stream: () => socket });
    client.on('error', () => {});
    client.on('notification', ({ payload = '' }) => {
      const notice = readNotice(payload);
      if (notice && notice.from !== this.#server) this.#reactions.changed(notice);
    });
    try {
      await client.connect();
      await client.query(`LISTEN ${CHANNEL}`);
    } catch (error) {
      await client.end().catch(() => {});
      throw error;
    }
    this.#open = { client, socket };
    client.on('end', () => {
      this.#open = undefined;
      if (!this.#isClosed) this.#connecting = this.#connectAgain();
    });
  }

  async #connectAgain(): Promise<void> {
    while (!this.#isClosed) {
      await setTimeout(PAUSE, undefined, { ref: false });
      const isConnected = await this.#connect().then(
        () => true,
        () => false,
      );
      if (isConnected) {
        this.#reactions.missed();
        return;
      }
    }
  }

  /** Ends a connection that does not answer. */
  #check(): void {
    const open = this.#open;
    // Not by a message to PostgreSQL, which may never arrive.
    open?.client.query('SELECT 1').catch(() => open.socket.destroy());
  }
}
