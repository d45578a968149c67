import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Bench } from './bench.ts';
import { benchKey, startServer } from './process.ts';

const FOLDERS = 1_000;
const FILES = 100;

const firstListing: Bench = {
  work: 'first listing of a folder tree of 100,000 files',
  peer: '`find -printf %s`',
  reach: { atMost: 2.5 },
  measure: async (rounds) => {
    const folder = mkdtempSync(join(tmpdir(), 'file-organizer-bench-'));
    try {
      const root = join(folder, 'library');
      makeTree(root);
      const times = { ours: [] as number[], peer: [] as number[] };
      find(root);
      for (let round = 0; round < rounds; round++) {
        times.ours.push(await ours(root, join(folder, String(round))));
        times.peer.push(find(root));
      }
      return { unit: 's', ...times };
    } finally {
      rmSync(folder, { recursive: true });
    }
  },
};
export default firstListing;

function makeTree(root: string): void {
  for (let at = 0; at < FOLDERS; at++) {
    const folder = join(root, `area-${at % 20}`, `folder-${at}`);
    mkdirSync(folder, { recursive: true });
    for (let file = 0; file < FILES; file++) {
      writeFileSync(join(folder, `file-${file * 7}.txt`), 'x'.repeat(file));
    }
  }
}

/** The first request to a server that has never seen the library, as soon as it listens. */
async function ours(root: string, folder: string): Promise<number> {
  mkdirSync(folder);
  const server = await startServer(root, folder);
  try {
    const started = performance.now();
    const response = await fetch(`${server.url}/files?path=/&recursive=true&limit=1000`, {
      headers: { 'X-API-Key': benchKey },
    });
    const { items, total } = (await response.json()) as { items: unknown[]; total: number };
    const seconds = (performance.now() - started) / 1000;
    if (items.length !== 1000 || total !== FOLDERS * FILES)
      throw new Error(`${total} files listed`);
    return seconds;
  } finally {
    await server.stop();
  }
}

function find(root: string): number {
  const started = performance.now();
  execFileSync('find', [root, '-type', 'f', '-printf', '%s\n'], { maxBuffer: 2 ** 26 });
  return (performance.now() - started) / 1000;
}
