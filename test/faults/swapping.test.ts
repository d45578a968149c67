/**
 * Another program replaces a folder of the library by a link out of it, thousands of times a second, while
 * the server works in that folder. `SWAP_SECONDS` says for how long for each operation.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  symlinkSync,
} from 'node:fs';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { execute, plan, rollBack } from '../support/scene.ts';
import { differences, snapshotOf } from '../support/snapshot.ts';
import { json, serverPerTest, waitForJob } from '../support/testServer.ts';

const SECONDS = Number(process.env.SWAP_SECONDS ?? 0.7);
/** How many files a round has, and how many requests are under way at once. */
const FILES = 200;
const LANES = 4;
const OUTSIDE = 'of somebody else';
const program = fileURLToPath(new URL('./swapper.ts', import.meta.url));
const names = Array.from({ length: FILES }, (_, n) => `${n}.txt`);

const server = serverPerTest();
let outside: string;
let link: string;
let swapper: ChildProcess | undefined;
beforeEach(async () => {
  outside = join(dirname(server.root), 'outside');
  link = join(dirname(server.root), 'link');
  for (const folder of ['swapped', 'in', 'out']) mkdirSync(at(folder));
  mkdirSync(join(outside, 'Documents'), { recursive: true });
  symlinkSync(outside, link);
  for (const name of names) await writeFile(join(outside, name), OUTSIDE);
});
afterEach(() => still());

const at = (path: string) => join(server.root, path);

