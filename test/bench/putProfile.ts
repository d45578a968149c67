/**
 * `node test/bench/putProfile.ts [rounds]`: what an upload of 64 KB costs in CPU time, by thread, next to the
 * least in C and in bare Node.js; and what the thread of our server that reads sockets does. Linux only.
 *
 * @module
 */
import { mkdtemp, readdir, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { median } from './bench.ts';
import { shareOfParts } from './profileParts.ts';
import { startLimit, startNodeLimit } from './putLimit.ts';
import { FILES, putAll } from './smallFiles.ts';
import { againstPeer, type Store } from './storing.ts';
import { threadTimes, timesBetween } from './threadTimes.ts';

const THREADS: Readonly<Record<string, string>> = {
  main: 'thread that reads sockets',
  WorkerThread: 'threads that store files, or read folders',
  'libuv-worker': 'threads of libuv',
  V8Worker: 'threads of V8: compiling, collecting',
  putServer: 'threads of the server in C',
};

/** The CPU time of one upload in microseconds, by thread and by place; and its duration. */
type Costs = Map<string, number[]>;

async function measure(costs: Costs, store: Store, folder: string, pid: number): Promise<void> {
  const add = (what: string, value: number) =>
    costs.set(what, [...(costs.get(what) ?? []), value / FILES]);
  const before = threadTimes(pid);
  const client = process.cpuUsage();
  const started = performance.now();
  await putAll(store, folder);
  const elapsed = performance.now() - started;
  const { user, system } = process.cpuUsage(client);
  let all = 0;
  for (const [kind, time] of timesBetween(before, threadTimes(pid))) {
    const sum = time.user + time.kernel;
    all += sum;
    if (sum < FILES) continue;
    add(`${THREADS[kind] ?? kind}, user`, time.user);
    add(`${THREADS[kind] ?? kind}, kernel`, time.kernel);
  }
  add('all threads of the server', all);
  add('the client', user + system);
  add('from request to request', elapsed * 1000);
}

function print(title: string, costs: Costs): void {
  console.log(`\n${title}, in µs for each upload:`);
  for (const [what, values] of costs) {
    console.log(`  ${String(Math.round(median(values))).padStart(6)}  ${what}`);
  }
}

async function compare(rounds: number): Promise<void> {
  const ours: Costs = new Map();
  for (const [title, start] of [
    ['The least in C', startLimit],
    ['The least in bare Node.js', startNodeLimit],
  ] as const) {
    const peers: Costs = new Map();
    await againstPeer(start, async ({ ours: our, peer, pids }) => {
      if (pids.ours === undefined || pids.peer === undefined)
        throw new Error('A process has ended');
      for (const store of [our, peer]) await putAll(store, '/0');
      for (let round = 1; round <= rounds; round++) {
        await measure(ours, our, `/${round}`, pids.ours);
        await measure(peers, peer, `/${round}`, pids.peer);
      }
    });
    print(title, peers);
  }
  print('Our server', ours);
}

/** Prints what the main thread does, once its code is compiled. */
async function profile(rounds: number): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'file-organizer-profile-'));
  try {
    const options = ['--cpu-prof', `--cpu-prof-dir=${folder}`, '--cpu-prof-interval=250'];
    const started = performance.now();
    let warm = 0;
    await againstPeer(
      startNodeLimit,
      async ({ ours }) => {
        await putAll(ours, '/0');
        warm = performance.now() - started;
        for (let round = 1; round <= rounds; round++) await putAll(ours, `/${round}`);
      },
      options,
    );
    const files = (await readdir(folder)).map((name) => join(folder, name));
    const sizes = await Promise.all(files.map(async (file) => (await stat(file)).size));
    // Of all threads, the main one has most to say.
    const file = files[sizes.indexOf(Math.max(...sizes))] ?? '';
    console.log(
      '\nThe thread of our server that reads sockets, in % of the time in which it works:',
    );
    const parts = [...shareOfParts(file, warm * 1000)].sort(([, one], [, two]) => two - one);
    for (const [part, share] of parts) {
      console.log(`  ${(share * 100).toFixed(1).padStart(6)}  ${part}`);
    }
  } finally {
    await rm(folder, { recursive: true });
  }
}

const rounds = Number(process.argv[2] ?? 3);
await compare(rounds);
await profile(rounds);
