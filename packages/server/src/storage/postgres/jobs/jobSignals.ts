import { setTimeout } from 'node:timers/promises';
import pg from 'pg';
import { clientConfig } from '../database.ts';

const CHANNEL = 'file_organizer_jobs';
/** How long an answer of PostgreSQL is awaited, in milliseconds. */
const PATIENCE = 5_000;
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
  #sending: Promise<void> = Promise.resolve();
  #next: Promise<void> | undefined;
  #isClosed = false;

  /** @param wake called for each signal, including those of this server */
  constructor(url: string, wake: () => void) {
    this.#url = url;
    this.#wake = wake;
    this.#connecting = this.#connect();
  }

  /** Sends a signal; one at a time, of which the next covers all calls until then. */
  send(): Promise<void> {
    this.#next ??= this.#after(this.#sending);
    return this.#next;
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    await this.#connecting;
    await this.#client?.end().catch(() => {});
  }

  async #after(before: Promise<void>): Promise<void> {
    await before;
    this.#sending = this.#next ?? before;
    this.#next = undefined;
    // What cannot be sent now is noticed without it, a little later.
    await this.#client?.query(`NOTIFY ${CHANNEL}`).catch(() => {});
  }

  async #connect(): Promise<void> {
    while (!this.#isClosed) {
      const client = new pg.Client({ ...clientConfig(this.#url), query_timeout: PATIENCE });
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
