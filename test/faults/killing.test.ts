/**
 * The server is killed at a random moment of a scan, an execution or a rollback; the next one goes
 * on where it was. Nothing is lost, and a rollback gives back the exact tree, times included.
 * `pnpm test:faults` does it 300 times; `SEED=…` repeats what has failed.
 */
import { readdirSync } from 'node:fs';
import { chmod, mkdir, mkdtemp, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { randomOf } from 'contract-first/schema';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { mountAt } from '../support/disks.ts';
import { ownDatabase } from '../support/postgres.ts';
import { seed } from '../support/seed.ts';
import { ServerProcess } from '../support/serverProcess.ts';
import { contentsOf, differences, snapshotOf } from '../support/snapshot.ts';
import { json, waitForJob } from '../support/testServer.ts';

const key = 'fo_abc123_token456';
const rounds = Number(process.env.ROUNDS ?? 4);
/** In the long run more than two batches of the journal. */
const FILES = rounds > 100 ? 2_200 : 60;
const PHASES = ['scan', 'execute', 'rollback'] as const;
type Phase = (typeof PHASES)[number];

const databaseUrl = await ownDatabase();
let folder: string;
let root: string;
let server: ServerProcess;
let request: (path: string, init?: RequestInit) => Promise<Response>;
/** How long each phase has taken when nobody disturbed it, in milliseconds. */
const took: Record<Phase, number> = { scan: 100, execute: 100, rollback: 100 };

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'file-organizer-kill-'));
  root = join(folder, 'library');
  await makeTree(randomOf(seed));
  await start();
  // One that is killed leaves nothing compiled behind.
  await server.end('SIGTERM');
  await start();
});
afterAll(async () => {
  if (server.child.exitCode === null) await server.end('SIGKILL');
  await rm(folder, { recursive: true, force: true });
});

/** Small files of several kinds in folders of several depths, some of one name, of many dates. */
async function makeTree(random: () => number): Promise<void> {
  const pick = <T>(of: readonly T[]): T => of[Math.floor(random() * of.length)] as T;
  const folders = new Set<string>();
  for (let n = 0; n < FILES; n++) {
    const depth = Math.floor(random() * 4);
    const path = Array.from({ length: depth }, () => `${pick(['a', 'b', 'ü c'])}${depth}`);
    const name = `${pick(['report', 'Report', `note ${n}`])}.${pick(['txt', 'jpg', 'zip', 'mp3', 'ts'])}`;
    const place = join(root, ...path, name);
    await mkdir(dirname(place), { recursive: true });
    await writeFile(place, `content ${Math.floor(n / 2)}`, { mode: pick([0o644, 0o600, 0o755]) });
    const when = new Date(Date.UTC(2015 + (n % 11), n % 12, 1 + (n % 28)));
    await utimes(place, when, when);
    for (let at = dirname(place); at !== root; at = dirname(at)) folders.add(at);
  }
  for (const place of folders) {
    await chmod(place, pick([0o755, 0o700, 0o775]));
    const when = new Date(Date.UTC(2020, 1, 1) + Math.floor(random() * 1e11));
    await utimes(place, when, when);
  }
}

async function start(): Promise<void> {
  server = new ServerProcess(['--port', '0', '--root', root, '--data', join(folder, 'data')], {
    FILE_ORGANIZER_API_KEY: key,
    FILE_ORGANIZER_RATE_LIMIT_SCALE: '0',
    // Most of a round is the start of a server, and most of that is compiling.
    NODE_COMPILE_CACHE: join(folder, 'compiled'),
    ...(databaseUrl !== undefined && { FILE_ORGANIZER_DATABASE_URL: databaseUrl }),
  });
  const url = await server.url();
  request = (path, init = {}) =>
    fetch(url + path, { ...init, headers: { ...init.headers, 'X-API-Key': key } });
}

async function post(path: string, body: object = {}): Promise<{ job_id: string }> {
  const response = await request(`/api/v1/organize/${path}`, json(body));
  expect(response.status, path).toBe(202);
  return (await response.json()) as { job_id: string };
}

const settled = (jobId: string, ...states: readonly string[]) =>
  waitForJob({ fetch: request }, jobId, 'partial', ...states);

/** Sets a phase to work and waits for its end; if it is the one, the server dies on its way. */
async function go(
  phase: Phase,
  killAfter: number | undefined,
  begin: () => Promise<{ job_id: string }>,
  end: string,
): Promise<string> {
  const { job_id: jobId } = await begin();
  const began = performance.now();
  if (killAfter !== undefined) {
    await sleep(killAfter * took[phase] * 1.1);
    await server.end('SIGKILL');
    await start();
  }
  const job = await settled(jobId, end);
  expect(job, `the ${phase}`).toMatchObject({ status: end, error_count: 0 });
  if (killAfter === undefined) took[phase] = performance.now() - began;
  return jobId;
}

/** One round; without a victim it tells how long each phase takes. */
async function goRound(
  victim: Phase | undefined,
  moment: number,
  methodology: string,
): Promise<void> {
  const at = (phase: Phase) => (phase === victim ? moment : undefined);
  const before = snapshotOf(root);
  const contents = contentsOf(root);
  const scan = () => post('scan', { path: '/', methodology });
  const jobId = await go('scan', at('scan'), scan, 'planned');
  expect(differences(before, snapshotOf(root)), 'a scan changes nothing').toEqual([]);
  await go('execute', at('execute'), () => post('execute', { job_id: jobId }), 'completed');
  expect(contentsOf(root)).toEqual(contents);
  await go('rollback', at('rollback'), () => post(`jobs/${jobId}/rollback`), 'rolled_back');
  expect(differences(before, snapshotOf(root))).toEqual([]);
}

const dead = new Set<Phase>();
it.each(Array.from({ length: rounds }, (_, n) => n))(
  `loses nothing when killed (SEED=${seed}, round %i)`,
  { timeout: 60_000 },
  async (round) => {
    const random = randomOf(seed + round);
    const victim = round === 0 ? undefined : PHASES[round % PHASES.length];
    await goRound(victim, random(), random() < 0.5 ? 'type' : 'date');
    if (victim) dead.add(victim);
  },
);

it.skipIf(rounds < 4)('was killed in every phase', () => {
  expect([...dead].sort()).toEqual([...PHASES].sort());
});

describe('across two file systems', () => {
  let unmount: (() => void) | undefined;
  beforeAll(() => {
    unmount = mountAt(join(root, 'Documents'), 'size=10m');
    if (!unmount) console.warn('Skipped: nothing can be mounted here; run this as root');
  });
  afterAll(() => unmount?.());

  it.each(Array.from({ length: 1 + Math.ceil(rounds / 6) }, (_, n) => n))(
    `loses nothing when killed while copying (SEED=${seed}, round %i)`,
    { timeout: 60_000 },
    async (round) => {
      if (!unmount) return;
      const random = randomOf(seed - 1 - round);
      const victim = round === 0 ? undefined : round % 2 === 0 ? 'rollback' : 'execute';
      await goRound(victim, random(), 'type');
      expect(readdirSync(join(root, 'Documents'))).toEqual([]);
    },
  );
});
