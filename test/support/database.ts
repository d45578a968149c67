import { join } from 'node:path';
import Sqlite from 'better-sqlite3';
import { query } from './postgres.ts';
import type { TestServer } from './testServer.ts';

type Owner = Pick<TestServer, 'data'> & { readonly config?: TestServer['config'] };

/** Opens the SQLite database of a server beside it; the caller closes it. */
export const openDatabase = (
  { data }: Pick<TestServer, 'data'>,
  options: Sqlite.Options = {},
): Sqlite.Database => new Sqlite(join(data, 'file-organizer.sqlite'), options);

/** Runs a statement in the database of a server, whichever it is. @returns the rows */
export async function inDatabase(server: Owner, text: string): Promise<readonly unknown[]> {
  const url = server.config?.databaseUrl;
  if (url !== undefined) return (await query(url, text)).rows;
  const database = openDatabase(server);
  try {
    const statement = database.prepare(text);
    if (statement.reader) return statement.all();
    statement.run();
    return [];
  } finally {
    database.close();
  }
}

/**
 * Does something while a server cannot write to its database: SQLite's is locked, and PostgreSQL's accepts
 * no connection.
 */
export async function withoutDatabase(server: Owner, work: () => Promise<void>): Promise<void> {
  const url = server.config?.databaseUrl;
  if (url === undefined) {
    const database = openDatabase(server);
    database.exec('BEGIN IMMEDIATE');
    return work().finally(() => database.close());
  }
  const name = new URL(url).pathname.slice(1);
  const administration = url.replace(/[^/]*$/, 'postgres');
  await query(administration, `ALTER DATABASE ${name} ALLOW_CONNECTIONS false`);
  await query(
    administration,
    `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '${name}'`,
  );
  try {
    await work();
  } finally {
    await query(administration, `ALTER DATABASE ${name} ALLOW_CONNECTIONS true`);
  }
}
