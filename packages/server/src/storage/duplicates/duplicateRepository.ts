/**
 * SQL for the results of scans for duplicates, and for their execution.
 *
 * @module
 */
import { setImmediate } from 'node:timers/promises';
import { type NotNull, type Selectable, sql, type Transaction } from 'kysely';
import { type Database, dialectOf, insertRows, numberListOf, relaxed } from '../database.ts';
import type { DuplicateGroupTable, DuplicateTable, Tables } from '../tables.ts';
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
      SELECT sum(groups) AS groups, sum(files) AS files, coalesce(sum(wasted), 0) AS wasted FROM (
        SELECT count(*) AS groups, coalesce(sum(file_count), 0) AS files,
          sum(CAST(size AS double precision) * (file_count - stay_count)) AS wasted
        FROM duplicate_groups WHERE job_id = ${jobId}
        UNION ALL
        SELECT coalesce(sum(group_count), 0), coalesce(sum(file_count), 0),
          sum(CAST(wasted AS double precision))
        FROM found_groups WHERE job_id = ${jobId}) AS counted
    `.execute(this.#db);
    return rows[0] ?? { groups: 0, files: 0, wasted: 0 };
  }

  /** The next groups of a job, most wasted bytes first. */
  async groups(jobId: string, after: number, limit: number): Promise<DuplicateGroupRow[]> {
    const read = () =>
      this.#db
        .selectFrom('duplicate_groups')
        .selectAll()
        .where('job_id', '=', jobId)
        .where('id', '>', after)
        .orderBy('id')
        .limit(limit)
        .execute();
    for (;;) {
      const groups = await read();
      if (groups.length === limit) return groups;
      // Another reader may have unpacked the last groups since these were read.
      if (!(await this.#unpackSome(jobId))) return read();
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
    const wanted = digests.map((sha256) => ({ sha256 }));
    const told = dialectOf(this.#db).table({ sha256: 'text' }, wanted);
    const { rows } = await sql<{ sha256: string }>`
      SELECT told.sha256 FROM ${told} AS told
      WHERE told.sha256 NOT IN (SELECT sha256 FROM duplicate_groups WHERE job_id = ${jobId})
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
    const ids = fileIds.map((fileId) => ({ file_id: fileId }));
    const wanted = dialectOf(this.#db).table({ file_id: 'text' }, ids);
    const { rows } = await sql<{ file_id: string }>`
      SELECT wanted.file_id FROM ${wanted} AS wanted
      WHERE wanted.file_id NOT IN (
        SELECT file_id FROM duplicates WHERE job_id = ${jobId} AND file_id IS NOT NULL)
    `.execute(this.#db);
    return rows.map(({ file_id: fileId }) => fileId);
  }

  /** The files of some groups, sorted by path. */
  async filesOf(groupIds: readonly number[]): Promise<FoundRow[]> {
    return this.#db
      .selectFrom('duplicates')
      .selectAll()
      .where('group_id', 'in', numberListOf(this.#db, groupIds))
      .orderBy('id')
      .execute();
  }

  /** Stores the ids that files have in the index. */
  async setFileIds(
    ids: readonly { readonly id: number; readonly file_id: string }[],
  ): Promise<void> {
    const told = dialectOf(this.#db).table({ id: 'integer', file_id: 'text' }, ids);
    await sql`
      UPDATE duplicates SET file_id = told.file_id FROM ${told} AS told
      WHERE duplicates.id = told.id
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
        SELECT 'found', coalesce(sum(file_count), 0) FROM found_groups WHERE job_id = ${jobId}) AS counted
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
  const added = groups.map(({ sha256, size, files, bound }) => ({
    ...{ sha256, size, file_count: files.length },
    ...{ stay_count: bound?.stays ?? 1, turn: bound?.turn ?? 0 },
  }));
  const ids = await insertGroupRows(trx, jobId, added);
  const files = groups.flatMap(({ files, bound }, n) =>
    files.map(({ path, modified_ms, version, file_id = null }, at) => {
      const {
        sparedReason = null,
        companions = null,
        leaders = [],
      } = bound?.belongings.get(at) ?? {};
      return {
        ...{ group_id: ids[n], file_id, path, modified_ms, version, spared_reason: sparedReason },
        ...{ companions, leaders: leaders.length > 0 ? JSON.stringify(leaders) : null },
      };
    }),
  );
  await insertRows(trx, 'duplicates', FILE_COLUMNS, files, { job_id: jobId, status: 'found' });
}

/** Inserts groups in their order. @returns their ids */
async function insertGroupRows(
  trx: Transaction<Tables>,
  jobId: string,
  groups: readonly Omit<DuplicateGroupRow, 'id' | 'job_id'>[],
): Promise<readonly number[]> {
  const given = dialectOf(trx).table(GROUP_COLUMNS, groups);
  const columns = sql.join(Object.keys(GROUP_COLUMNS).map((column) => sql.ref(column)));
  const { rows } = await sql<{ id: number }>`
    INSERT INTO duplicate_groups (job_id, ${columns})
    SELECT ${jobId}, ${columns} FROM ${given} AS given RETURNING id
  `.execute(trx);
  // Ids increase in the order of the groups, but need not be returned in it.
  return rows.map(({ id }) => id).sort((a, b) => a - b);
}

const GROUP_COLUMNS = {
  sha256: 'text',
  size: 'integer',
  file_count: 'integer',
  stay_count: 'integer',
  turn: 'integer',
} as const;

const FILE_COLUMNS = [
  'group_id',
  'file_id',
  'path',
  'modified_ms',
  'version',
  'spared_reason',
  'companions',
  'leaders',
] as const satisfies readonly (keyof DuplicateTable)[];
