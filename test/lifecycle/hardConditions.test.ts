/**
 * The server as a command where its data cannot be used, or the system gives it little: one sentence
 * says what is wrong and what to do, and nothing is touched.
 */
import { closeSync, cpSync, existsSync, openSync, statSync, writeSync } from 'node:fs';
import { chmod, chown, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Sqlite from 'better-sqlite3';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { mountAt, run as runCommand } from '../support/disks.ts';
import { ServerProcess } from '../support/serverProcess.ts';
import { canBeStranger, stranger } from '../support/stranger.ts';

/** The data of a server that has stopped in order. */
let used: string;
let folder: string;
const key = 'fo_abc123_token456';
const env = { FILE_ORGANIZER_API_KEY: key };
const started: ServerProcess[] = [];

beforeAll(async () => {
  used = await mkdtemp(join(tmpdir(), 'file-organizer-used-'));
  const server = new ServerProcess(['--port', '0'], {}, used);
  await server.url();
  await server.end('SIGTERM');
});
afterAll(() => rm(used, { recursive: true }));
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'file-organizer-hard-'));
  cpSync(used, folder, { recursive: true });
});
afterEach(async () => {
  for (const server of started.splice(0)) {
    if (server.child.exitCode === null) await server.end('SIGKILL');
  }
  await rm(folder, { recursive: true, force: true });
});

const inData = (...names: readonly string[]) => join(folder, '.file-organizer', ...names);
const database = () => inData('file-organizer.sqlite');

function run(args: readonly string[] = [], as?: number, wrap?: string): ServerProcess {
  const server = new ServerProcess(['--port', '0', ...args], env, folder, as, wrap);
  started.push(server);
  return server;
}

/** What all files in a folder hold. */
async function contents(of: string): Promise<Map<string, string>> {
  const found = new Map<string, string>();
  for (const name of (await readdir(of, { recursive: true })).sort()) {
    const path = join(of, name);
    if (statSync(path).isFile()) found.set(name, await readFile(path, 'latin1'));
  }
  return found;
}

/** Starts a server in vain, and gives the one line that it says. */
async function refused(...how: Parameters<typeof run>): Promise<string> {
  const before = await contents(folder);
  const { code, stderr, stdout } = await run(...how).end();
  expect(code).toBe(2);
  expect(stdout).toBe('');
  const after = await contents(folder);
  // SQLite makes and removes these by itself.
  for (const map of [before, after]) map.delete('.file-organizer/file-organizer.sqlite-shm');
  expect(after).toEqual(before);
  expect(stderr.trimEnd().split('\n')).toHaveLength(1);
  return stderr;
}

describe('a database', () => {
  it('that is not a database is refused', async () => {
    await writeFile(database(), 'garbage '.repeat(10_000));
    expect(await refused()).toMatch(/database .+ is damaged.+backup/);
  });

  it('with damaged pages is refused', async () => {
    const bytes = await readFile(database());
    await writeFile(database(), bytes.fill(0xa5, 4096));
    expect(await refused()).toMatch(/database .+ is damaged.+backup/);
  });

  it('that is truncated is refused', async () => {
    const bytes = await readFile(database());
    await writeFile(database(), bytes.subarray(0, 4096));
    expect(await refused()).toMatch(/database .+ is damaged.+backup/);
  });

  it('of a newer server is refused', async () => {
    const sqlite = new Sqlite(database());
    sqlite.exec("INSERT INTO kysely_migration VALUES ('9999_later', '2030-01-01T00:00:00.000Z')");
    sqlite.close();
    expect(await refused()).toMatch(/written by a newer version.+9999_later/);
  });

  it('that another program has locked is refused', async () => {
    const sqlite = new Sqlite(database());
    sqlite.exec('PRAGMA locking_mode = EXCLUSIVE; BEGIN EXCLUSIVE');
    try {
      const { code, stderr } = await run().end();
      expect(stderr).toMatch(/Another program has locked the database .+ start the server again/);
      expect(code).toBe(2);
    } finally {
      sqlite.close();
    }
  });

  it('that is a folder is refused', async () => {
    await rm(database());
    await mkdir(database());
    expect(await refused()).toMatch(/Cannot open the database/);
  });

  it.skipIf(!canBeStranger)('that is read-only is refused', async () => {
    if (stranger !== undefined) {
      for (const name of [folder, inData(), join(folder, 'library')]) {
        await chown(name, stranger, stranger);
      }
    }
    await chmod(database(), 0o444);
    const { code, stderr } = await run([], stranger).end();
    expect(stderr).toMatch(/not have permission to write .+file-organizer\.sqlite/);
    expect(code).toBe(2);
  });

  it('is not created if the lock is damaged', async () => {
    await rm(database());
    await rm(join(folder, 'library'), { recursive: true });
    await writeFile(inData('server.lock'), 'garbage '.repeat(1_000));
    expect(await refused()).toMatch(/server\.lock is damaged.+delete it/);
  });

  it('that is damaged does not cause a new library', async () => {
    await rm(join(folder, 'library'), { recursive: true });
    await writeFile(database(), 'garbage '.repeat(10_000));
    await refused();
    expect(existsSync(join(folder, 'library'))).toBe(false);
  });
});

