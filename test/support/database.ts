import { rename } from 'node:fs/promises';
import { join } from 'node:path';
import Sqlite from 'better-sqlite3';
import { until } from './library.ts';
import { query } from './postgres.ts';
import type { TestServer } from './testServer.ts';

type Owner = Pick<TestServer, 'data'> & { readonly config?: TestServer['config'] };

/** Opens the SQLite database of a server beside it; the caller closes it. */
export const openDatabase = (
  { data }: Pick<TestServer, 'data'>,
  options: Sqlite.Options = {},
): Sqlite.Database => new Sqlite(join(data, 'file-organizer.sqlite'), options);

/**
 * Runs a statement in the database of a server, whichever it is.
 *
 * @param values for each `?`
 * @returns the rows
 */
export async function inDatabase<Row extends object>(
  server: Owner,
  text: string,
  values: readonly unknown[] = [],
): Promise<readonly Row[]> {
  const url = server.config?.databaseUrl;
  if (url !== undefined) {
    let at = 0;
    const numbered = text.replaceAll('?', () => `$${++at}`);
    return (await query(url, numbered, values)).rows;
  }
  const database = openDatabase(server);
  try {
    const statement = database.prepare<unknown[], Row>(text);
    if (statement.reader) return statement.all(...values);
    statement.run(...values);
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

/** Waits until a server can write again: it takes a moment to connect to PostgreSQL. */
export async function untilConnected(server: Pick<TestServer, 'fetch'>): Promise<void> {
  const isReady = async () => (await server.fetch('/api/v1/ready')).status === 200;
  await until('the database can be written', isReady);
}

/**
 * Lets time pass for what expires by the clock of PostgreSQL, which no test can set. SQLite has no clock of its own.
 *
 * @param time in milliseconds
 */
export async function passInDatabase(server: Owner, time: number): Promise<void> {
  if (server.config?.databaseUrl === undefined) return;
  for (const change of [
    `limit_counters SET ends_at = ends_at - interval '${time} milliseconds'`,
    `tickets SET expires_at = expires_at - interval '${time} milliseconds'`,
    `idempotent_answers SET expires_ms = expires_ms - ${time}`,
  ]) {
    await inDatabase(server, `UPDATE ${change}`);
  }
}

/**
 * Makes a server read its keys again. What another program does to the tables of PostgreSQL, such as to
 * rename one, is not reported to it.
 */
export const forgetCachedKeys = ({ keys }: Pick<TestServer, 'keys'>): Promise<void> =>
  keys.install('fo_forget_cachedkeys', 'written so that no key stays cached', []);

/** Does something while a server has no library: its folder is away, or the database that has the paths. */
export async function withoutLibrary(
  server: Owner & Pick<TestServer, 'root'>,
  work: () => Promise<void>,
): Promise<void> {
  if (server.config?.objectStorage) return withoutDatabase(server, work);
  const away = `${server.root}-away`;
  await rename(server.root, away);
  try {
    await work();
  } finally {
    await rename(away, server.root);
  }
}
