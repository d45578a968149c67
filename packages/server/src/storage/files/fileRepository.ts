import { randomUUID } from 'node:crypto';
import { type RawBuilder, type Selectable, sql } from 'kysely';
import type { FileState } from '../../disk/fileState.ts';
import type { FoundFile } from '../../disk/walk.ts';
import { sortKeyOf } from '../../files/sortKey.ts';
import { type Database, dialectOf, flushedAside } from '../database.ts';
import type { ChangeTable, MoveTable } from '../tables.ts';
import { ensureIds, type SeenFile } from './ensureIds.ts';
import { type Extent, type FileQuery, matching, PRESENT, within } from './fileQuery.ts';
import {
  byIdentity,
  contentTypeIn,
  type FileRow,
  insertFiles,
  insertUnlessKnown,
  markMissed,
  newRow,
  noteContentTypes,
  type ReadFile,
  rewrite,
  rowsAt,
  type SeenContent,
} from './fileRow.ts';
import { type HasLeft, missOthers, reconcile, settle } from './reconcile.ts';

const orderColumns = {
  name: 'sort_key',
  size: 'size',
  created: 'created_ms',
  modified: 'modified_ms',
} as const;

/** The index of the library's files. */
export class FileRepository {
  readonly #db: Database;

  constructor(db: Database) {
    this.#db = db;
  }

  async find(fileId: string): Promise<FileRow | undefined> {
    return this.#db
      .selectFrom('files')
      .selectAll()
      .where('file_id', '=', fileId)
      .executeTakeFirst();
  }

  /** The file at a path, according to the index. */
  async at(path: string): Promise<FileRow | undefined> {
    return this.#db
      .selectFrom('files')
      .selectAll()
      .where('path', '=', path)
      .where('present', '=', PRESENT)
      .executeTakeFirst();
  }

  /** The file with an identity on the disk, according to the index. */
  async withIdentity(identity: string): Promise<FileRow | undefined> {
    return this.#db
      .selectFrom('files')
      .selectAll()
      .where('identity', '=', identity)
      .where('present', '=', PRESENT)
      .executeTakeFirst();
  }

  /** The folders in which the index has files. */
  async folders(): Promise<string[]> {
    const rows = await this.#db
      .selectFrom('files')
      .select('folder')
      .distinct()
      .where('present', '=', PRESENT)
      .execute();
    return rows.map(({ folder }) => folder);
  }

  async page(query: FileQuery): Promise<FileRow[]> {
    const column = orderColumns[query.order.by];
    const { direction } = query.order;
    let select = this.#db.selectFrom('files').selectAll().where(matching(query));
    if (query.after) {
      const comparison = sql.raw(direction === 'asc' ? '>' : '<');
      const [last, path] = query.after;
      // A cursor contains the name, so it stays valid in versions that compute other keys.
      const value = query.order.by === 'name' ? sortKeyOf(String(last)) : last;
      select = select.where(
        sql<boolean>`(${sql.ref(column)}, path) ${comparison} (${value}, ${path})`,
      );
    }
    return select
      .orderBy(column, direction)
      .orderBy('path', direction)
      .limit(query.limit)
      .execute();
  }

  async count(query: FileQuery): Promise<number> {
    const { total } = await this.#db
      .selectFrom('files')
      .select((e) => e.fn.countAll<number>().as('total'))
      .where(matching(query))
      .executeTakeFirstOrThrow();
    return total;
  }

