/** A thread that stores small files, so that neither hashing nor the disk holds up other requests. */
import { hash } from 'node:crypto';
import { closeSync, fdatasyncSync, openSync, writeSync } from 'node:fs';
import { parentPort } from 'node:worker_threads';
import { errnoOf } from '../../problemError.ts';
import { READY } from '../../process/endableThread.ts';
import type { SmallFile, Stored } from './smallFiles.ts';

/** Creates a file, and flushes its bytes. @throws NodeJS.ErrnoException; a part of it may exist then */
function store({ place, bytes }: SmallFile): string {
  const file = openSync(place, 'wx', 0o644);
  try {
    // A nearly full disk takes fewer bytes at first, and the next attempt fails with the reason.
    for (let at = 0; at < bytes.length; ) at += writeSync(file, bytes, at);
    fdatasyncSync(file);
  } finally {
    closeSync(file);
  }
  const digest = hash('sha256', bytes);
  // Frees the memory now: the collector counts it to this thread, which has hardly any garbage of its own.
  bytes.buffer.transfer(0);
  return digest;
}

parentPort?.on('message', (file: SmallFile) => {
  let stored: Stored;
  try {
    stored = { sha256: store(file) };
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    stored = { fault: error.message, errno: errnoOf(error) };
  }
  parentPort?.postMessage(stored);
});
parentPort?.postMessage(READY);
