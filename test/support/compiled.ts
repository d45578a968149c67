/**
 * Keeps compiled code between the processes of a run: the command `contract`, which tests start more
 * than a hundred times, then starts in two thirds of the time.
 *
 * @module
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const VARIABLE = 'NODE_COMPILE_CACHE';

/** @returns what removes it; tests write programs into new folders, so that it would grow with every run */
export default async function setup(): Promise<(() => Promise<void>) | undefined> {
  // Each project calls this, and all use the first one's.
  if (process.env[VARIABLE] !== undefined) return;
  const folder = await mkdtemp(join(tmpdir(), 'file-organizer-compiled-'));
  process.env[VARIABLE] = folder;
  return async () => {
    delete process.env[VARIABLE];
    await rm(folder, { recursive: true, force: true });
  };
}
