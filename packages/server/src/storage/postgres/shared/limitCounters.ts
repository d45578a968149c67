import type { Statements } from './statements.ts';

/** How often counters of windows that have ended are removed, in milliseconds. */
const SWEEP = 60_000;

/** Counts a request, and starts a window if there is none. The row is locked meanwhile, for all servers. */
const COUNT = {
  name: 'count_limit',
  text: `
INSERT INTO limit_counters AS counter (name, used, ends_at)
VALUES ($1, 1, now() + $2 * interval '1 millisecond')
ON CONFLICT (name) DO UPDATE SET
  used = CASE WHEN counter.ends_at <= now() THEN 1 ELSE counter.used + 1 END,
  ends_at = CASE WHEN counter.ends_at <= now() THEN excluded.ends_at ELSE counter.ends_at END
RETURNING used, extract(epoch FROM ends_at - now()) * 1000 AS "msLeft"`,
};

const READ = {
  name: 'read_limit',
  text: `
SELECT used, extract(epoch FROM ends_at - now()) * 1000 AS "msLeft"
FROM limit_counters WHERE name = $1 AND ends_at > now()`,
};

const REMOVE_ENDED = {
  name: 'remove_ended_limits',
  text: `
DELETE FROM limit_counters WHERE name IN (
  SELECT name FROM limit_counters WHERE ends_at <= now() FOR UPDATE SKIP LOCKED)`,
};

/** What a limit needs to be counted; see the kit's `LimitPolicy`. */
type Policy = {
  readonly policy: string;
  /** In seconds. */
  readonly window: number;
};

/** See the kit's `Usage`. */
type Usage = { readonly used: number; readonly msLeft: number };

/**
 * The counters of rate limits in a table, so that all servers on a database count together. Windows follow the clock
 * of PostgreSQL, since those of the servers differ. The table is not logged: a crash of PostgreSQL starts all windows
 * again.
 */
export class LimitCounters {
  readonly #statements: Statements;
  readonly #sweeps: NodeJS.Timeout;

  constructor(statements: Statements) {
    this.#statements = statements;
    // What cannot be removed now is removed a minute later.
    const sweep = () => statements.run(REMOVE_ENDED).catch(() => {});
    this.#sweeps = setInterval(sweep, SWEEP).unref();
  }

  /** Counts a request of a key. */
  async count(policy: Policy, key: string): Promise<Usage> {
    const rows = await this.#statements.run<Usage>(COUNT, [
      nameOf(policy, key),
      policy.window * 1000,
    ]);
    const [usage] = rows;
    if (!usage) throw new TypeError('PostgreSQL returned no counter');
    return usage;
  }

  /** The usage of a key, without counting; undefined if no window has started. */
  async read(policy: Policy, key: string): Promise<Usage | undefined> {
    const [usage] = await this.#statements.run<Usage>(READ, [nameOf(policy, key)]);
    return usage;
  }

  close(): void {
    clearInterval(this.#sweeps);
  }
}

const nameOf = ({ policy }: Policy, key: string): string => `${policy} ${key}`;
