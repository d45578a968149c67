/**
 * SQL for the results of scans for duplicates, and for their execution.
 *
 * @module
 */
import { setImmediate } from 'node:timers/promises';
import { type NotNull, type Selectable, sql, type Transaction } from 'kysely';
import { type Database, relaxed } from '../sqlite/database.ts';
import type { DuplicateGroupTable, DuplicateTable, Tables } from '../sqlite/tables.ts';
import { digestsIn, type GroupPack, groupsIn, type NewGroup, packed } from './groupPack.ts';

export type DuplicateGroupRow = Selectable<DuplicateGroupTable>;
/** A file of a group; it may not have an id yet. */
export type FoundRow = Selectable<DuplicateTable>;
export type DuplicateRow = FoundRow & { readonly file_id: string };
/** The outcome for one file. */
export type DuplicateOutcome = Pick<
  DuplicateRow,
  'id' | 'status' | 'spared_reason' | 'error_code' | 'error_message'
>;

/** Totals of all groups of a job. */
export type DuplicateTotals = {
  readonly groups: number;
  readonly files: number;
  /** In bytes: the size of all files that need not stay. */
  readonly wasted: number;
};

/**
 * The groups of equal files that jobs have found, and what is done with each file. A scan stores groups in
 * packs, because a row for each file takes several times as long; rows are only made of groups that are
 * requested.
 */
export class DuplicateRepository {
  readonly #db: Database;

  constructor(db: Database) {
    this.#db = db;
  }

  /** Removes the results of an earlier scan of a job. */
  async clear(jobId: string): Promise<void> {
    await this.#db.transaction().execute(async (trx) => {
      for (const table of ['found_groups', 'duplicates', 'duplicate_groups', 'kept'] as const) {
        await trx.deleteFrom(table).where('job_id', '=', jobId).execute();
      }
    });
  }

  /**
   * Adds groups to the results of a job, most wasted bytes first. They are not flushed here: the state
   * `planned` is written after them, with a flush.
   */
  async add(jobId: string, pack: GroupPack): Promise<void> {
    const { counts, sizes, bound } = pack;
    const spareOf = (n: number, count: number) => count - (bound?.get(n)?.stays ?? 1);
    const row = {
      job_id: jobId,
      group_count: counts.length,
      file_count: counts.reduce((sum, count) => sum + count, 0),
      wasted: counts.reduce((sum, count, n) => sum + (sizes[n] ?? 0) * spareOf(n, count), 0),
      groups: packed(pack),
    };
    await relaxed(this.#db, async (trx) => {
      await trx.insertInto('found_groups').values(row).execute();
    });
  }

  async totals(jobId: string): Promise<DuplicateTotals> {
    // One statement: between two, a concurrent reader may make rows of a pack.
    const { rows } = await sql<DuplicateTotals>`
      SELECT sum(groups) AS groups, sum(files) AS files, total(wasted) AS wasted FROM (
        SELECT count(*) AS groups, coalesce(sum(file_count), 0) AS files,
          total(size * (file_count - stay_count)) AS wasted
        FROM duplicate_groups WHERE job_id = ${jobId}
        UNION ALL
        SELECT coalesce(sum(group_count), 0), coalesce(sum(file_count), 0), total(wasted)
        FROM found_groups WHERE job_id = ${jobId})
    `.execute(this.#db);
    return rows[0] ?? { groups: 0, files: 0, wasted: 0 };
  }

  /** The next groups of a job, most wasted bytes first. */
  async groups(jobId: string, after: number, limit: number): Promise<DuplicateGroupRow[]> {
    for (;;) {
      const groups = await this.#db
        .selectFrom('duplicate_groups')
        .selectAll()
        .where('job_id', '=', jobId)
        .where('id', '>', after)
        .orderBy('id')
        .limit(limit)
        .execute();
      if (groups.length === limit || !(await this.#unpackSome(jobId))) return groups;
      await setImmediate();
    }
  }

  /**
   * The next groups of a job that are executed in a later turn than the first, by id. They are complete
   * once all groups have been read.
   */
  async groupsInTurn(
    jobId: string,
    turn: number,
    after: number,
    limit: number,
  ): Promise<DuplicateGroupRow[]> {
    return this.#db
      .selectFrom('duplicate_groups')
      .selectAll()
      .where('job_id', '=', jobId)
      .where('turn', '>', 0)
      .where('turn', '=', turn)
      .where('id', '>', after)
      .orderBy('id')
      .limit(limit)
      .execute();
  }

  /** Those of the digests that no group of a job has. */
  async unknown(jobId: string, digests: readonly string[]): Promise<string[]> {
    const { rows } = await sql<{ sha256: string }>`
      SELECT told.value AS sha256 FROM json_each(${JSON.stringify(digests)}) AS told
      WHERE told.value NOT IN (SELECT sha256 FROM duplicate_groups WHERE job_id = ${jobId})
    `.execute(this.#db);
    const unknown = new Set(rows.map(({ sha256 }) => sha256));
    for (let after = 0; unknown.size > 0; ) {
      const pack = await this.#db
        .selectFrom('found_groups')
        .select(['id', 'groups'])
        .where('job_id', '=', jobId)
        .where('id', '>', after)
        .orderBy('id')
        .limit(1)
        .executeTakeFirst();
      if (!pack) break;
      after = pack.id;
      for (const sha256 of digestsIn(pack.groups)) unknown.delete(sha256);
      await setImmediate();
    }
    return [...unknown];
  }

  /** Those of the file ids that no file of a job has; ids are stored once results are read. */
  async unknownFiles(jobId: string, fileIds: readonly string[]): Promise<string[]> {
    if (fileIds.length === 0) return [];
    const { rows } = await sql<{ file_id: string }>`
      SELECT wanted.value AS file_id FROM json_each(${JSON.stringify(fileIds)}) AS wanted
      WHERE wanted.value NOT IN (
        SELECT file_id FROM duplicates WHERE job_id = ${jobId} AND file_id IS NOT NULL)
    `.execute(this.#db);
    return rows.map(({ file_id: fileId }) => fileId);
  }

  /** The files of some groups, sorted by path. */
  async filesOf(groupIds: readonly number[]): Promise<FoundRow[]> {
    return this.#db
      .selectFrom('duplicates')
      .selectAll()
      .where('group_id', 'in', groupIds)
      .orderBy('id')
      .execute();
  }

  /** Stores the ids that files have in the index. */
  async setFileIds(
    ids: readonly { readonly id: number; readonly file_id: string }[],
  ): Promise<void> {
    const rows = JSON.stringify(ids.map(({ id, file_id: fileId }) => [id, fileId]));
    await sql`
      UPDATE duplicates SET file_id = told.value ->> 1 FROM json_each(${rows}) AS told
      WHERE duplicates.id = told.value ->> 0
    `.execute(this.#db);
  }

  /** The next files of a job in a state. Only files with an id are ever announced or moved. */
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
    const { rows } = await sql<{ status: DuplicateRow['status']; count: number }>`
      SELECT status, sum(count) AS count FROM (
        SELECT status, count(*) AS count FROM duplicates WHERE job_id = ${jobId} GROUP BY status
        UNION ALL
        SELECT 'found', coalesce(sum(file_count), 0) FROM found_groups WHERE job_id = ${jobId})
      GROUP BY status HAVING sum(count) > 0
    `.execute(this.#db);
    return new Map(rows.map(({ status, count }) => [status, count]));
  }

  /** How many removed files of a job were deleted for good since, as a rollback found out. */
  async countDeleted(jobId: string): Promise<number> {
    const { count } = await this.#db
      .selectFrom('duplicates')
      .select((e) => e.fn.countAll<number>().as('count'))
      .where('job_id', '=', jobId)
      .where('status', '=', 'removed')
      .where('error_code', '=', 'deleted')
      .executeTakeFirstOrThrow();
    return count;
  }

  /** Stores outcomes in one transaction. */
  async record(outcomes: readonly DuplicateOutcome[]): Promise<void> {
    await this.#db.transaction().execute(async (trx) => {
      for (const { id, ...outcome } of outcomes) {
        await trx.updateTable('duplicates').set(outcome).where('id', '=', id).execute();
      }
    });
  }

  /** Makes rows of a job's next pack. Returns whether there was one. */
  async #unpackSome(jobId: string): Promise<boolean> {
    return this.#db.transaction().execute(async (trx) => {
      const pack = await trx
        .selectFrom('found_groups')
        .select(['id', 'groups'])
        .where('job_id', '=', jobId)
        .orderBy('id')
        .limit(1)
        .executeTakeFirst();
      if (!pack) return false;
      await insertGroups(trx, jobId, groupsIn(pack.groups));
      await trx.deleteFrom('found_groups').where('id', '=', pack.id).execute();
      return true;
    });
  }
}

