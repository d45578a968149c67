import type Sqlite from 'better-sqlite3';
import type { SqliteDatabase } from 'kysely';

/** How many statements are cached, and up to which length: those of large batches seldom recur. */
const MOST = 200;
const LONGEST = 2_000;

/** Statements that may change the columns of tables, which prepared statements remember. */
const CHANGES_TABLES = /^\s*(create|alter|drop|vacuum|attach|detach)\b/i;

/**
 * A database that prepares a statement once instead of each time, which is most of the time of a small
 * query.
 */
export function keepingStatements(sqlite: Sqlite.Database): SqliteDatabase {
  const kept = new Map<string, Sqlite.Statement>();
  return {
    close: () => sqlite.close(),
    prepare: (wanted) => {
      // All transactions write. One that starts as a reader cannot become a writer after another connection
      // has written, and would fail at once instead of waiting.
      const text = wanted === 'begin' ? 'begin immediate' : wanted;
      const found = kept.get(text);
      if (found) return found;
      const statement = sqlite.prepare(text);
      if (CHANGES_TABLES.test(text)) {
        kept.clear();
      } else if (text.length <= LONGEST) {
        const [oldest] = kept.keys();
        if (oldest !== undefined && kept.size >= MOST) kept.delete(oldest);
        kept.set(text, statement);
      }
      return statement;
    },
  };
}
