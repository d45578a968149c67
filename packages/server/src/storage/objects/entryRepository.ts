/**
 * SQL for the table `entries`, the tree of object mode. What changes something takes the transaction of its
 * caller, so that names, files and objects change together. Paths are normalized virtual paths.
 *
 * @module
 */
import {
  type ExpressionBuilder,
  type Kysely,
  type Selectable,
  sql,
  type Transaction,
} from 'kysely';
import { childOf, folderOf, foldName, nameOf } from '../../files/path.ts';
import { dialectOf } from '../database.ts';
import { isBelow } from '../files/below.ts';
import type { EntryTable, Tables } from '../tables.ts';

export type EntryRow = Selectable<EntryTable>;

/** Why a path cannot be used; `path` is that of the entry in the way, in its own spelling. */
export type Conflict = {
  /** `spelling`: it differs in case or Unicode form only. */
  readonly kind: 'spelling' | 'file' | 'folder';
  readonly path: string;
  readonly fileId: string | null;
};

export const pathOf = ({ folder, name }: Pick<EntryRow, 'folder' | 'name'>): string =>
  childOf(folder, name);

/** The entry in the way of a path, in any spelling; undefined if the path is free. */
export async function conflictAt(db: Kysely<Tables>, path: string): Promise<Conflict | undefined> {
  const entry = await entryLike(db, path);
  return entry && conflictOf(entry, path);
}

/** Identifies a path in all spellings of its name. */
export const keyOf = (path: string): string => childOf(folderOf(path), foldName(nameOf(path)));

/** The entries at some paths, in any spelling of their names, by {@link keyOf}. */
export async function entriesAt(
  db: Kysely<Tables>,
  paths: readonly string[],
): Promise<Map<string, EntryRow>> {
  if (paths.length === 0) return new Map();
  const wanted = dialectOf(db).table(
    { folder: 'text', folded_name: 'text' },
    paths.map((path) => ({ folder: folderOf(path), folded_name: foldName(nameOf(path)) })),
  );
  const { rows } = await sql<EntryRow>`SELECT entries.* FROM ${wanted} AS wanted
    JOIN entries USING (folder, folded_name)`.execute(db);
  return new Map(rows.map((row) => [childOf(row.folder, row.folded_name), row]));
}

/** Whether a folder exists, in this spelling. */
export async function folderExists(db: Kysely<Tables>, path: string): Promise<boolean> {
  if (path === '/') return true;
  const entry = await entryLike(db, path);
  return entry?.name === nameOf(path) && entry.file_id === null;
}

/**
 * The first name on the way to a folder that is not a folder in this spelling; undefined if there is none,
 * which says nothing about missing ones.
 */
export async function conflictOnWay(
  db: Kysely<Tables>,
  folder: string,
): Promise<Conflict | undefined> {
  const paths = pathsTo(folder);
  const there = await entriesAt(db, paths);
  for (const path of paths) {
    const entry = there.get(keyOf(path));
    if (!entry) return undefined;
    if (entry.name !== nameOf(path) || entry.file_id !== null) return conflictOf(entry, path);
  }
  return undefined;
}

/**
 * Creates a folder and its missing parents.
 *
 * @param now in milliseconds since 1970
 * @returns the paths created, topmost first, or what is in the way
 */
export async function ensureFolder(
  trx: Transaction<Tables>,
  folder: string,
  now: number,
): Promise<{ readonly created: string[] } | { readonly conflict: Conflict }> {
  const paths = pathsTo(folder);
  const there = await entriesAt(trx, paths);
  const missing: string[] = [];
  for (const path of paths) {
    const entry = there.get(keyOf(path));
    if (!entry || missing.length > 0) missing.push(path);
    else if (entry.name !== nameOf(path) || entry.file_id !== null)
      return { conflict: conflictOf(entry, path) };
  }
  const rows = missing.map((path) => newEntry(path, null, now));
  await dialectOf(trx).insert(trx, 'entries', COLUMNS, rows);
  return { created: missing };
}

/**
 * Gives a file a path. Its folder must exist; see {@link ensureFolder}.
 *
 * @returns what is in the way, if the path is not free
 */
export async function insertFile(
  trx: Transaction<Tables>,
  path: string,
  fileId: string,
  now: number,
): Promise<Conflict | undefined> {
  const inserted = await trx
    .insertInto('entries')
    .values(newEntry(path, fileId, now))
    .onConflict((conflict) => conflict.columns(['folder', 'folded_name']).doNothing())
    .returning('name')
    .executeTakeFirst();
  return inserted ? undefined : conflictAt(trx, path);
}

/**
 * Gives a file another path, of which only the case or Unicode form may differ. The folder of the new path must
 * exist. The row in `files` is the caller's.
 *
 * @returns what is in the way, if the path is not free; then nothing has changed
 */
