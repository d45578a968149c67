/** Runs in a reader thread: computes digests of files, or of their beginnings. */

import { createHash, hash } from 'node:crypto';
import { closeSync, fstatSync } from 'node:fs';
import { openQuietlyAgain } from '../../disk/openFile.ts';
import { isFileOfStamp, isStampOf, type Stamps, sizeIn } from '../../disk/stamp.ts';
import { errnoOf, ProblemError } from '../../problemError.ts';
import { buffers, CHUNK, fill } from './buffers.ts';

/** Length of a SHA-256, in bytes. */
export const DIGEST_BYTES = 32;

export type ReadTask = {
  readonly kind: 'read';
  readonly root: string;
  readonly paths: readonly string[];
  readonly stamps: Stamps;
  /** How many bytes from the beginning are hashed. */
  readonly most: number;
};

/** A file that could not be read, by its index in the task. */
export type Fault = { readonly index: number; readonly reason: string };

export type Digests = {
  /** SHA-256, 32 bytes per file. */
  readonly digests: Uint8Array<ArrayBuffer>;
  /** Not 0 for each file that has a digest. */
  readonly told: Uint8Array<ArrayBuffer>;
  readonly faults: readonly Fault[];
};

/** The digest of the n-th file, in hex. */
export const digestIn = (digests: Uint8Array<ArrayBuffer>, n: number): string =>
  Buffer.from(digests.buffer, digests.byteOffset + n * DIGEST_BYTES, DIGEST_BYTES).toString('hex');

const [buffer] = buffers;

export const CHANGED = 'The file changed while it was read';

/** The system's error code for a file that could not be opened or read. */
export const codeOf = (error: unknown): string | undefined =>
  error instanceof ProblemError ? 'ELOOP' : errnoOf(error);

/** Why a file could not be read, in words for the results. */
export function reasonOf(error: unknown): string {
  const code = codeOf(error) ?? 'unknown error';
  if (code === 'ESTALE') return CHANGED;
  return code === 'ENOENT' ? 'The file no longer exists' : `The file cannot be read (${code})`;
}

/**
 * Computes the digests of the first bytes of files. The digest of a whole file is only returned if
 * the file matched its stamp before and after.
 */
export function read({ root, paths, stamps, most }: ReadTask): Digests {
  const digests = new Uint8Array(paths.length * DIGEST_BYTES);
  const told = new Uint8Array(paths.length);
  const faults: Fault[] = [];
  for (const [index, path] of paths.entries()) {
    try {
      const digest = digestAt(root + path, stamps, index, most);
      if (digest) {
        digests.set(digest, index * DIGEST_BYTES);
        told[index] = 1;
      } else faults.push({ index, reason: CHANGED });
    } catch (error) {
      faults.push({ index, reason: reasonOf(error) });
    }
  }
  return { digests, told, faults };
}

function digestAt(place: string, stamps: Stamps, n: number, most: number): Buffer | undefined {
  const size = sizeIn(stamps, n);
  const wanted = Math.min(size, most);
  const descriptor = openQuietlyAgain(place, (stat) => isFileOfStamp(stamps, n, stat));
  try {
    const digest = digestOf(descriptor, wanted);
    // The beginning of a larger file only decides whether it is worth reading whole.
    if (size > most) return digest;
    return isStampOf(stamps, n, fstatSync(descriptor, { bigint: true })) ? digest : undefined;
  } finally {
    closeSync(descriptor);
  }
}

/** The digest of an open file's first bytes, or of all if it is shorter. */
export function digestOf(descriptor: number, wanted: number): Buffer {
  if (wanted <= CHUNK) {
    const length = fill(descriptor, buffer, wanted, 0);
    return hash('sha256', buffer.subarray(0, length), 'buffer');
  }
  const digest = createHash('sha256');
  for (let at = 0; at < wanted; ) {
    const length = fill(descriptor, buffer, Math.min(CHUNK, wanted - at), at);
    if (length === 0) break;
    digest.update(buffer.subarray(0, length));
    at += length;
  }
  return digest.digest();
}
