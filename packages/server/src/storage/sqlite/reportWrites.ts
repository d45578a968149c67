import type Sqlite from 'better-sqlite3';
import type { Writes } from '../writes.ts';

/** The tables that determine whether a key is valid. */
const CREDENTIALS = ['api_keys', 'users'] as const;

/**
 * Reports what a connection writes, while it is being written; for other connections SQLite only reports
 * that they have written.
 *
 * @param sqlite with all its tables; the triggers belong to this connection only
 */
export function reportWrites(sqlite: Sqlite.Database, writes: Writes): void {
  const { changes } = writes;
  const version = sqlite.prepare<[], number>('PRAGMA data_version').pluck();
  let elsewhere: number | undefined;
  // Read once in each turn of the event loop: SQLite locks the database for it, and who learns of a write from
  // this server does so in an earlier turn.
  writes.attach(() => {
    if (elsewhere === undefined) {
      elsewhere = version.get() ?? 0;
      setImmediate(() => {
        elsewhere = undefined;
      });
    }
    return elsewhere;
  });
  sqlite.function('file_written', (folder: string) => {
    changes.emit('fileRow', folder);
    return null;
  });
  sqlite.function('trash_written', () => {
    changes.emit('trash');
    return null;
  });
  sqlite.function('credential_written', () => {
    changes.emit('credential');
    return null;
  });
  const after = (event: string, table: string, calls: string) =>
    sqlite.exec(
      `CREATE TEMP TRIGGER ${table}_${event.slice(0, 6)}_told AFTER ${event} ON ${table} BEGIN SELECT ${calls}; END`,
    );
  after('INSERT', 'files', 'file_written(NEW.folder)');
  after('DELETE', 'files', 'file_written(OLD.folder)');
  // A row that is marked as missing is in no list: giving it a new path changes the new folder only.
  after(
    'UPDATE',
    'files',
    'iif(OLD.present, file_written(OLD.folder), 0), iif(NEW.present, file_written(NEW.folder), 0)',
  );
  for (const event of ['INSERT', 'DELETE', 'UPDATE']) after(event, 'trash', 'trash_written()');
  // A file that was announced for the trash is in it once it has left the index.
  sqlite.exec(
    `CREATE TEMP TRIGGER files_trashed_written AFTER DELETE ON files
      WHEN EXISTS (SELECT 1 FROM trash WHERE file_id = OLD.file_id)
      BEGIN SELECT trash_written(); END`,
  );
  for (const table of CREDENTIALS) {
    for (const event of ['INSERT', 'DELETE', 'UPDATE']) {
      after(event, table, 'credential_written()');
    }
  }
}
