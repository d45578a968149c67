/**
 * What a flood of the worst requests that need no credentials does to everybody else: 1,000 at once of
 * each kind, five times, on a server with its usual settings. Prints how long a look at the health took
 * meanwhile, and the server's peak of memory; each kind has a server of its own.
 *
 * `node test/bench/floods.ts [part of a kind's name]`
 *
 * @module
 */
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { isMainThread, parentPort, Worker, workerData } from 'node:worker_threads';
import { buildServer } from '../../packages/server/build.ts';
import { memoryOf, serving } from './process.ts';

const AT_ONCE = 1_000;
const ROUNDS = 5;
/** How often the health is looked at, in milliseconds. */
const EVERY = 10;
/** How long a flood's answers are waited for, in milliseconds. */
const LONGEST = 60_000;

type Flood = { readonly url: string; readonly kind: string };

const many = (count: number, make: (at: number) => string): string =>
  Array.from({ length: count }, (_, at) => make(at)).join();
const post = (path: string, body: string): string =>
  `POST /api/v1${path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nContent-Type: application/json\r\nContent-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`;
const get = (path: string, headers = ''): string =>
  `GET ${path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n${headers}\r\n`;
const handshake =
  'Connection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n';
const largest = `{${many(80_000, (at) => `"k${at}":0`)}}`;

/** A request of each kind, by its number. */
const kinds: Readonly<Record<string, (at: number) => string>> = {
  'auth.login, 0.9 MB of unknown keys': () => post('/auth/login', largest),
  'auth.login, 16 KB of unknown keys': (at) =>
    post('/auth/login', `{"username":"u${at}",${many(2_000, (key) => `"${key}":0`)}}`),
  'auth.login, 16 KB of empty objects': (at) =>
    post('/auth/login', `{"username":"u${at}","password":[${'{},'.repeat(5_300)}{}]}`),
  'auth.login, 16 KB of nested lists': () => post('/auth/login', '['.repeat(16_384)),
  'auth.login, wrong passwords': (at) =>
    post('/auth/login', `{"username":"u${at}","password":"wrong"}`),
  'auth.refresh, 16 KB of unknown keys': (at) =>
    post('/auth/refresh', `{"refresh_token":"fr_${at}",${many(2_000, (key) => `"${key}":0`)}}`),
  'live.connect, wrong tickets': (at) => get(`/api/v1/ws/x?ticket=bad${at}`, handshake),
  'files.list, wrong keys': (at) => get('/api/v1/files', `X-API-Key: fo_a_${at}\r\n`),
  'system.health': () => get('/api/v1/health'),
  'system.ready': () => get('/api/v1/ready'),
  'system.openapi': () => get('/api/v1/openapi.json'),
  'system.docs': () => get('/docs'),
  'system.problem, a long code': () => get(`/docs/problems/${'%22'.repeat(5_000)}`),
  'no operation, a long path': () => get(`/${'%22'.repeat(5_000)}`),
};

/** Sends all requests of a kind at once, and reads what comes; in a thread of its own. */
async function flood({ url, kind }: Flood): Promise<Record<string, number>> {
  const { hostname, port } = new URL(url);
  const request = kinds[kind];
  if (!request) throw new TypeError(`There is no kind "${kind}"`);
  const requests = Array.from({ length: AT_ONCE }, (_, at) => Buffer.from(request(at)));
  const sockets = await Promise.all(
    requests.map(async () => {
      const socket = connect(Number(port), hostname);
      socket.on('error', () => {});
      await Promise.race([once(socket, 'connect'), once(socket, 'close')]);
      return socket;
    }),
  );
  parentPort?.postMessage('connected');
  const statuses: Record<string, number> = {};
  await Promise.all(
    sockets.map(async (socket, at) => {
      let status = 'none';
      socket.once('data', (chunk: Buffer) => {
        status = chunk.toString('latin1', 9, 12);
      });
      const closed = once(socket, 'close');
      socket.resume();
      socket.write(requests[at] ?? '');
      await Promise.race([closed, setTimeout(LONGEST)]);
      socket.destroy();
      statuses[status] = (statuses[status] ?? 0) + 1;
    }),
  );
  return statuses;
}

/** How long one look at the health takes on a connection of its own, in milliseconds. */
function lookAtHealth(url: string): Promise<number> {
  const { hostname, port } = new URL(url);
  const started = performance.now();
  return new Promise((resolve) => {
    const done = () => resolve(performance.now() - started);
    const socket = connect(Number(port), hostname, () => socket.write(get('/api/v1/health')));
    socket.on('error', done).on('close', done).resume();
  });
}

async function measure(kind: string): Promise<string[]> {
  const folder = await mkdtemp(join(tmpdir(), 'file-organizer-floods-'));
  const root = join(folder, 'library');
  await mkdir(root);
  const args = [await buildServer(), '--root', root, '--data', join(folder, 'data'), '--port', '0'];
  const server = await serving(args, /API +(http\S+)\/api/, join(folder, 'server.log'), {});
  try {
    const before = memoryOf(server.process.pid)?.peak;
    const looks: Promise<number>[] = [];
    const statuses: Record<string, number> = {};
    for (let round = 0; round < ROUNDS; round++) {
      const data: Flood = { url: server.url, kind };
      const worker = new Worker(new URL(import.meta.url), { workerData: data });
      await once(worker, 'message');
      let answered: Record<string, number> | undefined;
      worker.once('message', (message: Record<string, number>) => {
        answered = message;
      });
      while (!answered) {
        looks.push(lookAtHealth(server.url));
        await setTimeout(EVERY);
      }
      for (const [status, count] of Object.entries(answered)) {
        statuses[status] = (statuses[status] ?? 0) + count;
      }
    }
    const times = (await Promise.all(looks)).toSorted((a, b) => a - b);
    const p99 = times[Math.floor(times.length * 0.99)] ?? 0;
    return [
      kind,
      `${Math.round(p99)} ms`,
      `${Math.round(times.at(-1) ?? 0)} ms`,
      String(times.length),
      `${before} MiB`,
      `${memoryOf(server.process.pid)?.peak} MiB`,
      Object.entries(statuses)
        .map(([status, count]) => `${count} × ${status}`)
        .join(', '),
    ];
  } finally {
    await server.stop();
    await rm(folder, { recursive: true, force: true });
  }
}

if (!isMainThread) {
  parentPort?.postMessage(await flood(workerData as Flood));
} else if (import.meta.main) {
  const [part = ''] = process.argv.slice(2);
  if (!existsSync(fileURLToPath(new URL('../../docs/dist/reference.html', import.meta.url)))) {
    console.warn('The reference is not built, so system.docs answers 404 only.');
  }
  const head = ['Requests', 'p99', 'Longest', 'Looks', 'Memory before', 'Peak', 'Answers'];
  const rows = [head, head.map(() => '---')];
  for (const row of rows) console.log(`| ${row.join(' | ')} |`);
  for (const kind of Object.keys(kinds).filter((each) => each.includes(part))) {
    console.log(`| ${(await measure(kind)).join(' | ')} |`);
  }
}
