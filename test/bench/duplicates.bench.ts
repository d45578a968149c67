import { spawnSync } from 'node:child_process';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ApiClient } from './apiClient.ts';
import type { Bench, Program, Rounds } from './bench.ts';
import { makeFileTree } from './fileTree.ts';
import { startServer } from './process.ts';

const COUNT = 100_000;
const MEAN_SIZE = 26_000;
const COPIES = 0.2;
const jdupes: Program = { version: ['jdupes', '-v'], debian: 'jdupes' };

/** From the request to the plan, on a server that has not seen the files before. */
async function ours(root: string): Promise<{ seconds: number; copies: number }> {
  const data = await mkdtemp(join(tmpdir(), 'file-organizer-bench-data-'));
  const server = await startServer(root, data);
  try {
    const api = new ApiClient(server.url);
    const { jobId, seconds } = await api.timedJob('dedupe/scan', { path: '/' }, 'planned');
    const found = (await api.ask(`dedupe/results/${jobId}?limit=1`)) as {
      readonly total: number;
      readonly file_count: number;
    };
    return { seconds, copies: found.file_count - found.total };
  } finally {
    await server.stop();
    await rm(data, { recursive: true, force: true });
  }
}

/** jdupes with its defaults: it compares byte by byte. */
function peer(root: string): { seconds: number; copies: number } {
  const began = performance.now();
  const { stdout } = spawnSync('jdupes', ['-r', '-q', '-m', root], { encoding: 'utf8' });
  const seconds = (performance.now() - began) / 1000;
  return { seconds, copies: Number(/^(\d+) duplicate files/m.exec(stdout)?.[1]) };
}

async function measure(rounds: Rounds): Promise<string[]> {
  const folder = await mkdtemp(join(tmpdir(), 'file-organizer-bench-'));
  try {
    const root = join(folder, 'library');
    await mkdir(root);
    makeFileTree(root, { count: COUNT, meanSize: MEAN_SIZE, copies: COPIES });
    // Otherwise a program that flushes, as only the server does, waits for the whole tree.
    spawnSync('sync');
    // Once without counting, so that both find the tree in memory.
    const { copies } = peer(root);
    const checked = ({ seconds, copies: found }: { seconds: number; copies: number }) => {
      if (found !== copies) throw new Error(`${found} copies were found, not ${copies}`);
      return seconds;
    };
    await rounds.alternating(
      async () => checked(await ours(root)),
      async () => checked(peer(root)),
    );
    return [`${copies} copies, found by both`];
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

export default {
  work: 'duplicates in 100,000 files (2.6 GB, 20 % copies)',
  peer: 'jdupes, byte-verified',
  programs: [jdupes],
  unit: 's',
  target: { atMost: 0.9 },
  measure,
} satisfies Bench;