async function insertGroups(
  trx: Transaction<Tables>,
  jobId: string,
  groups: readonly NewGroup[],
): Promise<void> {
  const { rows } = await sql<{ last: number }>`
    SELECT coalesce(max(seq), 0) AS last FROM sqlite_sequence WHERE name = 'duplicate_groups'
  `.execute(trx);
  // Ids are assigned here, so that one statement can insert all files.
  const first = (rows[0]?.last ?? 0) + 1;
  const added = groups.map(({ sha256, size, files, bound }, n) => [
    ...[first + n, sha256, size, files.length, bound?.stays ?? 1, bound?.turn ?? 0],
  ]);
  const files = groups.flatMap(({ files, bound }, n) =>
    files.map((file, at) => {
      const row = [first + n, file.path, file.modified_ms, file.version];
      const belonging = bound?.belongings.get(at);
      if (!belonging) return row;
      const { sparedReason, companions, leaders } = belonging;
      const listed = leaders.length > 0 ? JSON.stringify(leaders) : null;
      return [...row, sparedReason, companions, listed];
    }),
  );
  // One parameter for all rows: preparing a statement with thousands takes longer than the insert.
  await sql`
    INSERT INTO duplicate_groups (job_id, id, sha256, size, file_count, stay_count, turn)
    SELECT ${jobId}, value ->> 0, value ->> 1, value ->> 2, value ->> 3, value ->> 4, value ->> 5
    FROM json_each(${JSON.stringify(added)})
  `.execute(trx);
  await sql`
    INSERT INTO duplicates (job_id, group_id, path, modified_ms, version, status,
      spared_reason, companions, leaders)
    SELECT ${jobId}, value ->> 0, value ->> 1, value ->> 2, value ->> 3, 'found',
      value ->> 4, value ->> 5, value ->> 6
    FROM json_each(${JSON.stringify(files)}) ORDER BY key
  `.execute(trx);
}
