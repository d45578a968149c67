import type Sqlite from 'better-sqlite3';

/** Statements that only read. */
const READS = /^\s*select\b/i;

/**
 * Controls whether commits of a connection wait for the disk: all do, except those marked as relaxed. The
 * pragma is only sent when it changes, because it takes as long as a commit.
 */
export class Commits {
  readonly #sqlite: Sqlite.Database;
  #isRelaxed = false;
  #mayRelax = false;

  /** @param sqlite a connection in WAL mode */
  constructor(sqlite: Sqlite.Database) {
    this.#sqlite = sqlite;
    sqlite.pragma('synchronous = FULL');
  }

  /** Runs a transaction that does not wait for the disk. Nothing else may use the connection meanwhile. */
  async relaxed<T>(transaction: () => Promise<T>): Promise<T> {
    this.#mayRelax = true;
    try {
      return await transaction();
    } finally {
      this.#mayRelax = false;
    }
  }

  /** Call before each statement. */
  before(text: string): void {
    if (this.#isRelaxed === this.#mayRelax || READS.test(text)) return;
    this.#sqlite.pragma(`synchronous = ${this.#mayRelax ? 'NORMAL' : 'FULL'}`);
    this.#isRelaxed = this.#mayRelax;
  }
}
