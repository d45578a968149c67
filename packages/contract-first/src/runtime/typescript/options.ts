/**
 * The options of a call.
 *
 * @module
 */

export type RequestOptions = {
  /** Aborts the request; the call then throws an `AbortError`. */
  readonly signal?: AbortSignal | undefined;
  /**
   * Milliseconds until the call throws a `TimeoutError`; overrides the client's timeout. It covers
   * the response body, all attempts and the waits between them. If the result is a `Response` or a
   * stream, it covers the headers, and then how long the body may stall; a stream of events may be
   * silent for any time unless the call itself has a timeout.
   */
  readonly timeout?: number | undefined;
  /** Maximum number of retries; overrides the client's. */
  readonly maxRetries?: number | undefined;
  /** The idempotency key, if the operation takes one; random for each call by default. */
  readonly idempotencyKey?: string | undefined;
  /** Further headers, which override those of the client. Undefined or null removes one. */
  readonly headers?: Readonly<Record<string, string | null | undefined>> | undefined;
  /** The media type of the body, if the operation takes several. */
  readonly contentType?: string | undefined;
  /** The media type to ask for, if the operation has several. */
  readonly accept?: string | undefined;
};

export type UploadProgress = {
  /** Bytes of the request body sent so far. */
  readonly loaded: number;
  /** Size of the whole body in bytes; undefined for a stream of unknown size. */
  readonly total: number | undefined;
};

export type UploadOptions = RequestOptions & {
  /** The name of the file; required if the source has none, such as bytes or most streams. */
  readonly filename?: string | undefined;
  /** Called with the progress of the upload. It restarts at 0 if the upload is retried. */
  readonly onProgress?: ((progress: UploadProgress) => void) | undefined;
};

export type WaitOptions<Result> = Omit<RequestOptions, 'timeout'> & {
  /** Called on each change, including the first and the last state. */
  readonly onProgress?: ((state: Result) => void) | undefined;
  /** Milliseconds to wait before a `TimeoutError`; unlimited by default. */
  readonly timeout?: number | undefined;
};

/** Options of every kind, as the runtime takes them; the operation's own headers among them. */
export type CallOptions = RequestOptions &
  Omit<UploadOptions, 'onProgress'> & {
    readonly onProgress?: ((progress: never) => void) | undefined;
    readonly [header: string]: unknown;
  };

/**
 * What can be uploaded: a form that contains the file, a `File` or `Blob`, bytes (such as a `Buffer`),
 * a web or Node stream of bytes, or, as a string, the path of a file on this machine (Node).
 */
export type UploadSource =
  | FormData
  | Blob
  | ArrayBuffer
  | Uint8Array
  | ReadableStream<Uint8Array>
  | AsyncIterable<Uint8Array>
  | string;

/** A file of a form, with a name and a media type of its own. */
export type FilePart = {
  readonly content: Exclude<UploadSource, FormData>;
  readonly filename?: string | undefined;
  readonly contentType?: string | undefined;
};

/** What can be sent as a sequence of JSON values. */
export type ItemSource<Item> = Iterable<Item> | AsyncIterable<Item>;
