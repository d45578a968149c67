import type { Logger } from 'pino';
import type { CredentialRepository } from '../storage/accounts/credentialRepository.ts';

/** How often uses are stored, in milliseconds. */
const INTERVAL = 60_000;

/** When API keys were last used: kept in memory, and stored once a minute. */
export class KeyUses {
  readonly #rows: CredentialRepository;
  readonly #log: Logger;
  readonly #timer: NodeJS.Timeout;
  #unwritten = new Map<string, number>();

  constructor(rows: CredentialRepository, log: Logger) {
    this.#rows = rows;
    this.#log = log;
    this.#timer = setInterval(() => this.#write(), INTERVAL).unref();
  }

  note(id: string): void {
    this.#unwritten.set(id, Date.now());
  }

  /** When a key was last used, if that is not stored yet, in milliseconds since 1970. */
  unwritten(id: string): number | undefined {
    return this.#unwritten.get(id);
  }

  /** Stores the remaining uses. */
  async close(): Promise<void> {
    clearInterval(this.#timer);
    await this.#write();
  }

  async #write(): Promise<void> {
    const uses = this.#unwritten;
    this.#unwritten = new Map();
    try {
      await this.#rows.putLastUses(uses);
    } catch (err) {
      // They are stored together with those of the next minute.
      this.#unwritten = new Map([...uses, ...this.#unwritten]);
      this.#log.warn({ err }, 'could not store when API keys were last used');
    }
  }
}
