/**
 * The server under a mixed load of both clients, raw requests and sockets, killed and started again
 * and again; then once more for as long without being killed. Nothing that it acknowledged is lost,
 * no answer is an error of the server, and memory and descriptors are at rest what they were before.
 * `pnpm test:faults` does it for an hour: `SOAK_MINUTES` is how long, `SEED` repeats the order.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { randomOf } from 'contract-first/schema';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { seed } from '../support/seed.ts';
import { ServerProcess } from '../support/serverProcess.ts';
import { differences, type Snapshot, snapshotOf } from '../support/snapshot.ts';
import { waitForJob } from '../support/testServer.ts';
import { Ledger } from './soaking/ledger.ts';
import { type Held, heldBy, Watch } from './soaking/measured.ts';
import * as workers from './soaking/workers.ts';

const key = 'fo_soak_0123456789abcdef';
const minutes = Number(process.env.SOAK_MINUTES ?? 0.2);
/** Half of the time the server is killed, each time after this long; in milliseconds. */
const LIFE = Math.max(3_000, Math.min(120_000, (minutes * 60_000) / 8));
/** How often the load stops in the other half, to see what is left at rest. */
const RESTS = 4;
const QUIET_MS = minutes < 5 ? 3_000 : 30_000;

let folder: string;
let root: string;
let port: number;
let server: ServerProcess;
let python: ChildProcess | undefined;
let organized: Snapshot;
const ledger = new Ledger();
const counts = new Map<string, number>();
const faults: string[] = [];
const random = randomOf(seed);
const watch = new Watch(() => server?.child.pid);

const address = () => `http://127.0.0.1:${port}`;
const request = (path: string, init: RequestInit = {}) =>
  fetch(address() + path, { ...init, headers: { ...init.headers, 'X-API-Key': key } });

async function freePort(): Promise<number> {
  const listener = createServer().listen(0, '127.0.0.1');
  await once(listener, 'listening');
  const found = listener.address();
  listener.close();
  await once(listener, 'close');
  return typeof found === 'object' && found ? found.port : 0;
}

/** On the same port each time: clients come back to where they were. */
async function start(): Promise<void> {
  server = new ServerProcess(
    ['--port', String(port), '--root', root, '--data', join(folder, 'data')],
    { FILE_ORGANIZER_API_KEY: key, FILE_ORGANIZER_RATE_LIMIT_SCALE: '0' },
  );
  await server.url();
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'file-organizer-soak-'));
  root = join(folder, 'library');
  for (let n = 0; n < 150; n++) {
    const place = join(root, 'organized', ['a', 'b/c', 'd'][n % 3] ?? '');
    await mkdir(place, { recursive: true });
    const type = ['txt', 'jpg', 'pdf', 'mp3'][n % 4];
    await writeFile(join(place, `report ${n}.${type}`), `content ${Math.floor(n / 2)}`);
  }
  organized = snapshotOf(join(root, 'organized'));
  port = await freePort();
  await start();
  python = startPython();
});
afterAll(async () => {
  watch.stop();
  python?.kill('SIGKILL');
  if (server.child.exitCode === null) await server.end('SIGKILL');
  await rm(folder, { recursive: true, force: true });
});

function startPython(): ChildProcess | undefined {
  const program = join(import.meta.dirname, '../../packages/client-python/.venv/bin/python');
  if (!existsSync(program)) {
    console.warn('Without the Python client: run `pnpm test:python` once to install it');
    return undefined;
  }
  const script = join(import.meta.dirname, 'soaking/python_client.py');
  const child = spawn(program, [script, address(), key], { stdio: ['pipe', 'pipe', 'inherit'] });
  let rest = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    const lines = (rest + text).split('\n');
    rest = lines.pop() ?? '';
    for (const line of lines) {
      ledger.put(line.slice(0, 64), line.slice(65));
      counts.set(
        'uploads by the Python client',
        (counts.get('uploads by the Python client') ?? 0) + 1,
      );
    }
  });
  return child;
}

