import { join } from 'node:path';
import Sqlite from 'better-sqlite3';
import type { TestServer } from './testServer.ts';

/** Opens the database of a server beside it; the caller closes it. */
export const openDatabase = (
  { data }: Pick<TestServer, 'data'>,
  options: Sqlite.Options = {},
): Sqlite.Database => new Sqlite(join(data, 'file-organizer.sqlite'), options);