export async function moveFile(
  trx: Transaction<Tables>,
  from: string,
  to: string,
  now: number,
): Promise<Conflict | undefined> {
  const source = await entryLike(trx, from);
  if (!source?.file_id) throw new TypeError(`No entry has the path ${from}`);
  const there = await conflictAt(trx, to);
  if (there && there.fileId !== source.file_id) return there;
  await trx
    .updateTable('entries')
    .set({ ...placeOf(to), modified_ms: now })
    .where(isAt(from))
    .execute();
  return undefined;
}

/** Removes the entry of a file. Folders above it stay. */
export async function removeFile(trx: Transaction<Tables>, path: string): Promise<void> {
  await trx.deleteFrom('entries').where(isAt(path)).where('file_id', 'is not', null).execute();
}

/** Removes the entry of a folder. @returns false if something is in it, or there is no such folder */
export async function removeEmptyFolder(trx: Transaction<Tables>, path: string): Promise<boolean> {
  const { numDeletedRows } = await trx
    .deleteFrom('entries')
    .where(isAt(path))
    .where('file_id', 'is', null)
    .where(({ not, exists, selectFrom }) =>
      not(exists(selectFrom('entries as child').select('name').where('child.folder', '=', path))),
    )
    .executeTakeFirst();
  return numDeletedRows > 0n;
}

/**
 * Moves a folder with everything in it: the entries and the files, in the trash none. The folder of the new
 * path must exist, and must not be within the one that moves.
 *
 * @returns what is in the way, if the path is not free; then nothing has changed
 */
export async function moveFolder(
  trx: Transaction<Tables>,
  from: string,
  to: string,
  now: number,
): Promise<Conflict | undefined> {
  const there = await entryLike(trx, to);
  const isItself = there?.file_id === null && pathOf(there) === from;
  if (there && !isItself) return conflictOf(there, to);
  await trx
    .updateTable('entries')
    .set({ ...placeOf(to), modified_ms: now })
    .where(isAt(from))
    .execute();
  // SQL counts characters from 1; what follows starts with the slash after the folder.
  const rest = [...from].length + 1;
  const moved = (column: 'folder' | 'path') =>
    sql<string>`${to}::text || substr(${sql.ref(column)}, ${rest}::integer)`;
  await trx
    .updateTable('entries')
    .set({ folder: moved('folder') })
    .where((e) => e.or([e('folder', '=', from), isBelow('folder', from)]))
    .execute();
  await trx
    .updateTable('files')
    .set({ path: moved('path'), folder: moved('folder') })
    .where('present', '=', sql.lit(1))
    .where(isBelow('path', from))
    .execute();
  return undefined;
}

/** The paths of the folders directly in a folder, in no particular order. */
export async function foldersIn(db: Kysely<Tables>, folder: string): Promise<string[]> {
  const rows = await db
    .selectFrom('entries')
    .select(['folder', 'name'])
    .where('folder', '=', folder)
    .where('file_id', 'is', null)
    .execute();
  return rows.map(pathOf);
}

async function entryLike(db: Kysely<Tables>, path: string): Promise<EntryRow | undefined> {
  return db.selectFrom('entries').selectAll().where(isAt(path)).executeTakeFirst();
}

/** What is in the way of a path: the entry that has its name, in any spelling. */
export const conflictOf = (entry: EntryRow, path: string): Conflict => {
  const kind = entry.file_id === null ? 'folder' : 'file';
  return {
    kind: entry.name === nameOf(path) ? kind : 'spelling',
    path: pathOf(entry),
    fileId: entry.file_id,
  };
};

const COLUMNS = [
  ...(['folder', 'folded_name', 'name', 'file_id', 'created_ms', 'modified_ms'] as const),
] as const;

const placeOf = (path: string): Pick<EntryRow, 'folder' | 'folded_name' | 'name'> => ({
  folder: folderOf(path),
  folded_name: foldName(nameOf(path)),
  name: nameOf(path),
});

const newEntry = (path: string, fileId: string | null, now: number): EntryRow => ({
  ...placeOf(path),
  file_id: fileId,
  created_ms: now,
  modified_ms: now,
});

/** The folders above a path, topmost first, without the root. */
export const foldersTo = (path: string): string[] => pathsTo(folderOf(path));

/** `/a`, `/a/b` and `/a/b/c` for `/a/b/c`; nothing for the root. */
export function pathsTo(folder: string): string[] {
  const paths: string[] = [];
  for (let path = folder; path !== '/'; path = folderOf(path)) paths.unshift(path);
  return paths;
}

type EntryWhere = ExpressionBuilder<Tables, 'entries'>;

/** The entry of a path, in any spelling of its name. */
const isAt = (path: string) => (e: EntryWhere) =>
  e.and([e('folder', '=', folderOf(path)), e('folded_name', '=', foldName(nameOf(path)))]);
