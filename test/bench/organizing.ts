/** What the benches of organizing share: a server on a tree of 100,000 files of all kinds. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { setTimeout } from 'node:timers/promises';
import { pathOfDatabase } from '../../packages/server/src/storage/sqlite/database.ts';
import { ApiClient } from './apiClient.ts';
import type { Program } from './bench.ts';
import { executeInC } from './executeLimit.ts';
import { memoryOf, type Serving, startServer } from './process.ts';

/** Makes the renames with which ours are compared. */
export const python: Program = { version: ['python3', '--version'], debian: 'python3' };

export const FILES = 100_000;
const FILES_A_FOLDER = 100;
/** No PDF: the search would have each one parsed, long after the jobs that are measured. */
const ENDINGS = ['txt', 'jpg', 'mp3', 'rtf', 'zip', 'py', 'mp4', 'bin', 'md', 'csv'];

type Pair = readonly [from: string, to: string];

/** A server on a library of small files in a thousand folders. */
export type Organizing = {
  /** Plans by type. @returns the job's id */
  plan(): Promise<string>;
  /** Executes a job. @returns how long it took, in seconds */
  execute(jobId: string): Promise<number>;
  /** Undoes a job. @returns how long it took, in seconds */
  rollBack(jobId: string): Promise<number>;
  /**
   * Starts to execute a job, and cancels it while it moves files.
   *
   * @param after how long it may run, in milliseconds
   * @returns from the request to the job's end, in milliseconds
   */
  cancel(jobId: string, after: number): Promise<number>;
  /**
   * Makes the moves of the plan by a bare loop of `os.rename`, and undoes them, on a tree of the same
   * kind that no server watches. @returns seconds, one way
   */
  rename(): Promise<number>;
  /**
   * Executes a plan by the least program in C, on the same tree as {@link rename}, and undoes it.
   *
   * @param isWatched whether the tree is watched meanwhile
   * @returns seconds, one way
   */
  executeInC(jobId: string, isWatched: boolean): Promise<number>;
  /** The server's resident memory in MiB, where the system knows it. */
  memory(): { readonly now: number; readonly peak: number } | undefined;
  /** Starts the server again, on the same data. */
  restart(): Promise<void>;
  /** Lists a folder in which no job works, once. */
  list(): Promise<void>;
  /** Waits until the search has read all files. */
  rest(): Promise<void>;
};

/** Folders below the root: what jobs organize, and a folder in which none works. */
const MESS = 'mess';
const OTHER = 'other';

/** @param root an existing folder */
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

/**
 * Has something done with the server that all benches of organizing share. It is started for the first
 * of them, since making its tree takes longer than most benches; each leaves the tree as it was.
 */
export async function organizing<T>(work: (on: Organizing) => Promise<T>): Promise<T> {
  shared ??= SharedServer.start();
  return work(await shared);
}

/** Waits until the shared server, if it was started, has nothing to do. */
export const rested = async (): Promise<void> => (await shared)?.rest();

/** Stops the shared server, and removes its files. */
export async function endOrganizing(): Promise<void> {
  await (await shared)?.end();
  shared = undefined;
}

let shared: Promise<SharedServer> | undefined;

class SharedServer implements Organizing {
  readonly #folder: string;
  readonly #root: string;
  readonly #peer: string;
  #server: Serving;
  #api: ApiClient;
  #pairs: Pair[] = [];

  private constructor(folder: string, server: Serving) {
    this.#folder = folder;
    this.#root = join(folder, 'library');
    this.#peer = join(folder, 'peer');
    this.#server = server;
    this.#api = new ApiClient(server.url);
  }

