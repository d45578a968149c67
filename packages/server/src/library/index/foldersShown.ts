import { compareNames } from '../../files/nameOrder.ts';
import { nameOf } from '../../files/path.ts';
import { sortKeyOf } from '../../files/sortKey.ts';
import type { FileQuery } from '../../storage/files/fileQuery.ts';

/** The folders that a list shows, in the order in which the database sorts files. */
export const foldersShown = (folders: readonly string[], query: FileQuery): string[] =>
  folders
    .filter((path) => query.includeHidden || !nameOf(path).startsWith('.'))
    .map((path) => ({ path, key: sortKeyOf(nameOf(path)) }))
    .sort(compareNames)
    .map(({ path }) => path);
