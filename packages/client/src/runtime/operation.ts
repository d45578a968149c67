/**
 * The types that generated code and the runtime have in common.
 *
 * @module
 */

/** An operation of the contract, as data. All names of fields are in camelCase. */
export type Operation = {
  /** The contract's `operationId`, such as `files.list`. */
  readonly id: string;
  readonly method: string;
  /** From the root of the server, with fields in braces, such as `/files/{fileId}`. */
  readonly path: string;
  /** Every field, and the part of the request that carries it; `file` is a binary form part, or all of a raw body. */
  readonly fields: Readonly<Record<string, 'path' | 'query' | 'body' | 'file'>>;
  /** The fields that may be given by position, in that order. */
  readonly positional: readonly string[];
  readonly body?: 'json' | 'multipart' | 'raw';
  /**
   * How the answer is read: `json` with its keys renamed, `opaque` as the JSON that it is, `text`
   * whole, `raw` as the `Response` itself, so that its body can be streamed.
   */
  readonly answer: 'none' | 'json' | 'opaque' | 'text' | 'raw';
  /** Whether it needs no credentials; then none are sent. */
  readonly anonymous?: true;
};

/** Carries out an operation with the arguments that its method was called with. */
export type Call = <Result>(operation: Operation, args: readonly unknown[]) => Promise<Result>;

export type RequestOptions = {
  /** Ends the request; the call then throws an `AbortError`. */
  readonly signal?: AbortSignal;
  /**
   * Milliseconds until the call throws a `TimeoutError`, in place of the client's own. It covers
   * the answer's body, except where the method gives the `Response` itself.
   */
  readonly timeout?: number;
};

export type UploadOptions = RequestOptions & {
  /** The name of the file; needed where the source has none, such as bytes or most streams. */
  readonly filename?: string;
};

/**
 * What can be uploaded: a form that has the file in it, a `File` or `Blob`, bytes (a `Buffer`
 * too), a web or Node stream of bytes, or, as a string, the path of a file on this machine (Node).
 */
export type UploadSource =
  | FormData
  | Blob
  | ArrayBuffer
  | Uint8Array
  | ReadableStream<Uint8Array>
  | AsyncIterable<Uint8Array>
  | string;
