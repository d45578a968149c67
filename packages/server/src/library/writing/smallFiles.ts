import { ThreadPool } from '../../process/threadPool.ts';

/** A file to be stored. */
export type SmallFile = {
  /** Disk path; nothing exists there. */
  readonly place: string;
  readonly bytes: Uint8Array<ArrayBuffer>;
};

/** The outcome: the digest in hex, or why the file could not be stored. */
export type Stored =
  | { readonly sha256: string }
  | { readonly fault: string; readonly errno: string | undefined };

/**
 * How many files are flushed at the same time. Flushes that overlap share a commit of the file system's
 * journal: two threads store three times as many files per second as one. Four store a third more than two (in
 * C, ext4), but on two cores 2,000 uploads, 8 at a time, then need more CPU time and no less time (2026-11-30).
 */
const THREADS = 2;
/** How long a thread waits for another file before it ends, in milliseconds. */
const IDLE = 30_000;

/**
 * Stores small files in threads of their own: each is hashed, written and flushed by one task there, instead
 * of several calls that the threads of Node.js do one by one.
 */
export class SmallFiles {
  readonly #threads = new ThreadPool<SmallFile, Stored>({
    program: new URL('./smallFiles.worker.ts', import.meta.url),
    resourceLimits: { maxYoungGenerationSizeMb: 2 },
    most: THREADS,
    idleTime: IDLE,
    ended: 'The thread that stored an upload has ended',
  });

  /**
   * Creates a file and flushes it.
   *
   * @returns its SHA-256 in hex
   * @throws NodeJS.ErrnoException of the file system; a part of the file may exist then
   */
  async store(place: string, chunks: readonly Uint8Array[]): Promise<string> {
    const bytes = joined(chunks);
    const stored = await this.#threads.run({ place, bytes }, { moved: [bytes.buffer] });
    if ('sha256' in stored) return stored.sha256;
    throw Object.assign(new Error(stored.fault), { code: stored.errno });
  }

  /** Ends the threads. */
  close(): Promise<void> {
    return this.#threads.close();
  }
}

/** Chunks in memory of their own, which can be moved to another thread. */
function joined(chunks: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const length = chunks.reduce((sum, chunk) => sum + chunk.length, 0);
  // Not of the pool that small buffers share, and not filled with zeros first.
  const bytes = Buffer.allocUnsafeSlow(length);
  let at = 0;
  for (const chunk of chunks) {
    bytes.set(chunk, at);
    at += chunk.length;
  }
  return bytes;
}