  /**
   * Adds published files under new ids, with their digests.
   *
   * @returns their rows, in the same order
   */
  async add(files: readonly ReadFile[]): Promise<readonly FileRow[]> {
    const rows = files.map(({ sha256, ...file }) => newRow(randomUUID(), file, { sha256 }));
    const ids = await flushedAside(this.#db, async (trx) => {
      // A listing may have found a file before its upload was finished.
      const added = await insertUnlessKnown(trx, rows);
      const others = rows.filter(({ path }) => !added.has(path));
      if (others.length === 0) return added;
      const versions = new Map(others.map(({ path, version }) => [path, version]));
      const there = await rowsAt(trx, others);
      await markMissed(
        trx,
        there.filter((row) => row.version !== versions.get(row.path)),
      );
      return new Map([...added, ...(await insertUnlessKnown(trx, others))]);
    });
    return rows.map((row) => ({ ...row, file_id: ids.get(row.path) ?? row.file_id }));
  }

  /**
   * Stores the digests of files that were read whole, wherever they are. Each keeps its id, including that
   * of a row marked as missing.
   *
   * @returns their rows, in the same order
   */
  async noteDigests(files: readonly ReadFile[]): Promise<readonly FileRow[]> {
    return this.#db.transaction().execute(async (trx) => {
      const there = await rowsAt(trx, files);
      const known = new Map(there.map((row) => [row.path, row]));
      const fresh = files.filter(({ path }) => !known.has(path));
      const missed = new Map(
        [...(await byIdentity(trx, fresh))].flatMap(([identity, rows]) => {
          const gone = rows.find((row) => row.present === 0);
          return gone ? [[identity, gone] as const] : [];
        }),
      );
      const inserts: FileRow[] = [];
      const result: FileRow[] = [];
      for (const { sha256, ...file } of files) {
        const before = known.get(file.path) ?? missed.get(file.state.identity);
        const row = newRow(before?.file_id ?? randomUUID(), file, {
          ...{ sha256, content_type: contentTypeIn(before, file.state.version) },
        });
        result.push(row);
        if (!before) inserts.push(row);
        else if (before.version !== row.version || before.sha256 !== sha256 || !before.present) {
          missed.delete(file.state.identity);
          await trx.updateTable('files').set(row).where('file_id', '=', row.file_id).execute();
        }
      }
      await insertFiles(trx, inserts);
      return result;
    });
  }

  /** See {@link noteContentTypes}. */
  async noteContentTypes(seen: readonly SeenContent[]): Promise<void> {
    await this.#db.transaction().execute(async (trx) => noteContentTypes(trx, seen));
  }

  /** Whether a content in a folder or below is of another type than its name says. */
  async hasContentTypes(folder: string): Promise<boolean> {
    const found = await this.#db
      .selectFrom('files')
      .select('file_id')
      .where(within(this.#db, { folder, recursive: true }))
      .where('content_type', 'is not', null)
      .limit(1)
      .executeTakeFirst();
    return found !== undefined;
  }

  /** See {@link reconcile}. */
  async reconcile(
    extent: Extent,
    found: readonly FoundFile[],
    hasLeft: HasLeft,
  ): Promise<Map<string, FileRow>> {
    return reconcile(this.#db, extent, found, hasLeft);
  }

  /** See {@link settle}. */
  async settle(
    extent: Extent,
    found: readonly FoundFile[],
    hasLeft: HasLeft,
    done: () => void,
  ): Promise<void> {
    await settle(this.#db, extent, found, hasLeft, done);
  }

  /** See {@link missOthers}. */
  async missOthers(
    folder: string,
    found: readonly FoundFile[],
    hasLeft: HasLeft,
    done: () => void,
  ): Promise<void> {
    await missOthers(this.#db, folder, found, hasLeft, done);
  }

  /** See {@link ensureIds}. */
  async ensureIds(
    files: readonly SeenFile[],
    stateAt: (path: string) => FileState | undefined,
  ): Promise<readonly string[]> {
    return ensureIds(this.#db, files, stateAt);
  }

  /** The files that may have duplicates; see {@link maybeEqual}. */
  async mayHaveEquals(rows: readonly FileRow[]): Promise<Set<string>> {
    const columns = { file_id: 'text', size: 'integer', sha256: 'text' } as const;
    const told = dialectOf(this.#db).table(columns, rows);
    // Two subqueries, each of which the index answers.
    const isThere = (digest: string) => sql`EXISTS (SELECT 1 FROM files WHERE present = 1
      AND size = told.size AND sha256 ${sql.raw(digest)} AND file_id <> told.file_id)`;
    const found = await sql<{ file_id: string }>`SELECT told.file_id FROM ${told} AS told
      WHERE ${isThere('= told.sha256')} OR ${isThere('IS NULL')}`.execute(this.#db);
    return new Set(found.rows.map(({ file_id }) => file_id));
  }

  /** Files that may have the same content: those of the same size with the same or an unknown digest. */
  async maybeEqual(row: FileRow, limit: number): Promise<FileRow[]> {
    const ofItsSize = this.#db
      .selectFrom('files')
      .selectAll()
      .where('present', '=', PRESENT)
      .where('size', '=', row.size)
      .where('file_id', '!=', row.file_id)
      .limit(limit);
    // Two queries that use the index; one with OR would read all files of that size.
    const equal = await ofItsSize.where('sha256', '=', row.sha256).execute();
    const unknown = await ofItsSize.where('sha256', 'is', null).execute();
    // Known duplicates first.
    return [...equal, ...unknown].slice(0, limit);
  }

  /** Writes the current state of one file on the disk to its row. */
  async refresh(row: FileRow, state: FileState): Promise<FileRow> {
    const file = { path: row.path, name: row.name, state };
    return this.#db
      .transaction()
      .execute(async (trx) => rewrite(trx, row.file_id, file, sameContent(row, state)));
  }

  /** Marks a file as missing, unless a job has given it another path. */
  async miss(row: FileRow): Promise<void> {
    await this.#db
      .updateTable('files')
      .set({ present: 0 })
      .where('file_id', '=', row.file_id)
      .where('path', '=', row.path)
      .execute();
  }

  /** Whether a job has announced a move of a file, or of a folder above it, that has no outcome yet. */
  async isBeingMoved({ file_id, path }: FileRow): Promise<boolean> {
    const within = (folder: string) =>
      sql`substr(${path}, 1, length(${sql.ref(folder)}) + 1) = ${sql.ref(folder)} || '/'`;
    // CROSS JOIN: SQLite would otherwise read the changes of all jobs. PostgreSQL allows no ON there.
    const announced = (state: RawBuilder<unknown>) => sql`
      SELECT 1 FROM jobs CROSS JOIN changes
      WHERE changes.job_id = jobs.job_id AND jobs.status IN ('executing', 'rolling_back') AND ${state}
        AND (changes.file_id = ${file_id}
          OR changes.file_id = '' AND (${within('from_path')} OR ${within('to_path')}))`;
    const intents = (extreme: 'max' | 'min', status: ChangeTable['status']) => sql`(
      SELECT ${sql.raw(extreme)}(id) FROM changes AS intents
      WHERE intents.job_id = jobs.job_id AND intents.status = ${status})`;
    const { rows } = await sql`
      ${announced(sql`changes.status IN ('moving', 'undoing')`)} UNION ALL
      ${announced(sql`changes.status = 'planned' AND changes.id < ${intents('max', 'moving')}`)} UNION ALL
      ${announced(sql`changes.status = 'done' AND changes.id > ${intents('min', 'undoing')}`)}
      LIMIT 1`.execute(this.#db);
    return rows.length > 0;
  }

  /** Removes a file from the index. */
  async remove(fileId: string): Promise<void> {
    await this.#db.deleteFrom('files').where('file_id', '=', fileId).execute();
  }

  /** Announces that a file is about to get a path; until then its row keeps the old one. */
  async announceMove(fileId: string, toPath: string): Promise<void> {
    await this.#db
      .insertInto('moves')
      .values({ file_id: fileId, to_path: toPath })
      .onConflict((conflict) => conflict.column('file_id').doUpdateSet({ to_path: toPath }))
      .execute();
  }

  /** Withdraws an announcement. */
  async withdrawMove(fileId: string): Promise<void> {
    await this.#db.deleteFrom('moves').where('file_id', '=', fileId).execute();
  }

  /** The files whose moves were announced and have no outcome yet. */
  async announcedMoves(): Promise<Selectable<MoveTable>[]> {
    return this.#db.selectFrom('moves').selectAll().execute();
  }

  /** Records that a file has reached its new path, under the id that it has. */
  async arrive(before: FileRow, file: FoundFile): Promise<FileRow> {
    return this.#db.transaction().execute(async (trx) => {
      // A listing may already have found it there and given it another id.
      const seen = await trx
        .selectFrom('files')
        .selectAll()
        .where('path', '=', file.path)
        .where('present', '=', PRESENT)
        .where('file_id', '!=', before.file_id)
        .executeTakeFirst();
      if (seen) await trx.deleteFrom('files').where('file_id', '=', seen.file_id).execute();
      const isSame =
        before.size === file.state.size && before.modified_ms === file.state.modifiedMs;
      const row = newRow(before.file_id, file, isSame ? before : undefined);
      await trx
        .insertInto('files')
        .values(row)
        .onConflict((conflict) => conflict.column('file_id').doUpdateSet(row))
        .execute();
      await trx.deleteFrom('trash').where('file_id', '=', row.file_id).execute();
      await trx.deleteFrom('moves').where('file_id', '=', row.file_id).execute();
      return row;
    });
  }
}

const sameContent = (row: FileRow, state: FileState): FileRow | undefined =>
  row.version === state.version ? row : undefined;
