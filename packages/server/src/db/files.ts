import { randomUUID } from 'node:crypto';
import {
  CompiledQuery,
  type ExpressionBuilder,
  type Selectable,
  sql,
  type Transaction,
} from 'kysely';
import type { FileType } from '../contract.ts';
import { fileTypeOf, mediaTypeOf } from '../library/fileType.ts';
import { folderOf, nameOf, prefixOf } from '../library/path.ts';
import { type FileState, identityIn } from '../library/stat.ts';
import type { FoundFile } from '../library/walk.ts';
import { type Database, flushedAside } from './database.ts';
import { insertRows } from './insertRows.ts';
import type { FileTable, MoveTable, Tables } from './tables.ts';

export type FileRow = Selectable<FileTable>;

/** A file that was read whole. */
export type ReadFile = FoundFile & { readonly sha256: string };

/** The order of a list; ties are broken by the path. */
export type FileOrder = {
  readonly by: 'name' | 'size' | 'created' | 'modified';
  readonly direction: 'asc' | 'desc';
};

/** Where a page ends: the last file's value in the order, and its path. */
export type FilePosition = readonly [value: string | number, path: string];

export type FileFilter = {
  readonly folder: string;
  readonly recursive: boolean;
  readonly includeHidden: boolean;
  readonly type: FileType | undefined;
};

export type FileQuery = FileFilter & {
  readonly order: FileOrder;
  readonly after: FilePosition | undefined;
  readonly limit: number;
};

/** A folder, alone or with all below it. */
export type Scope = { readonly folder: string; readonly recursive: boolean };

/** What is reconciled: some folders without those below, or some paths; or as for a list. */
export type Extent =
  | Scope
  | { readonly folders: readonly string[] }
  | { readonly paths: readonly string[] };

/** A file as it was when it was read whole, which may be a while ago. */
export type SeenFile = {
  readonly path: string;
  readonly size: number;
  readonly modifiedMs: number;
  readonly version: string;
  readonly sha256: string;
};

/** How many rows go into one statement; SQLite takes at most 32,766 values in one. */
const BATCH = 500;

const orderColumns = {
  name: 'name',
  size: 'size',
  created: 'created_ms',
  modified: 'modified_ms',
} as const;

/** The index of the library's files. */
export class FileRows {
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

  /** The file at a path, as the index last saw it. */
  async at(path: string): Promise<FileRow | undefined> {
    return this.#db
      .selectFrom('files')
      .selectAll()
      .where('path', '=', path)
      .where('present', '=', 1)
      .executeTakeFirst();
  }

  /** The folders that the index has files in. */
  async folders(): Promise<string[]> {
    const rows = await this.#db
      .selectFrom('files')
      .select('folder')
      .distinct()
      .where('present', '=', 1)
      .execute();
    return rows.map(({ folder }) => folder);
  }

