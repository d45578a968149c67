/**
 * Keeps compiled code between the processes of a run: the command `contract`, which tests start more
 * than a hundred times, then starts in two thirds of the time.
 *
 * @module
 */
import { rm } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';

const folder = fileURLToPath(
  new URL('../../node_modules/.cache/compiled-in-tests', import.meta.url),
);

/** Empties it first: tests write programs into new folders, so that it would grow with every run. */
export default async function setup(): Promise<void> {
  // Each project calls this; the first one is enough.
  if (process.env.NODE_COMPILE_CACHE !== undefined) return;
  await rm(folder, { recursive: true, force: true, maxRetries: 5 });
  process.env.NODE_COMPILE_CACHE = folder;
}
