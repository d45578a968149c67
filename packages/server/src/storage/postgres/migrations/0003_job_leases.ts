import { sql } from 'kysely';
import type { Migration } from 'kysely/migration';

/** See `JobLeaseTable` in `storage/tables.ts`. */
const tables = `
CREATE TABLE job_leases (
  job_id text COLLATE "C" PRIMARY KEY,
  owner text COLLATE "C" NOT NULL,
  epoch bigint NOT NULL,
  expires_ms bigint NOT NULL
);
-- Found by each replica, many times a minute.
CREATE INDEX jobs_active ON jobs (root, created_ms)
  WHERE status IN ('pending', 'scanning', 'executing', 'rolling_back');
`;

/** Which replica runs a job, and until when. */
export const jobLeases: Migration = {
  async up(db) {
    await sql.raw(tables).execute(db);
  },
};