  async page(query: FileQuery): Promise<FileRow[]> {
    const column = orderColumns[query.order.by];
    const { direction } = query.order;
    let select = this.#db.selectFrom('files').selectAll().where(matching(query));
    if (query.after) {
      const comparison = sql.raw(direction === 'asc' ? '>' : '<');
      const [value, path] = query.after;
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
   * Makes the index say what the disk says of a part of the library. A file
   * keeps its id where its path is the same, or where it is the same file at another path, which
   * it has left by now.
   *
   * @param hasLeft whether the file of a row is no more where the row has it
   * @param done called while nothing else can write to the index
   * @returns the rows of the files that were found, by path
   */
  async reconcile(
    extent: Extent,
    found: readonly FoundFile[],
    hasLeft: (row: FileRow) => boolean,
    done: () => void = () => {},
  ): Promise<Map<string, FileRow>> {
    return this.#db.transaction().execute(async (trx) => {
      const before = await trx
        .selectFrom('files')
        .selectAll()
        .where('present', '=', 1)
        .where(within(extent))
        .execute();
      const known = new Map(before.map((row) => [row.path, row]));
      const result = new Map<string, FileRow>();
      const fresh: FoundFile[] = [];
      for (const file of found) {
        const row = known.get(file.path);
        known.delete(file.path);
        if (!row) fresh.push(file);
        else if (row.version === file.state.version) result.set(file.path, row);
        else result.set(file.path, await rewrite(trx, row.file_id, file));
      }
      // Only what is not there now: it may have come since the folder was read.
      await markMissed(trx, [...known.values()].filter(hasLeft));
      const elsewhere = await byIdentity(trx, fresh);
      const inserts: FileRow[] = [];
      for (const file of fresh) {
        const candidates = elsewhere.get(file.state.identity) ?? [];
        const at = candidates.findIndex((row) => row.present === 0 || hasLeft(row));
        const [same] = at < 0 ? [] : candidates.splice(at, 1);
        if (same) result.set(file.path, await rewrite(trx, same.file_id, file, same));
        else {
          const row = newRow(randomUUID(), file, null);
          inserts.push(row);
          result.set(file.path, row);
        }
      }
      await insertRows(trx, 'files', FILE_COLUMNS, inserts);
      done();
      return result;
    });
  }

