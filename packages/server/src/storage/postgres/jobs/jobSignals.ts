import { setTimeout } from 'node:timers/promises';
import pg from 'pg';
import { clientConfig } from '../database.ts';

const CHANNEL = 'file_organizer_jobs';
/** Pause before a broken connection is opened again, in milliseconds. */
const PAUSE = 200;

/**
 * Tells other servers that there is something to look at in the tables of jobs. A signal may be lost, so they look
 * from time to time anyway.
 */
export class JobSignals {
  readonly #url: string;
  readonly #wake: () => void;
  #client: pg.Client | undefined;
  #connecting: Promise<void>;
  #isClosed = false;

  /** @param wake called for each signal, including those of this server */
  constructor(url: string, wake: () => void) {
    this.#url = url;
    this.#wake = wake;
    this.#connecting = this.#connect();
  }

  /** Sends a signal. Whatever it is about must be committed. */
  async send(): Promise<void> {
    await this.#connecting;
    await this.#client?.query(`NOTIFY ${CHANNEL}`).catch(() => {});
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    await this.#connecting;
    await this.#client?.end().catch(() => {});
  }

  async #connect(): Promise<void> {
    while (!this.#isClosed) {
      const client = new pg.Client(clientConfig(this.#url));
      client.on('error', () => {});
      client.on('notification', () => this.#wake());
      try {
        await client.connect();
        await client.query(`LISTEN ${CHANNEL}`);
      } catch {
        await client.end().catch(() => {});
        await setTimeout(PAUSE, undefined, { ref: false });
        continue;
      }
      this.#client = client;
      client.on('end', () => {
        this.#client = undefined;
        this.#connecting = this.#connect();
      });
      this.#wake();
      return;
    }
  }
}
