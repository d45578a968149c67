import type Sqlite from 'better-sqlite3';

/** The tables that say whether a key is good. */
const CREDENTIALS = ['api_keys', 'users'] as const;

/**
 * Tells what is written to the database, so that what was read before can be kept in memory. Our
 * own connection tells by triggers, so that no statement, wherever it is written, can be forgotten;
 * of others SQLite tells only that they have written.
 */
export class Writes {
  /** Told at once of each row of `files` that is written, by its folder. */
  onFile: (folder: string) => void = () => {};
  /** Told of each write that may make a key good or bad. */
  onCredential: () => void = () => {};
  #version: Sqlite.Statement<[], number> | undefined;

  /** Another number whenever another connection has written. */
  elsewhere(): number {
    return this.#version?.get() ?? 0;
  }

  /** @param sqlite with all its tables; the triggers are of this connection only */
  attach(sqlite: Sqlite.Database): void {
    this.#version = sqlite.prepare<[], number>('PRAGMA data_version').pluck();
    sqlite.function('file_written', (folder: string) => {
      this.onFile(folder);
      return null;
    });
    sqlite.function('credential_written', () => {
      this.onCredential();
      return null;
    });
    const after = (event: string, table: string, calls: string) =>
      sqlite.exec(
        `CREATE TEMP TRIGGER ${table}_${event.slice(0, 6)}_told AFTER ${event} ON ${table} BEGIN SELECT ${calls}; END`,
      );
    after('INSERT', 'files', 'file_written(NEW.folder)');
    after('DELETE', 'files', 'file_written(OLD.folder)');
    after('UPDATE', 'files', 'file_written(OLD.folder), file_written(NEW.folder)');
    for (const table of CREDENTIALS) {
      for (const event of ['INSERT', 'DELETE', 'UPDATE'])
        after(event, table, 'credential_written()');
    }
  }
}
