import { type RawBuilder, sql } from 'kysely';
import { prefixOf } from '../../files/path.ts';

/**
 * The condition for paths below a folder, at any depth: those with the prefix "/a/", up to the character after "/",
 * which is "0". An index on the column is used.
 *
 * @param column with virtual paths
 */
export const isBelow = (column: string, folder: string): RawBuilder<boolean> => {
  const path = sql.ref(column);
  if (folder === '/') return sql<boolean>`${path} <> '/'`;
  const prefix = prefixOf(folder);
  return sql<boolean>`(${path} >= ${prefix} AND ${path} < ${`${prefix.slice(0, -1)}0`})`;
};
