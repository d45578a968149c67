/**
 * Bytes of files as an interface, so that they need not be on a local disk.
 *
 * @module
 */
import type { Readable } from 'node:stream';

/** Bytes that are stored but have no name in the tree yet. */
export type StagedBlob = {
  /** Disk path of the file. */
  readonly place: string;
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
   * @throws ProblemError `payload_too_large`; what was stored is removed, as after any error
   */
  receive(stream: Readable, most: number, turn?: () => Promise<void>): Promise<StagedBlob>;
  /** Removes a blob that got no name in the tree; does nothing for one that did. */
  discard(blob: StagedBlob): Promise<void>;
}

/** The bytes of a file in the tree, open for reading; the caller closes it or reads its stream. */
export interface OpenBlob {
  /**
   * Bytes as a stream, which closes the blob however it ends.
   *
   * @param end the position after the last byte
   * @param turn resolves when the next chunk may be read
   */
  stream(start: number, end: number, turn?: () => Promise<void>): Readable;
  close(): Promise<void>;
}
