/**
 * Which rows a list of files consists of, as conditions of SQL.
 *
 * @module
 */
import { type ExpressionBuilder, type Kysely, type RawBuilder, sql } from 'kysely';
import type { FileType } from '../../contract.ts';
import { prefixOf } from '../../files/path.ts';
import { type Database, listOf } from '../database.ts';
import type { Tables } from '../tables.ts';
import { isBelow } from './below.ts';

/** The order of a list; ties are broken by path. */
export type FileOrder = {
  readonly by: 'name' | 'size' | 'created' | 'modified';
  readonly direction: 'asc' | 'desc';
};

/** The end of a page: the last file's sort value, and its path. */
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

/** A folder, alone or with everything below it. */
export type Scope = { readonly folder: string; readonly recursive: boolean };

/** The part to reconcile: folders without their subfolders, paths, or a scope. */
export type Extent =
  | Scope
  | { readonly folders: readonly string[] }
  | { readonly paths: readonly string[] };

type FileWhere = ExpressionBuilder<Tables, 'files'>;

/**
 * The value of `present` for existing files, as a literal. SQLite would use an index `WHERE present = 1`
 * for a bound parameter too, but prepares the statement again each time a value is bound.
 */
export const PRESENT = sql.lit(1);

/** The paths of files, for `in`. */
export const pathsOf = (
  db: Kysely<Tables>,
  files: readonly { readonly path: string }[],
): RawBuilder<string> =>
  listOf(
    db,
    files.map(({ path }) => path),
  );

const lyingIn =
  ({ folder, recursive }: Scope) =>
  (e: FileWhere) => {
    if (!recursive) return e('folder', '=', folder);
    // Every path; a condition would have SQLite read all files by path, and sort them, for each page.
    if (folder === '/') return sql<boolean>`TRUE`;
    return isBelow('path', folder);
  };

/** The condition for rows of an extent. */
export const within = (db: Database, extent: Extent) => (e: FileWhere) => {
  if ('folders' in extent) return e('folder', 'in', listOf(db, extent.folders));
  if ('paths' in extent) return e('path', 'in', listOf(db, extent.paths));
  return lyingIn(extent)(e);
};

/** The condition for rows that match a query. */
export const matching = (query: FileFilter) => (e: FileWhere) => {
  const conditions = [e('present', '=', PRESENT), lyingIn(query)(e)];
  if (query.type) conditions.push(e('type', '=', query.type));
  if (!query.includeHidden) {
    const from = prefixOf(query.folder);
    // SQL counts characters from 1; the remainder starts with the slash before the name.
    conditions.push(sql<boolean>`instr(substr(path, ${[...from].length}), '/.') = 0` as never);
  }
  return e.and(conditions);
};
