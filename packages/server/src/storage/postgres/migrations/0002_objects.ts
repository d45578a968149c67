import { sql } from 'kysely';
import type { Migration } from 'kysely/migration';

/** See `EntryTable`, `ObjectTable` and the tables that follow them in `storage/tables.ts`. */
const tables = `
CREATE TABLE entries (
  folder text COLLATE "C" NOT NULL,
  folded_name text COLLATE "C" NOT NULL,
  name text COLLATE "C" NOT NULL,
  file_id text COLLATE "C",
  created_ms bigint NOT NULL,
  modified_ms bigint NOT NULL,
  PRIMARY KEY (folder, folded_name)
);
CREATE INDEX entries_file ON entries (file_id) WHERE file_id IS NOT NULL;

CREATE TABLE objects (
  object_id text COLLATE "C" PRIMARY KEY,
  size bigint NOT NULL,
  sha256 text COLLATE "C",
  state text COLLATE "C" NOT NULL,
  multipart_id text COLLATE "C",
  created_ms bigint NOT NULL,
  changed_ms bigint NOT NULL
);
CREATE INDEX objects_garbage ON objects (state, changed_ms) WHERE state <> 'stored';
-- The trash keeps rows of files as JSON; garbage collection looks for those of an object.
CREATE INDEX trash_identity ON trash ((file ->> 'identity'));

CREATE TABLE object_uploads (
  upload_id text COLLATE "C" PRIMARY KEY,
  object_id text COLLATE "C",
  appender text COLLATE "C" NOT NULL,
  next_part bigint NOT NULL,
  tail_id text COLLATE "C",
  whole_sha256 text COLLATE "C"
);

CREATE TABLE object_upload_parts (
  upload_id text COLLATE "C" NOT NULL REFERENCES object_uploads ON DELETE CASCADE,
  number bigint NOT NULL,
  etag text COLLATE "C" NOT NULL,
  PRIMARY KEY (upload_id, number)
);
`;

/** Reports folders in which others were created, renamed or removed, as `files_written` does for files. */
const triggers = `
CREATE FUNCTION folders_written() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  folders json;
BEGIN
  IF TG_OP = 'INSERT' THEN
    SELECT json_agg(DISTINCT folder) INTO folders FROM fresh WHERE file_id IS NULL;
  ELSIF TG_OP = 'DELETE' THEN
    SELECT json_agg(DISTINCT folder) INTO folders FROM gone WHERE file_id IS NULL;
  ELSE
    SELECT json_agg(folder) INTO folders FROM (
      SELECT folder FROM fresh WHERE file_id IS NULL UNION SELECT folder FROM gone WHERE file_id IS NULL
    ) AS written;
  END IF;
  IF folders IS NOT NULL THEN
    RAISE INFO USING MESSAGE = 'file_organizer',
      DETAIL = json_build_object('folders', folders)::text;
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER entries_come AFTER INSERT ON entries
  REFERENCING NEW TABLE AS fresh FOR EACH STATEMENT EXECUTE FUNCTION folders_written();
CREATE TRIGGER entries_change AFTER UPDATE ON entries
  REFERENCING NEW TABLE AS fresh OLD TABLE AS gone
  FOR EACH STATEMENT EXECUTE FUNCTION folders_written();
CREATE TRIGGER entries_go AFTER DELETE ON entries
  REFERENCING OLD TABLE AS gone FOR EACH STATEMENT EXECUTE FUNCTION folders_written();
`;

/** The rows of object mode, where paths are rows and bytes are objects. */
export const objects: Migration = {
  async up(db) {
    for (const part of [tables, triggers]) await sql.raw(part).execute(db);
  },
};
