/**
 * How handlers take the files of multipart forms, and what they get.
 *
 * @module
 */
import type { Readable } from 'node:stream';

/** A received form: what its file became, and its text fields. */
export type Received<T, Fields> = {
  /** What `save` returned. */
  readonly file: T;
  /** The file's name, without folders. */
  readonly filename: string;
  readonly fields: Fields;
};

/** How a handler takes the file of a form. */
export type Intake<T> = {
  /** The name of the file's part; `file` by default. */
  readonly part?: string;
  /**
   * Called before the body is read, with the minimum size of the file according to the
   * Content-Length.
   *
   * @throws if that is too large
   */
  admit?(least: number): void;
  /** Stores the file while it arrives. The fields that follow it are not known yet. */
  save(stream: Readable): Promise<T>;
  /** Undoes `save` if the rest of the form turns out to be invalid. */
  discard?(saved: T): Promise<void>;
};

/** A file of a form, as it arrives. */
export type IncomingFile = {
  /** The name of its part. */
  readonly part: string;
  /** The file's name, without folders; empty if the client has sent none. */
  readonly filename: string;
  /** As the client has sent it, such as `image/png`; empty if it has sent none. */
  readonly mediaType: string;
};

/** How a handler takes all files of a form. */
export type FilesIntake<T> = {
  /** As in `Intake`. */
  admit?(least: number): void;
  /** Stores one file while it arrives. Files arrive one after another. */
  save(stream: Readable, file: IncomingFile): Promise<T>;
  /** Undoes `save` if the rest of the form turns out to be invalid. */
  discard?(saved: T): Promise<void>;
};

/** A received form with several files. */
export type ReceivedFiles<T, Fields> = {
  /** In the order of their parts, each with what `save` returned. */
  readonly files: readonly (IncomingFile & { readonly file: T })[];
  readonly fields: Fields;
};
