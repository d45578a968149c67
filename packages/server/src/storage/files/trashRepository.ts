/**
 * SQL for the table `trash`.
 *
 * @module
 */
import { type Selectable, sql } from 'kysely';
import type { Database } from '../database.ts';
import type { TrashTable } from '../tables.ts';
import type { FileRow } from './fileRow.ts';

/** A file in the trash, as it was when it was deleted. */
export type Trashed = { readonly row: FileRow; readonly deletedMs: number };

/** The end of a page of the trash: deletion time and id of its last file. */
export type TrashPosition = readonly [deletedMs: number, fileId: string];

/** Files in the trash, and files announced for it. */
export class TrashRepository {
  readonly #db: Database;

  constructor(db: Database) {
    this.#db = db;
  }

  /** Announces that a file is about to be moved to the trash; until then it is also in the index. */
  async announce(row: FileRow, deletedMs: number): Promise<void> {
    const { file_id, path } = row;
    const entry = { file_id, path, file: JSON.stringify(row), deleted_ms: deletedMs };
    await this.#db
      .insertInto('trash')
      .values(entry)
      .onConflict((conflict) => conflict.column('file_id').doUpdateSet(entry))
      .execute();
  }

  /** Withdraws an announcement. */
  async withdraw(fileId: string): Promise<void> {
    await this.#db.deleteFrom('trash').where('file_id', '=', fileId).execute();
  }

  /** A file in the trash. */
  async find(fileId: string): Promise<FileRow | undefined> {
    const found = await this.#db
      .selectFrom('trash')
      .selectAll()
      .where('file_id', '=', fileId)
      .where(({ not }) => not(isInLibrary))
      .executeTakeFirst();
    return found && trashedOf(found).row;
  }

  /** A page of the trash, latest deletion first, and the count of all files in the trash. */
  async page(
    after: TrashPosition | undefined,
    limit: number,
  ): Promise<{ readonly items: readonly Trashed[]; readonly total: number }> {
    const inTrash = this.#db.selectFrom('trash').where(({ not }) => not(isInLibrary));
    let select = inTrash.selectAll();
    if (after) {
      const [deletedMs, fileId] = after;
      select = select.where(sql<boolean>`(deleted_ms, file_id) < (${deletedMs}, ${fileId})`);
    }
    const [rows, { total }] = await Promise.all([
      select.orderBy('deleted_ms', 'desc').orderBy('file_id', 'desc').limit(limit).execute(),
      inTrash.select((e) => e.fn.countAll<number>().as('total')).executeTakeFirstOrThrow(),
    ]);
    return { items: rows.map(trashedOf), total };
  }

  /** The files announced for the trash that are still in the index. */
  async announced(): Promise<FileRow[]> {
    return this.#db
      .selectFrom('files')
      .innerJoin('trash', 'trash.file_id', 'files.file_id')
      .selectAll('files')
      .execute();
  }
}

/** Whether the index has the file of a row of the trash, which is then only announced. */
const isInLibrary = sql<boolean>`EXISTS (SELECT 1 FROM files WHERE files.file_id = trash.file_id)`;

type TrashRow = Selectable<TrashTable>;

/** Reads a row written by {@link TrashRepository.announce}. */
const trashedOf = ({ file, deleted_ms }: TrashRow): Trashed => ({
  row: JSON.parse(file) as FileRow,
  deletedMs: deleted_ms,
});