const canMount = (() => {
  const unmount = mountAt(join(tmpdir(), `file-organizer-probe-${process.pid}`), 'size=1m');
  unmount?.();
  return unmount !== undefined;
})();
if (!canMount) console.warn('Skipped: no disk can be mounted here; run this as root');

describe.skipIf(!canMount)('a disk', () => {
  let unmount: (() => void) | undefined;
  afterEach(() => unmount?.());
  const disk = () => join(folder, 'disk');

  it('that is full is refused for new data', async () => {
    unmount = mountAt(disk(), 'size=64k');
    const { code, stderr } = await run(['--data', join(disk(), 'data')]).end();
    expect(stderr).toMatch(/disk .+ is full.+free some space/);
    expect(stderr.trimEnd().split('\n')).toHaveLength(1);
    expect(code).toBe(2);
  });

  it('that is full is refused for existing data', async () => {
    unmount = mountAt(disk(), 'size=2m');
    cpSync(inData(), join(disk(), 'data'), { recursive: true });
    const filler = openSync(join(disk(), 'filler'), 'w');
    const fill = () => {
      for (;;) writeSync(filler, Buffer.alloc(512));
    };
    expect(fill).toThrow('ENOSPC');
    closeSync(filler);
    const { code, stderr } = await run(['--data', join(disk(), 'data')]).end();
    expect(stderr).toMatch(/disk .*is full.+free some space/);
    expect(stderr.trimEnd().split('\n')).toHaveLength(1);
    expect(code).toBe(2);
  });

  it('that is read-only is refused for existing data', async () => {
    unmount = mountAt(disk(), 'size=8m');
    cpSync(inData(), join(disk(), 'data'), { recursive: true });
    runCommand('mount', '-o', 'remount,ro', disk());
    expect(await refused(['--data', join(disk(), 'data')])).toContain(
      'does not have permission to read and write in',
    );
  });

  it('that is read-only is refused for new data', async () => {
    unmount = mountAt(disk(), 'size=8m');
    runCommand('mount', '-o', 'remount,ro', disk());
    expect(await refused(['--data', join(disk(), 'data')])).toContain(
      '(EROFS); its disk is read-only: mount it for writing',
    );
  });
});

it('serves requests with a limit of 256 open files', async () => {
  const server = run([], undefined, 'ulimit -n 256');
  const url = await server.url();
  const headers = { 'X-API-Key': key };
  for (const path of ['health', 'files?recursive=true', 'search?q=welcome']) {
    expect((await fetch(`${url}/api/v1/${path}`, { headers })).status).toBe(200);
  }
  expect((await server.end('SIGTERM')).code).toBe(0);
});

it('serves requests after the clock was set back by a year', async () => {
  const sqlite = new Sqlite(database());
  const columns = sqlite
    .prepare<[], { table: string; column: string }>(
      `SELECT m.name AS "table", c.name AS "column" FROM sqlite_schema AS m, pragma_table_info(m.name) AS c
        WHERE m.type = 'table' AND c.name LIKE '%\\_ms' ESCAPE '\\'`,
    )
    .all();
  expect(columns.length).toBeGreaterThan(5);
  for (const { table, column } of columns) {
    sqlite.exec(`UPDATE ${table} SET ${column} = ${column} + 31536000000`);
  }
  sqlite.close();
  const server = run();
  const url = await server.url();
  const headers = { 'X-API-Key': key };
  for (const path of ['ready', 'files?recursive=true', 'search?q=welcome', 'organize/jobs']) {
    expect((await fetch(`${url}/api/v1/${path}`, { headers })).status, path).toBe(200);
  }
  expect((await server.end('SIGTERM')).code).toBe(0);
});
