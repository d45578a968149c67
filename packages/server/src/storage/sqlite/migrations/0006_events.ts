import { sql } from 'kysely';
import type { Migration } from 'kysely/migration';

/** The latest events of each user, for clients that reconnect. */
export const events: Migration = {
  async up(db) {
    await sql`CREATE TABLE events (
      user_id TEXT NOT NULL,
      event_id INTEGER NOT NULL,
      event TEXT NOT NULL,
      occurred_ms INTEGER NOT NULL,
      data TEXT NOT NULL,
      PRIMARY KEY (user_id, event_id)
    ) WITHOUT ROWID`.execute(db);
  },
};
