import type Sqlite from 'better-sqlite3';

/** What writes nothing, whatever else it may be. */
const READS = /^\s*select\b/i;

/**
 * Whether the commits of a connection wait for the disk: all do, but those that are said not to.
 * SQLite is told only where the next one differs from the last, since that takes as long as a commit.
 */
export class Commits {
  readonly #sqlite: Sqlite.Database;
  #isRelaxed = false;
  #mayRelax = false;

  /** @param sqlite a connection in the mode WAL */
  constructor(sqlite: Sqlite.Database) {
    this.#sqlite = sqlite;
    sqlite.pragma('synchronous = FULL');
  }

  /** Carries out a transaction that does not wait. Nothing else may use the connection meanwhile. */
  async relaxed<T>(transaction: () => Promise<T>): Promise<T> {
    this.#mayRelax = true;
    try {
      return await transaction();
    } finally {
      this.#mayRelax = false;
    }
  }

  /** To be called before each statement. */
  before(text: string): void {
    if (this.#isRelaxed === this.#mayRelax || READS.test(text)) return;
    this.#sqlite.pragma(`synchronous = ${this.#mayRelax ? 'NORMAL' : 'FULL'}`);
    this.#isRelaxed = this.#mayRelax;
  }
}
