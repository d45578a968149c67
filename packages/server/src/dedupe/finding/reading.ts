import { createHash, hash } from 'node:crypto';
import { closeSync, fstatSync } from 'node:fs';
import { openQuietlyAgain } from '../../disk/openFile.ts';
import { isFileOfStamp, isStampOf, type Stamps, sizeIn } from '../../disk/stamp.ts';
import { errnoOf, ProblemError } from '../../problemError.ts';
import { buffers, CHUNK, fill } from './buffers.ts';

/** The length of a SHA-256, in bytes. */
export const DIGEST_BYTES = 32;

export type ReadTask = {
  readonly kind: 'read';
  readonly root: string;
  readonly paths: readonly string[];
  readonly stamps: Stamps;
  /** How many bytes from the beginning go into the digests. */
  readonly most: number;
};

/** A file that could not be read, by its place in the task. */
export type Fault = { readonly index: number; readonly reason: string };

export type Digests = {
  /** SHA-256, 32 bytes a file. */
  readonly digests: Uint8Array<ArrayBuffer>;
  /** Not 0 for each file whose digest is told. */
  readonly told: Uint8Array<ArrayBuffer>;
  readonly faults: readonly Fault[];
};

/** The digest of the n-th file, in hex. */
export const digestIn = (digests: Uint8Array<ArrayBuffer>, n: number): string =>
  Buffer.from(digests.buffer, digests.byteOffset + n * DIGEST_BYTES, DIGEST_BYTES).toString('hex');

const [buffer] = buffers;

export const CHANGED = 'The file changed while it was read';

/** The system's code for why a file could not be opened or read. */
export const codeOf = (error: unknown): string | undefined =>
  error instanceof ProblemError ? 'ELOOP' : errnoOf(error);

/** Why a file could not be read, in words for the results. */
export function reasonOf(error: unknown): string {
  const code = codeOf(error) ?? 'unknown error';
  if (code === 'ESTALE') return CHANGED;
  return code === 'ENOENT' ? 'The file no longer exists' : `The file cannot be read (${code})`;
}

/**
 * Reads files and tells the digests of their first bytes. A digest of a whole file is only told
 * where the file was, before and after, the one of the stamp.
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
    // The beginning of a larger file only says which files are worth reading whole.
    if (size > most) return digest;
    return isStampOf(stamps, n, fstatSync(descriptor, { bigint: true })) ? digest : undefined;
  } finally {
    closeSync(descriptor);
  }
}

/** The digest of an open file's first bytes, or of fewer where it has ended before. */
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
