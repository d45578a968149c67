import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Bench, secondsOf } from './bench.ts';
import { benchKey, startServer } from './process.ts';
import { find } from './walking.ts';

const FOLDERS = 1_000;
const FILES = 100;

const firstListing: Bench = {
  work: 'first listing of a folder tree of 100,000 files',
  peer: '`find -printf %s`',
  programs: [find],
  unit: 's',
  target: { atMost: 2.5 },
  measure: async (rounds) => {
    const folder = mkdtempSync(join(tmpdir(), 'file-organizer-bench-'));
    try {
      const root = join(folder, 'library');
      makeTree(root);
      await findFiles(root);
      await rounds.each(async (round) => ({
        ours: await ours(root, join(folder, String(round))),
        peer: await findFiles(root),
      }));
      return [];
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

const findFiles = (root: string): Promise<number> =>
  secondsOf(() => {
    execFileSync('find', [root, '-type', 'f', '-printf', '%s\n'], { maxBuffer: 2 ** 26 });
  });
