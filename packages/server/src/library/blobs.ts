/**
 * Bytes of files as an interface, so that they need not be on a local disk.
 *
 * @module
 */
import type { Readable } from 'node:stream';

/** Bytes that are stored but have no name in the tree yet. */
export type StagedBlob = {
  /** Where its implementation finds it: the disk path of a file, or the id of an object. */
  readonly place: string;
  /** In bytes. */
  readonly size: number;
  /** In hex. */
  readonly sha256: string;
};

/** Where the bytes of files are stored before they get a name in the {@link Tree}. */
export interface Blobs {
  /**
   * Stores a stream durably and hashes it on the way.
   *
   * @param most the largest file, in bytes
   * @param turn resolves when the next chunk may be processed
   * @param path the path that it shall get, if that is known; only a note for people who look at the bytes
   * @throws ProblemError `payload_too_large`; what was stored is removed, as after any error
   */
  receive(
    stream: Readable,
    most: number,
    turn?: () => Promise<void>,
    path?: string,
  ): Promise<StagedBlob>;
  /** Removes a blob that got no name in the tree; does nothing for one that did. */
  discard(blob: StagedBlob): Promise<void>;
}

/** The bytes of a file in the tree, open for reading; the caller closes it or reads its stream. */
export interface OpenBlob {
  /**
   * Bytes as a stream, which closes the blob however it ends. Resolves when the bytes can be had.
   *
   * @param end the position after the last byte
   * @param turn resolves when the next chunk may be read
   */
  stream(start: number, end: number, turn?: () => Promise<void>): Promise<Readable>;
  close(): Promise<void>;
}

/** A blob that arrives in several parts, open for more. */
export interface PartialBlob {
  /** How many bytes have arrived; not all of them may be stored. */
  readonly bytes: number;
  /** Whether everything could be stored so far. */
  readonly isIntact: boolean;
  /** Appends a chunk, which may be stored now or later. */
  write(chunk: Uint8Array): Promise<void>;
  /** Waits until everything is stored durably. */
  flush(): Promise<void>;
  /** The blob, once all of it is stored. It stays open, and can be had again later. */
  whole(): Promise<StagedBlob & { readonly identity: string }>;
  /** Releases resources; what is stored stays. */
  close(): Promise<void>;
}

/** Blobs that arrive in several parts, each under the id of its upload. */
export interface PartialBlobs {
  /**
   * Opens a blob to append to it; the caller closes it.
   *
   * @param bytes how many are known to be stored
   * @param turn resolves when the next block may be read
   * @param path the path that it shall get; only a note for people who look at the bytes
   * @throws PartLost if fewer are stored
   */
  open(
    uploadId: string,
    bytes: number,
    turn: () => Promise<void>,
    path: string,
  ): Promise<PartialBlob>;
  remove(uploadId: string): Promise<void>;
}

/** Bytes that were acknowledged are not stored any more. */
export class PartLost extends Error {
  override readonly name = 'PartLost';
}
