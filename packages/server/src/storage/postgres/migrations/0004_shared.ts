import { sql } from 'kysely';
import type { Migration } from 'kysely/migration';

/**
 * What servers on one database share besides its data. Limits and tickets need not survive a crash of PostgreSQL,
 * so their tables are not logged. Rows of counters are changed in place, for which their pages have room.
 */
const tables = `
CREATE UNLOGGED TABLE limit_counters (
  name text COLLATE "C" PRIMARY KEY,
  used bigint NOT NULL,
  ends_at timestamptz NOT NULL
) WITH (fillfactor = 50);
CREATE INDEX limit_counters_end ON limit_counters (ends_at);

CREATE UNLOGGED TABLE tickets (
  name text COLLATE "C" PRIMARY KEY,
  principal text COLLATE "C" NOT NULL,
  expires_at timestamptz NOT NULL
);
CREATE INDEX tickets_expiry ON tickets (expires_at);

CREATE TABLE idempotency_claims (
  name text COLLATE "C" PRIMARY KEY,
  fingerprint text COLLATE "C" NOT NULL,
  holder text COLLATE "C" NOT NULL,
  ends_at timestamptz NOT NULL
) WITH (fillfactor = 50);

-- The number of each user's newest event. Locked by the transaction that adds events.
CREATE TABLE event_counters (
  user_id text COLLATE "C" PRIMARY KEY,
  newest bigint NOT NULL
) WITH (fillfactor = 50);
INSERT INTO event_counters SELECT user_id, max(event_id) FROM events GROUP BY user_id;

-- Each server has its own copy for the search index. One that has not been seen for long makes a new copy.
ALTER TABLE followed ADD COLUMN seen_at timestamptz NOT NULL DEFAULT now();
ALTER TABLE followed ADD PRIMARY KEY (follower);
`;

/** Limits, tickets, claims of idempotency keys, counters of events, and several copies of the search index. */
export const shared: Migration = {
  async up(db) {
    await sql.raw(tables).execute(db);
  },
};