async function swap(): Promise<void> {
  const child = spawn(process.execPath, [program, at('swapped'), link], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  swapper = child;
  await once(child.stdout, 'data');
}

/** Ends the swapping, and has the folder in its place. */
async function still(): Promise<void> {
  const child = swapper;
  swapper = undefined;
  if (!child) return;
  expect(child.exitCode).toBeNull();
  child.kill('SIGKILL');
  await once(child, 'exit');
  if (!lstatSync(at('swapped')).isSymbolicLink()) return;
  renameSync(at('swapped'), at('.link'));
  renameSync(link, at('swapped'));
  renameSync(at('.link'), link);
}

/** Fills a folder, and tells the ids of its files. */
async function fill(folder: string): Promise<ReadonlyMap<string, string>> {
  await rm(at(folder), { recursive: true, force: true });
  await mkdir(at(folder));
  for (const name of names) await writeFile(join(at(folder), name), `${folder} ${name}`);
  return idsIn(`/${folder}`);
}

async function idsIn(path: string): Promise<ReadonlyMap<string, string>> {
  const response = await server.fetch(`/api/v1/files?path=${path}&limit=1000`);
  const { items } = (await response.json()) as { items: { name: string; file_id: string }[] };
  return new Map(items.map(({ name, file_id: fileId }) => [name, fileId]));
}

type Ids = ReadonlyMap<string, string>;

/** Does something to each file of a round, some at once, until all are done or the time is over. */
async function toEach(
  ids: Ids,
  until: number,
  work: (id: string, name: string) => Promise<unknown>,
) {
  const left = [...ids];
  const lane = async () => {
    for (let next = left.pop(); next && Date.now() < until; next = left.pop()) {
      await work(next[1], next[0]);
    }
  };
  await Promise.all(Array.from({ length: LANES }, lane));
}

const patch = (id: string, path: string) =>
  server.fetch(`/api/v1/files/${id}`, { ...json({ path }), method: 'PATCH' });

type Operation = {
  /** Brings about what a round begins with; nothing is swapped yet. */
  readonly prepare: () => Promise<Ids>;
  /** Does it to one file. @returns what is shown of it */
  readonly act: (id: string, name: string) => Promise<Response>;
};

const operations: Readonly<Record<string, Operation>> = {
  uploads: {
    prepare: async () => {
      await rm(at('swapped'), { recursive: true });
      await mkdir(at('swapped'));
      return new Map(names.map((name) => [name, name]));
    },
    act: (_, name) =>
      server.fetch(`/api/v1/files/content?path=/swapped/new-${name}`, {
        method: 'PUT',
        body: name,
      }),
  },
  downloads: {
    prepare: () => fill('swapped'),
    act: (id) => server.fetch(`/api/v1/files/${id}/content`),
  },
  'moves in': {
    prepare: async () => {
      await rm(at('swapped'), { recursive: true });
      await mkdir(at('swapped'));
      return fill('in');
    },
    act: (id, name) => patch(id, `/swapped/moved-${name}`),
  },
  'moves out': {
    prepare: async () => {
      await rm(at('out'), { recursive: true });
      return fill('swapped');
    },
    act: (id, name) => patch(id, `/out/${name}`),
  },
  deletions: {
    prepare: () => fill('swapped'),
    act: (id) => server.fetch(`/api/v1/files/${id}`, { method: 'DELETE' }),
  },
  'permanent deletions': {
    prepare: () => fill('swapped'),
    act: (id) => server.fetch(`/api/v1/files/${id}?permanent=true`, { method: 'DELETE' }),
  },
  restorations: {
    prepare: async () => {
      const ids = await fill('swapped');
      for (const id of ids.values()) {
        await server.fetch(`/api/v1/files/${id}`, { method: 'DELETE' });
      }
      return ids;
    },
    act: (id) => server.fetch(`/api/v1/files/${id}/restore`, json({})),
  },
};

/** The files of somebody else that have come into the library or its trash. */
const strangers = (): readonly string[] =>
  [server.root, join(server.data, 'trash')].flatMap((top) =>
    (existsSync(top) ? readdirSync(top, { withFileTypes: true, recursive: true }) : [])
      .filter((entry) => entry.isFile())
      .map(({ parentPath, name }) => join(parentPath, name))
      .filter((place) => readFileSync(place, 'utf8') === OUTSIDE),
  );

describe.skipIf(process.platform !== 'linux')(
  'with a folder that repeatedly becomes a link out,',
  {
    // What a round begins with takes up to three times as long as the round, and does not count.
    timeout: SECONDS * 4000 + 60_000,
  },
  () => {
    it.each(Object.entries(operations))('%s stays inside', async (_, { prepare, act }) => {
      const before = snapshotOf(outside);
      const counts = { done: 0, refused: 0, shown: 0, failed: 0 };
      for (let left = SECONDS * 1000; left > 0; ) {
        const ids = await prepare();
        await swap();
        const began = Date.now();
        await toEach(ids, began + left, async (id, name) => {
          const response = await act(id, name);
          const body = await response.text().catch(() => '');
          if (body.includes(OUTSIDE)) counts.shown += 1;
          if (response.status >= 500 && response.status !== 503) counts.failed += 1;
          counts[response.ok ? 'done' : 'refused'] += 1;
        });
        left -= Date.now() - began;
        await still();
      }
      expect(differences(before, snapshotOf(outside))).toEqual([]);
      expect(strangers()).toEqual([]);
      expect(counts).toMatchObject({ shown: 0, failed: 0 });
      // Both happen, or nothing was tried.
      expect(Math.min(counts.done, counts.refused)).toBeGreaterThan(0);
    });

    it('the moves of a job and their rollback stay inside', async () => {
      const before = snapshotOf(outside);
      for (const end = Date.now() + SECONDS * 1000; Date.now() < end; ) {
        await fill('swapped');
        const jobId = await plan(server, '/swapped');
        await swap();
        await execute(server, jobId);
        await rollBack(server, jobId);
        await still();
        expect(differences(before, snapshotOf(outside))).toEqual([]);
        expect(strangers()).toEqual([]);
      }
    });

    it('the removal of copies and its rollback stay inside', async () => {
      const before = snapshotOf(outside);
      for (const end = Date.now() + SECONDS * 1000; Date.now() < end; ) {
        await fill('swapped');
        await rm(at('in'), { recursive: true });
        await mkdir(at('in'));
        for (const name of names) await writeFile(join(at('in'), name), `swapped ${name}`);
        const scanned = await server.fetch('/api/v1/dedupe/scan', json({ path: '/' }));
        const { job_id: jobId } = (await scanned.json()) as { job_id: string };
        await waitForJob(server, jobId, 'planned');
        await swap();
        await server.fetch(
          '/api/v1/dedupe/execute',
          json({ job_id: jobId, keep: 'shortest_path' }),
        );
        await waitForJob(server, jobId, 'completed', 'partial');
        await rollBack(server, jobId);
        await still();
        expect(differences(before, snapshotOf(outside))).toEqual([]);
        expect(strangers()).toEqual([]);
      }
    });
  },
);