/** Works on the server for a while; what is under way when it ends is waited for. */
async function underLoad(
  ms: number,
  during: (signal: AbortSignal) => Promise<void>,
): Promise<void> {
  const ending = new AbortController();
  const load = { url: address(), key, ledger, signal: ending.signal, random, counts, faults };
  const working = [
    ...['one', 'two', 'three'].map((name) => workers.write(load, name)),
    ...[workers.read(load), workers.read(load), workers.organize(load)],
    ...[workers.listen(load), workers.listen(load), workers.upload(load)],
  ];
  const timer = setTimeout(() => ending.abort(), ms);
  try {
    await during(ending.signal);
  } finally {
    clearTimeout(timer);
    ending.abort();
    await Promise.all(working);
  }
}

const passed = (signal: AbortSignal) =>
  signal.aborted ? Promise.resolve() : once(signal, 'abort').then(() => {});

/** Undoes what a worker has left organized, and says what is not as it was before all. */
async function organizedAgain(): Promise<string[]> {
  for (const status of ['executing', 'completed', 'rolling_back']) {
    const list = await request(`/api/v1/organize/jobs?status=${status}&limit=1000`);
    const { items } = (await list.json()) as { items: { job_id: string }[] };
    for (const { job_id: id } of items) {
      const job = await waitForJob({ fetch: request }, id, 'completed', 'rolled_back');
      if (job.status === 'rolled_back') continue;
      const asked = await request(`/api/v1/organize/jobs/${id}/rollback`, { method: 'POST' });
      // A search for duplicates has changed nothing that could be undone.
      const { code } = (await asked.json()) as { code?: string };
      if (code === 'job_not_reversible') continue;
      expect(asked.status, code).toBe(202);
      await waitForJob({ fetch: request }, id, 'rolled_back');
    }
  }
  // Jobs that overlapped may have left folders; of files none may be missing, new or elsewhere.
  const files = differences(organized, snapshotOf(join(root, 'organized')));
  return files.filter((difference) => / file /.test(difference));
}

it(
  `loses nothing under a mixed load with bounded memory (SEED=${seed})`,
  async () => {
    const half = (minutes * 60_000) / 2;
    let kills = 0;
    await underLoad(half, async (signal) => {
      while (!signal.aborted) {
        await Promise.race([sleep(LIFE * (0.5 + random())), passed(signal)]);
        await server.end('SIGKILL');
        kills += 1;
        await start();
      }
    });
    expect(await ledger.lost(root), 'after kills').toEqual([]);

    const rests: Held[] = [];
    const peaks: Held[] = [];
    for (let rest = 0; rest < RESTS; rest++) {
      watch.reset();
      await underLoad(half / RESTS, passed);
      peaks.push(watch.peak);
      await sleep(QUIET_MS);
      rests.push(heldBy(server.child.pid));
    }
    python?.stdin?.end();
    if (python) await once(python, 'close');

    const table = [`${minutes} min, ${kills} kills, ${ledger.size} files in the ledger`];
    for (const [what, count] of counts) table.push(`  ${String(count).padStart(8)} ${what}`);
    const told = ({ memory, descriptors }: Held) =>
      `${Math.round(memory)} MiB, ${descriptors} descriptors`;
    for (const [at, peak] of peaks.entries())
      table.push(
        `  load ${at + 1}: at most ${told(peak)}; then at rest ${told(rests[at] ?? peak)}`,
      );
    console.log(table.join('\n'));

    expect(faults).toEqual([]);
    expect(await organizedAgain()).toEqual([]);
    expect(await ledger.lost(root)).toEqual([]);
    // During the first load, code runs that has not run before; what leaks grows with each load.
    const [first, last] = [rests[1], rests.at(-1)];
    if (!first || !last) throw new Error('Nothing was measured');
    // Python's connection may be open or not, and a search's process may still be there.
    expect(last.descriptors).toBeLessThanOrEqual(first.descriptors + 10);
    expect(last.memory).toBeLessThan(first.memory * 1.25 + 30);
  },
  minutes * 60_000 + 300_000,
);
