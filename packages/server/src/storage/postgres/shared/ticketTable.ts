import type { Statements } from './statements.ts';

/** Stores a ticket, and removes those that have expired, except those that another server removes now. */
const PUT = {
  name: 'put_ticket',
  text: `
WITH expired AS (
  DELETE FROM tickets WHERE name IN (
    SELECT name FROM tickets WHERE expires_at <= now() LIMIT 1000 FOR UPDATE SKIP LOCKED))
INSERT INTO tickets (name, principal, expires_at)
VALUES ($1, $2, now() + $3 * interval '1 millisecond')`,
};

/** The row is deleted by one of those who try. */
const TAKE = {
  name: 'take_ticket',
  text: `
DELETE FROM tickets WHERE name = $1 RETURNING principal, expires_at > now() AS valid`,
};

/** Converts a principal to text and back. */
export type TicketCodec<P> = {
  readonly write: (principal: P) => string;
  readonly read: (text: string) => P;
};

/**
 * Tickets in a table, as hashes, so that all servers on a database accept them, each once between them. They expire
 * by the clock of PostgreSQL. The table is not logged: a crash of PostgreSQL ends all tickets.
 */
export class TicketTable<P> {
  readonly #statements: Statements;
  readonly #kind: string;
  readonly #codec: TicketCodec<P>;

  /** @param kind of the tickets; one of another kind is not found, since it permits something else */
  constructor(statements: Statements, kind: string, codec: TicketCodec<P>) {
    this.#statements = statements;
    this.#kind = kind;
    this.#codec = codec;
  }

  /**
   * @param name the hash of the ticket
   * @param lifetime in milliseconds
   */
  async put(name: string, principal: P, lifetime: number): Promise<void> {
    await this.#statements.run(PUT, [this.#named(name), this.#codec.write(principal), lifetime]);
  }

  /** Removes and returns a ticket; undefined if it does not exist, or has expired. */
  async take(name: string): Promise<P | undefined> {
    const [row] = await this.#statements.run<{ principal: string; valid: boolean }>(TAKE, [
      this.#named(name),
    ]);
    return row?.valid ? this.#codec.read(row.principal) : undefined;
  }

  #named(name: string): string {
    return `${this.#kind} ${name}`;
  }
}