  /**
   * Notes files that were just put in the library, under new ids, with their digests.
   *
   * @returns their rows, in the same order
   */
  async add(files: readonly ReadFile[]): Promise<readonly FileRow[]> {
    return flushedAside(this.#db, async (trx) => {
      // A listing may have seen a file before its upload was done.
      const there = await trx
        .selectFrom('files')
        .selectAll()
        .where('path', 'in', asList(files.map(({ path }) => path)))
        .where('present', '=', 1)
        .execute();
      const versions = new Map(files.map(({ path, state }) => [path, state.version]));
      const isSame = (row: FileRow) => row.version === versions.get(row.path);
      await markMissed(
        trx,
        there.filter((row) => !isSame(row)),
      );
      const ids = new Map(there.filter(isSame).map(({ path, file_id }) => [path, file_id]));
      const rows = files.map(({ sha256, ...file }) =>
        newRow(ids.get(file.path) ?? randomUUID(), file, sha256),
      );
      await insertRows(
        trx,
        'files',
        FILE_COLUMNS,
        rows.filter(({ path }) => !ids.has(path)),
      );
      for (const { file_id, sha256 } of rows.filter((row) => ids.has(row.path))) {
        await trx.updateTable('files').set({ sha256 }).where('file_id', '=', file_id).execute();
      }
      return rows;
    });
  }

  /**
   * Notes files that were read whole, wherever they lie, with their digests. Each keeps the id that
   * it has, or had where it was missed.
   *
   * @returns their rows, in the same order
   */
  async noteDigests(files: readonly ReadFile[]): Promise<readonly FileRow[]> {
    return this.#db.transaction().execute(async (trx) => {
      const there = await trx
        .selectFrom('files')
        .selectAll()
        .where('path', 'in', asList(files.map(({ path }) => path)))
        .where('present', '=', 1)
        .execute();
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
        const row = newRow(before?.file_id ?? randomUUID(), file, sha256);
        result.push(row);
        if (!before) inserts.push(row);
        else if (before.version !== row.version || before.sha256 !== sha256 || !before.present) {
          missed.delete(file.state.identity);
          await trx.updateTable('files').set(row).where('file_id', '=', row.file_id).execute();
        }
      }
      await insertRows(trx, 'files', FILE_COLUMNS, inserts);
      return result;
    });
  }

  /**
   * Tells the ids of files that were read whole: each has the one under which it is in the index,
   * also where it was moved meanwhile, or in the trash. One that the index has never seen gets its
   * id now, even if it is gone.
   *
   * @param stateAt what the disk says now of a path
   * @returns the ids, in the same order
   */
  async identify(
    files: readonly SeenFile[],
    stateAt: (path: string) => FileState | undefined,
  ): Promise<readonly string[]> {
    return this.#db.transaction().execute(async (trx) => {
      const there = await trx
        .selectFrom('files')
        .selectAll()
        .where('path', 'in', asList(files.map(({ path }) => path)))
        .where('present', '=', 1)
        .execute();
      const known = new Map(there.map((row) => [row.path, row]));
      const isKnown = ({ path, version }: SeenFile) => known.get(path)?.version === version;
      const ids = new Map(
        files.filter(isKnown).map(({ path }) => [path, known.get(path)?.file_id ?? '']),
      );
      await noteUnknownDigests(
        trx,
        files.filter((file) => isKnown(file) && known.get(file.path)?.sha256 === null),
      );
      const others = files.filter((file) => !isKnown(file));
      const elsewhere = await ofIdentities(
        trx,
        others.map(({ version }) => identityIn(version)),
      );
      const trashed = await inTrash(trx, others);
      const taken = new Set(ids.values());
      const inserts: FileRow[] = [];
      for (const file of others) {
        const at = known.get(file.path);
        const same = elsewhere.get(identityIn(file.version)) ?? [];
        const now = stateAt(file.path);
        let id: string | undefined;
        if (now?.version === file.version) {
          // Where the index has it elsewhere as well, that is another name of it (a hard link).
          const before = at ?? same.find((row) => row.present === 0);
          const row = newRow(before?.file_id ?? randomUUID(), foundAs(file, now), file.sha256);
          id = row.file_id;
          if (!before) inserts.push(row);
          else await trx.updateTable('files').set(row).where('file_id', '=', id).execute();
        } else {
          id = same.at(-1)?.file_id ?? trashed.get(file.path);
          // Another file, or another content, has its path and with that its id.
          if (!id && at && !taken.has(at.file_id)) id = at.file_id;
          if (!id) {
            const row = newRow(randomUUID(), foundAs(file), file.sha256);
            id = row.file_id;
            // It may turn up elsewhere.
            inserts.push({ ...row, present: 0 });
          }
        }
        ids.set(file.path, id);
        taken.add(id);
      }
      await insertRows(trx, 'files', FILE_COLUMNS, inserts);
      return files.map(({ path }) => ids.get(path) ?? '');
    });
  }

  /** Which of some files may have the same content as another one; see {@link maybeEqual}. */
  async mayHaveEquals(rows: readonly FileRow[]): Promise<Set<string>> {
    const told = JSON.stringify(rows.map(({ file_id, size, sha256 }) => [file_id, size, sha256]));
    // Each of both is a question that the index answers.
    const isThere = (digest: string) => `EXISTS (SELECT 1 FROM files WHERE present = 1
      AND size = told.value ->> 1 AND sha256 ${digest} AND file_id <> told.value ->> 0)`;
    const found = await this.#db.executeQuery<{ file_id: string }>(
      CompiledQuery.raw(
        `SELECT told.value ->> 0 AS file_id FROM json_each(?) AS told
          WHERE ${isThere('= told.value ->> 2')} OR ${isThere('IS NULL')}`,
        [told],
      ),
    );
    return new Set(found.rows.map(({ file_id }) => file_id));
  }

  /**
   * The files that may have the same content as another one: those of its size whose digest is the
   * same or not known.
   */
  async maybeEqual(row: FileRow, limit: number): Promise<FileRow[]> {
    const ofItsSize = this.#db
      .selectFrom('files')
      .selectAll()
      .where('present', '=', 1)
      .where('size', '=', row.size)
      .where('file_id', '!=', row.file_id)
      .limit(limit);
    // Two questions that the index answers, where one with "or" reads all files of that size.
    const equal = await ofItsSize.where('sha256', '=', row.sha256).execute();
    const unknown = await ofItsSize.where('sha256', 'is', null).execute();
    // Those that are sure come first.
    return [...equal, ...unknown].slice(0, limit);
  }

  /** Writes what the disk says now of one file. */
  async refresh(row: FileRow, state: FileState): Promise<FileRow> {
    const file = { path: row.path, name: row.name, state };
    return this.#db
      .transaction()
      .execute(async (trx) => rewrite(trx, row.file_id, file, sameContent(row, state)));
  }

  /** Notes that a file is no more where its row has it, unless a job has given it another path. */
  async miss(row: FileRow): Promise<void> {
    await this.#db
      .updateTable('files')
      .set({ present: 0 })
      .where('file_id', '=', row.file_id)
      .where('path', '=', row.path)
      .execute();
  }

  /** Takes a file out of the index. */
  async remove(fileId: string): Promise<void> {
    await this.#db.deleteFrom('files').where('file_id', '=', fileId).execute();
  }

  /** Notes that a file is about to get a path; until it has, all else says where it was. */
  async announceMove(fileId: string, toPath: string): Promise<void> {
    await this.#db
      .insertInto('moves')
      .values({ file_id: fileId, to_path: toPath })
      .onConflict((conflict) => conflict.column('file_id').doUpdateSet({ to_path: toPath }))
      .execute();
  }

  /** Takes back that a file gets another path. */
  async withdrawMove(fileId: string): Promise<void> {
    await this.#db.deleteFrom('moves').where('file_id', '=', fileId).execute();
  }

  /** The files that were about to get another path. */
  async announcedMoves(): Promise<Selectable<MoveTable>[]> {
    return this.#db.selectFrom('moves').selectAll().execute();
  }

  /** Notes that a file has come to its new path, under the id that it has. */
  async arrive(before: FileRow, file: FoundFile): Promise<FileRow> {
    return this.#db.transaction().execute(async (trx) => {
      // A listing may have seen it there already, and given it another id.
      const seen = await trx
        .selectFrom('files')
        .selectAll()
        .where('path', '=', file.path)
        .where('present', '=', 1)
        .where('file_id', '!=', before.file_id)
        .executeTakeFirst();
      if (seen) await trx.deleteFrom('files').where('file_id', '=', seen.file_id).execute();
      const isSame =
        before.size === file.state.size && before.modified_ms === file.state.modifiedMs;
      const row = newRow(before.file_id, file, isSame ? before.sha256 : null);
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

type FileWhere = ExpressionBuilder<Tables, 'files'>;

const lyingIn =
  ({ folder, recursive }: Scope) =>
  (e: FileWhere) => {
    if (!recursive) return e('folder', '=', folder);
    // All that begins with "/a/": up to the character after "/" (which is "0").
    const prefix = prefixOf(folder);
    return e.and([e('path', '>=', prefix), e('path', '<', `${prefix.slice(0, -1)}0`)]);
  };

const within = (extent: Extent) => (e: FileWhere) => {
  if ('folders' in extent) return e('folder', 'in', extent.folders);
  if ('paths' in extent) return e('path', 'in', extent.paths);
  return lyingIn(extent)(e);
};

/** What holds for the rows that a query asks for. */
export const matching = (query: FileFilter) => (e: FileWhere) => {
  const conditions = [e('present', '=', 1), lyingIn(query)(e)];
  if (query.type) conditions.push(e('type', '=', query.type));
  if (!query.includeHidden) {
    const from = prefixOf(query.folder);
    // SQLite counts characters from 1; the remainder begins with the slash before the name.
    conditions.push(sql<boolean>`instr(substr(path, ${[...from].length}), '/.') = 0` as never);
  }
  return e.and(conditions);
};

const sameContent = (row: FileRow, state: FileState): FileRow | undefined =>
  row.version === state.version ? row : undefined;

function newRow(fileId: string, { path, name, state }: FoundFile, sha256: string | null): FileRow {
  const mediaType = mediaTypeOf(name);
  return {
    file_id: fileId,
    path,
    folder: folderOf(path),
    name,
    size: state.size,
    mime_type: mediaType,
    type: fileTypeOf(name, mediaType),
    sha256,
    created_ms: state.createdMs,
    modified_ms: state.modifiedMs,
    identity: state.identity,
    version: state.version,
    present: 1,
  };
}

/** Writes a file's present state over its row; the digest stays only where the content has. */
async function rewrite(
  trx: Transaction<Tables>,
  fileId: string,
  file: FoundFile,
  before?: FileRow,
): Promise<FileRow> {
  const sha256 = before?.version === file.state.version ? before.sha256 : null;
  const row = newRow(fileId, file, sha256);
  await trx.updateTable('files').set(row).where('file_id', '=', fileId).execute();
  return row;
}

async function markMissed(trx: Transaction<Tables>, rows: readonly FileRow[]): Promise<void> {
  for (let at = 0; at < rows.length; at += BATCH) {
    const ids = rows.slice(at, at + BATCH).map((row) => row.file_id);
    await trx.updateTable('files').set({ present: 0 }).where('file_id', 'in', ids).execute();
  }
}

/** What the index has of the same files at other paths; rows that were missed come first. */
async function byIdentity(
  trx: Transaction<Tables>,
  files: readonly FoundFile[],
): Promise<Map<string, FileRow[]>> {
  return ofIdentities(
    trx,
    files.map(({ state }) => state.identity),
  );
}

async function ofIdentities(
  trx: Transaction<Tables>,
  identities: readonly string[],
): Promise<Map<string, FileRow[]>> {
  if (identities.length === 0) return new Map();
  const rows = await trx
    .selectFrom('files')
    .selectAll()
    .where('identity', 'in', asList(identities))
    .orderBy('present')
    .execute();
  return Map.groupBy(rows, ({ identity }) => identity);
}

/** The ids of those files that went to the trash as they were, by path. */
async function inTrash(
  trx: Transaction<Tables>,
  files: readonly SeenFile[],
): Promise<Map<string, string>> {
  if (files.length === 0) return new Map();
  const rows = await trx
    .selectFrom('trash')
    .select(['file_id', 'path', sql<string>`file ->> 'version'`.as('version')])
    .where('path', 'in', asList(files.map(({ path }) => path)))
    .execute();
  const versions = new Map(files.map(({ path, version }) => [path, version]));
  return new Map(
    rows.flatMap(({ file_id, path, version }) =>
      versions.get(path) === version ? [[path, file_id] as const] : [],
    ),
  );
}

/** Adds digests to what the index has of files that are there as they were. */
async function noteUnknownDigests(
  trx: Transaction<Tables>,
  files: readonly SeenFile[],
): Promise<void> {
  if (files.length === 0) return;
  const values = JSON.stringify(files.map(({ path, sha256 }) => [path, sha256]));
  await sql`
    UPDATE files SET sha256 = told.value ->> 1 FROM json_each(${values}) AS told
    WHERE files.path = told.value ->> 0 AND files.present = 1
  `.execute(trx);
}

/** What the disk says of a file, or else what is left to say of one that is not as it was. */
const foundAs = (
  { path, size, modifiedMs, version }: SeenFile,
  state: FileState = {
    size,
    createdMs: modifiedMs,
    modifiedMs,
    identity: identityIn(version),
    version,
  },
): FoundFile => ({ path, name: nameOf(path), state });

/** All as one value: to prepare a statement with thousands of them takes longer than to run it. */
const asList = (values: readonly string[]) =>
  sql<string>`(SELECT value FROM json_each(${JSON.stringify(values)}))`;

const FILE_COLUMNS = [
  'file_id',
  'path',
  'folder',
  'name',
  'size',
  'mime_type',
  'type',
  'sha256',
  'created_ms',
  'modified_ms',
  'identity',
  'version',
  'present',
] as const satisfies readonly (keyof FileRow)[];
