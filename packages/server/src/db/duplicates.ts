import { type NotNull, type Selectable, sql } from 'kysely';
import type { Database } from './database.ts';
import type { DuplicateGroupTable, DuplicateTable } from './tables.ts';

export type DuplicateGroupRow = Selectable<DuplicateGroupTable>;
/** A file of a group that has an id, or may have none yet. */
export type FoundRow = Selectable<DuplicateTable>;
export type DuplicateRow = FoundRow & { readonly file_id: string };
/** How it came out with one file. */
export type DuplicateOutcome = Pick<DuplicateRow, 'id' | 'status' | 'error_code' | 'error_message'>;

export type NewGroup = Pick<DuplicateGroupRow, 'sha256' | 'size'> & {
  readonly files: readonly Pick<DuplicateRow, 'path' | 'modified_ms' | 'version'>[];
};

/** What all groups of a job come to. */
export type DuplicateTotals = {
  readonly groups: number;
  readonly files: number;
  /** In bytes: what the files beyond the first of each group take. */
  readonly wasted: number;
};

/** The groups of equal files that jobs have found, and what is done with each file. */
export class DuplicateRows {
  readonly #db: Database;

  constructor(db: Database) {
    this.#db = db;
  }

  /** Removes what an earlier scan of a job has left. */
  async clear(jobId: string): Promise<void> {
    await this.#db.transaction().execute(async (trx) => {
      for (const table of ['duplicates', 'duplicate_groups', 'kept'] as const) {
        await trx.deleteFrom(table).where('job_id', '=', jobId).execute();
      }
    });
  }

  /** Adds groups to what a job has found. */
  async add(jobId: string, groups: readonly NewGroup[]): Promise<void> {
    await this.#db.transaction().execute(async (trx) => {
      const { rows } = await sql<{ last: number }>`
        SELECT coalesce(max(seq), 0) AS last FROM sqlite_sequence WHERE name = 'duplicate_groups'
      `.execute(trx);
      // The ids are told and not asked for, so that one statement inserts all files.
      const first = (rows[0]?.last ?? 0) + 1;
      const added = groups.map(({ sha256, size, files }, n) => [
        first + n,
        sha256,
        size,
        files.length,
      ]);
      const files = groups.flatMap((group, n) =>
        group.files.map((file) => [first + n, file.path, file.modified_ms, file.version]),
      );
      // One value for all: a statement with thousands of them takes longer than to insert them.
      await sql`
        INSERT INTO duplicate_groups (job_id, id, sha256, size, file_count)
        SELECT ${jobId}, value ->> 0, value ->> 1, value ->> 2, value ->> 3
        FROM json_each(${JSON.stringify(added)})
      `.execute(trx);
      await sql`
        INSERT INTO duplicates (job_id, group_id, path, modified_ms, version, status)
        SELECT ${jobId}, value ->> 0, value ->> 1, value ->> 2, value ->> 3, 'found'
        FROM json_each(${JSON.stringify(files)}) ORDER BY key
      `.execute(trx);
    });
  }

  async totals(jobId: string): Promise<DuplicateTotals> {
    return this.#db
      .selectFrom('duplicate_groups')
      .select((e) => [
        e.fn.countAll<number>().as('groups'),
        sql<number>`coalesce(sum(file_count), 0)`.as('files'),
        sql<number>`coalesce(sum(size * (file_count - 1)), 0)`.as('wasted'),
      ])
      .where('job_id', '=', jobId)
      .executeTakeFirstOrThrow();
  }

  /** The next groups of a job, those that waste most first. */
  async groups(jobId: string, after: number, limit: number): Promise<DuplicateGroupRow[]> {
    return this.#db
      .selectFrom('duplicate_groups')
      .selectAll()
      .where('job_id', '=', jobId)
      .where('id', '>', after)
      .orderBy('id')
      .limit(limit)
      .execute();
  }

  /** The files of some groups, in the order of their paths. */
  async filesOf(groupIds: readonly number[]): Promise<FoundRow[]> {
    return this.#db
      .selectFrom('duplicates')
      .selectAll()
      .where('group_id', 'in', groupIds)
      .orderBy('id')
      .execute();
  }

  /** Notes under which ids files are in the index. */
  async identify(ids: readonly { readonly id: number; readonly file_id: string }[]): Promise<void> {
    const rows = JSON.stringify(ids.map(({ id, file_id: fileId }) => [id, fileId]));
    await sql`
      UPDATE duplicates SET file_id = told.value ->> 1 FROM json_each(${rows}) AS told
      WHERE duplicates.id = told.value ->> 0
    `.execute(this.#db);
  }

  /** The next files of a job in a state. Only what has an id is ever announced or moved. */
  async inState(
    jobId: string,
    status: DuplicateRow['status'],
    limit: number,
    after = 0,
  ): Promise<DuplicateRow[]> {
    return this.#db
      .selectFrom('duplicates')
      .selectAll()
      .where('job_id', '=', jobId)
      .where('status', '=', status)
      .where('id', '>', after)
      .where('file_id', 'is not', null)
      .$narrowType<{ file_id: NotNull }>()
      .orderBy('id')
      .limit(limit)
      .execute();
  }

  /** How many files of a job are in each state. */
  async tally(jobId: string): Promise<Map<DuplicateRow['status'], number>> {
    const counts = await this.#db
      .selectFrom('duplicates')
      .select((e) => ['status', e.fn.countAll<number>().as('count')])
      .where('job_id', '=', jobId)
      .groupBy('status')
      .execute();
    return new Map(counts.map(({ status, count }) => [status, count]));
  }

  /** Writes, in one transaction, how it stands with files. */
  async record(outcomes: readonly DuplicateOutcome[]): Promise<void> {
    await this.#db.transaction().execute(async (trx) => {
      for (const { id, ...outcome } of outcomes) {
        await trx.updateTable('duplicates').set(outcome).where('id', '=', id).execute();
      }
    });
  }
}
