/** What the benches of organizing have in common: a server on a tree of 100,000 files of all kinds. */
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { setTimeout } from 'node:timers/promises';
import { PeerMissing } from './bench.ts';
import { benchKey, peakOf, startServer } from './process.ts';

export const FILES = 100_000;
const FILES_A_FOLDER = 100;
/** No PDF: the search would have each one parsed, long after the jobs that are measured. */
const ENDINGS = ['txt', 'jpg', 'mp3', 'rtf', 'zip', 'py', 'mp4', 'bin', 'md', 'csv'];

/** How long the search may take in files before a bench gives up, in milliseconds. */
const MOST_REST = 4 * 60_000;

type Pair = readonly [from: string, to: string];

/** A server on a library of small files in a thousand folders. */
export type Organizing = {
  /** Plans by type. @returns the job's id */
  plan(): Promise<string>;
  /** Carries a job out, or undoes it. @returns how long it took, in seconds */
  execute(jobId: string): Promise<number>;
  rollBack(jobId: string): Promise<number>;
  /**
   * Begins to carry a job out, and cancels it while it moves files.
   *
   * @param after how long it may go on, in milliseconds
   * @returns from the request to the job's end, in milliseconds
   */
  cancel(jobId: string, after: number): Promise<number>;
  /**
   * Makes the moves of the last plan by a bare loop of `os.rename`, and back, on a tree of the same
   * kind, of which the server knows nothing. @returns seconds, one way
   */
  rename(): Promise<number>;
  /** The peak of the server's resident memory in MiB, where the system tells it. */
  peak(): number | undefined;
  /** Lists a folder that no job is at work in, once. */
  list(): Promise<void>;
  /** Waits until the search has taken in what there is. */
  rest(): Promise<void>;
};

/** Below the root: what jobs organize, and what they have nothing to do with. */
const MESS = 'mess';
const OTHER = 'other';

/** Makes the tree. @param root a folder that is there */
export function makeMixedTree(root: string): void {
  for (let at = 0; at < FILES / FILES_A_FOLDER; at++) {
    const folder = join(root, `area ${at % 20}`, `folder ${at}`);
    mkdirSync(folder, { recursive: true });
    for (let n = 0; n < FILES_A_FOLDER; n++) {
      const number = at * FILES_A_FOLDER + n;
      writeFileSync(join(folder, `file ${number}.${ENDINGS[n % ENDINGS.length]}`), `${number}`);
    }
  }
}

/** Starts a server on the tree, has something done with it, and removes all of it. */
export async function organizing<T>(work: (on: Organizing) => Promise<T>): Promise<T> {
  if (spawnSync('python3', ['--version']).error) throw new PeerMissing('Install Python 3');
  const folder = mkdtempSync(join(tmpdir(), 'file-organizer-bench-'));
  const root = join(folder, 'library');
  const peer = join(folder, 'peer');
  for (const top of [root, peer]) {
    mkdirSync(join(top, MESS), { recursive: true });
    makeMixedTree(join(top, MESS));
  }
  mkdirSync(join(root, OTHER));
  for (let n = 0; n < FILES_A_FOLDER; n++) writeFileSync(join(root, OTHER, `${n}.txt`), `${n}`);
  const server = await startServer(root, folder);
  const ask = async (path: string, body?: unknown) => {
    const response = await fetch(`${server.url}/${path}`, {
      headers: { 'X-API-Key': benchKey, 'Content-Type': 'application/json' },
      ...(body !== undefined && { method: 'POST', body: JSON.stringify(body) }),
    });
    if (!response.ok) throw new Error(`${response.status}: ${await response.text()}`);
    return response.json();
  };
  const settled = async (jobId: string, wanted: string) => {
    for (;;) {
      const { status } = (await ask(`organize/status/${jobId}`)) as { status: string };
      if (status === wanted) return;
      if (['failed', 'partial', 'cancelled'].includes(status)) throw new Error(`It is ${status}`);
      await setTimeout(20);
    }
  };
  const timed = async (begin: Promise<unknown>, jobId: string, wanted: string) => {
    const started = performance.now();
    await begin;
    await settled(jobId, wanted);
    return (performance.now() - started) / 1000;
  };
  let pairs: Pair[] = [];
  let last = '';
  const pairsOf = async (jobId: string) => {
    const all: Pair[] = [];
    for (let cursor: string | null = ''; cursor !== null; ) {
      const page = (await ask(
        `organize/results/${jobId}?limit=1000${cursor && `&cursor=${encodeURIComponent(cursor)}`}`,
      )) as { items: { from: string; to: string }[]; next_cursor: string | null };
      all.push(...page.items.map(({ from, to }): Pair => [join(peer, from), join(peer, to)]));
      cursor = page.next_cursor;
    }
    return all;
  };
  try {
    return await work({
      plan: async () => {
        const body = { path: `/${MESS}`, methodology: 'type' };
        const { job_id } = (await ask('organize/scan', body)) as { job_id: string };
        await settled(job_id, 'planned');
        last = job_id;
        return job_id;
      },
      execute: (jobId) => timed(ask('organize/execute', { job_id: jobId }), jobId, 'completed'),
      rollBack: (jobId) => timed(ask(`organize/jobs/${jobId}/rollback`, {}), jobId, 'rolled_back'),
      cancel: async (jobId, after) => {
        await ask('organize/execute', { job_id: jobId });
        await setTimeout(after);
        const started = performance.now();
        await ask(`organize/jobs/${jobId}/cancel`, {});
        // It has come to rest by then; whoever asks is told so, too.
        const { status } = (await ask(`organize/status/${jobId}`)) as { status: string };
        if (status !== 'cancelled') throw new Error(`It is ${status}`);
        return performance.now() - started;
      },
      rename: async () => {
        if (pairs.length === 0) pairs = await pairsOf(last);
        return renamed(pairs);
      },
      peak: () => peakOf(server.process.pid),
      list: async () => {
        await ask(`files?path=/${OTHER}`);
      },
      rest: async () => {
        for (const until = performance.now() + MOST_REST; ; await setTimeout(500)) {
          const { search } = (await ask('system/stats')) as { search: { queued_count: number } };
          if (search.queued_count === 0) return;
          if (performance.now() > until) {
            throw new Error(`${search.queued_count} files still wait for the search`);
          }
        }
      },
    });
  } finally {
    await server.stop();
    rmSync(folder, { recursive: true });
  }
}

const LOOP = `
import json, os, sys, time
pairs = json.load(sys.stdin)
for to in {os.path.dirname(to) for _, to in pairs}: os.makedirs(to, exist_ok=True)
started = time.perf_counter()
for source, to in pairs: os.rename(source, to)
print(time.perf_counter() - started)
for source, to in pairs: os.rename(to, source)
`;

/** Not in one go: while this process stood still, the server would close the connection that it asks by. */
async function renamed(pairs: readonly Pair[]): Promise<number> {
  const loop = spawn('python3', ['-c', LOOP], { stdio: ['pipe', 'pipe', 'inherit'] });
  loop.stdin.end(JSON.stringify(pairs));
  const [output, [status]] = await Promise.all([text(loop.stdout), once(loop, 'close')]);
  if (status !== 0) throw new Error(`The loop of os.rename ended with ${status}`);
  return Number(output);
}
