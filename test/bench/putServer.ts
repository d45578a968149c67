/**
 * The least that an upload must do, in bare Node.js: the same as `putServer.c`, with `node:http` and
 * better-sqlite3. What it takes more than the server in C is the price of language and runtime; what our
 * server takes more than this one is that of its code.
 *
 * Usage: putServer.ts <folder>; prints the URL.
 *
 * @module
 */
import { createHash } from 'node:crypto';
import {
  closeSync,
  fdatasync,
  fsync,
  linkSync,
  mkdirSync,
  openSync,
  unlinkSync,
  writevSync,
} from 'node:fs';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import Sqlite from 'better-sqlite3';

const flushData = promisify(fdatasync);
const flush = promisify(fsync);

/** A file that has its name, and whose name and row wait to be flushed. */
type Waiting = {
  readonly path: string;
  readonly sha256: Buffer;
  readonly size: number;
  readonly done: () => void;
};

const [library = '.'] = process.argv.slice(2);
const database = new Sqlite(join(library, '.index.db'));
database.pragma('journal_mode = WAL');
// The log is flushed on another thread, after the commit.
database.pragma('synchronous = NORMAL');
database.exec('CREATE TABLE files (path TEXT PRIMARY KEY, sha256 BLOB, size INTEGER)');
const insert = database.prepare('INSERT INTO files VALUES (?, ?, ?)');
const addAll = database.transaction((batch: readonly Waiting[]) => {
  for (const { path, sha256, size } of batch) insert.run(path, sha256, size);
});
const log = openSync(join(library, '.index.db-wal'), 'r+');

/** Open folders by path. */
const folders = new Map<string, number>();
let waiting: Waiting[] = [];
let isFlushing = false;
let staged = 0;

/** Flushes all that waits, together: folders once each, and one transaction. */
async function flushAll(): Promise<void> {
  if (isFlushing) return;
  isFlushing = true;
  while (waiting.length > 0) {
    const batch = waiting;
    waiting = [];
    const used = new Set(batch.map(({ path }) => folderOf(path)));
    const flushed = [...used].map((folder) => flush(folder));
    addAll(batch);
    await Promise.all([...flushed, flushData(log)]);
    for (const { done } of batch) done();
  }
  isFlushing = false;
}

/** The descriptor of a file's folder, which is created if needed. */
function folderOf(path: string): number {
  const folder = dirname(path);
  const known = folders.get(folder);
  if (known !== undefined) return known;
  mkdirSync(join(library, folder), { recursive: true });
  const opened = openSync(join(library, folder), 'r');
  folders.set(folder, opened);
  return opened;
}

/** Flushes a file, then gives it its name. */
async function store(path: string, pieces: readonly Buffer[]): Promise<void> {
  const place = join(library, `.staged-${++staged}`);
  const descriptor = openSync(place, 'wx', 0o644);
  writevSync(descriptor, pieces);
  await flushData(descriptor);
  closeSync(descriptor);
  folderOf(path);
  linkSync(place, join(library, path));
  unlinkSync(place);
}

function put(request: IncomingMessage, response: ServerResponse): void {
  const path = request.url ?? '';
  const hash = createHash('sha256');
  const pieces: Buffer[] = [];
  let size = 0;
  request.on('data', (piece: Buffer) => {
    hash.update(piece);
    pieces.push(piece);
    size += piece.length;
  });
  request.on('end', async () => {
    await store(path, pieces);
    const done = () => response.writeHead(201, { 'Content-Length': 0 }).end();
    waiting.push({ path, sha256: hash.digest(), size, done });
    await flushAll();
  });
}

const server = createServer(put).listen(0, '127.0.0.1', () => {
  console.log(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
});