  static async start(): Promise<SharedServer> {
    const folder = mkdtempSync(join(tmpdir(), 'file-organizer-bench-'));
    const [root, peer] = [join(folder, 'library'), join(folder, 'peer')];
    console.log(`  making two trees of ${FILES.toLocaleString('en')} files …`);
    for (const top of [root, peer]) {
      mkdirSync(join(top, MESS), { recursive: true });
      makeMixedTree(join(top, MESS));
    }
    mkdirSync(join(root, OTHER));
    for (let n = 0; n < FILES_A_FOLDER; n++) writeFileSync(join(root, OTHER, `${n}.txt`), `${n}`);
    const on = new SharedServer(folder, await startServer(root, folder));
    try {
      await on.#api.ask('files?path=/&recursive=true&limit=1');
      console.log('  waiting until the search has read them …');
      await on.rest();
    } catch (error) {
      await on.end();
      throw error;
    }
    return on;
  }

  async plan(): Promise<string> {
    const body = { path: `/${MESS}`, methodology: 'type' };
    const { jobId } = await this.#api.timedJob('organize/scan', body, 'planned');
    if (this.#pairs.length === 0) this.#pairs = await this.#pairsOf(jobId);
    return jobId;
  }

  async execute(jobId: string): Promise<number> {
    const body = { job_id: jobId };
    return (await this.#api.timedJob('organize/execute', body, 'completed')).seconds;
  }

  async rollBack(jobId: string): Promise<number> {
    const path = `organize/jobs/${jobId}/rollback`;
    return (await this.#api.timedJob(path, {}, 'rolled_back')).seconds;
  }

  async cancel(jobId: string, after: number): Promise<number> {
    await this.#api.ask('organize/execute', { job_id: jobId });
    await setTimeout(after);
    const started = performance.now();
    await this.#api.ask(`organize/jobs/${jobId}/cancel`, {});
    // The job has stopped by then, and says so to every client.
    const status = await this.#api.statusOf(jobId);
    if (status !== 'cancelled') throw new Error(`The job is ${status}`);
    return performance.now() - started;
  }

  rename(): Promise<number> {
    return renamed(this.#pairs);
  }

  executeInC(jobId: string, isWatched: boolean): Promise<number> {
    const database = pathOfDatabase(join(this.#folder, 'data'));
    const job = { root: this.#peer, database, jobId, folder: this.#folder };
    return executeInC(job, isWatched);
  }

  memory(): { readonly now: number; readonly peak: number } | undefined {
    return memoryOf(this.#server.process.pid);
  }

  async restart(): Promise<void> {
    await this.#server.stop();
    this.#server = await startServer(this.#root, this.#folder);
    this.#api = new ApiClient(this.#server.url);
    await this.rest();
  }

  async list(): Promise<void> {
    await this.#api.ask(`files?path=/${OTHER}`);
  }

  rest(): Promise<void> {
    return this.#api.searchHasRead();
  }

  async end(): Promise<void> {
    await this.#server.stop();
    rmSync(this.#folder, { recursive: true });
  }

  async #pairsOf(jobId: string): Promise<Pair[]> {
    const all: Pair[] = [];
    for (let cursor: string | null = ''; cursor !== null; ) {
      const page = (await this.#api.ask(
        `organize/results/${jobId}?limit=1000${cursor && `&cursor=${encodeURIComponent(cursor)}`}`,
      )) as { items: { from: string; to: string }[]; next_cursor: string | null };
      const pairs = page.items.map(
        ({ from, to }): Pair => [join(this.#peer, from), join(this.#peer, to)],
      );
      all.push(...pairs);
      cursor = page.next_cursor;
    }
    return all;
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

/** In another process that is not waited for synchronously: meanwhile, the server would close our connection. */
async function renamed(pairs: readonly Pair[]): Promise<number> {
  const loop = spawn('python3', ['-c', LOOP], { stdio: ['pipe', 'pipe', 'inherit'] });
  loop.stdin.end(JSON.stringify(pairs));
  const [output, [status]] = await Promise.all([text(loop.stdout), once(loop, 'close')]);
  if (status !== 0) throw new Error(`The loop of os.rename ended with ${status}`);
  return Number(output);
}
