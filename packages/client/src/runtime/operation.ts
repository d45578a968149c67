/**
 * The types that generated code and the runtime have in common.
 *
 * @module
 */

import type { Deadline } from './deadline.ts';
import type { Middleware } from './middleware.ts';

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
  /** Options that go into headers of their own, such as `ifMatch` into `If-Match`. */
  readonly headers?: readonly string[];
  /** Writes the body; a function and not a name, so that a bundle has only those that it needs. */
  readonly body?: WriteBody;
  /**
   * How the answer is read: `json` with its keys renamed, `opaque` as the JSON that it is, `text`
   * whole; else what gives the `Response` itself, so that its body can be streamed.
   */
  readonly answer: 'none' | 'json' | 'opaque' | 'text' | ReadStream;
  /** Whether it needs no credentials; then none are sent. */
  readonly anonymous?: true;
  /** Whether it takes an `Idempotency-Key`, by which it is safe to send it again. */
  readonly keyed?: true;
  /** The policy of the rate limit that it counts for. */
  readonly limit?: string;
  /** Does to the session that the client keeps what the answer asks for. */
  readonly session?: KeepSession;
  /** Of an operation that begins or goes on with a session: the one that goes on with it. */
  readonly refresh?: () => Operation;
};

/** The part of a request that carries its body. */
export type Body = {
  readonly contentType?: string;
  /** A stream can be sent once; all else as often as it is needed, each time the same bytes. */
  readonly content?: string | Blob | ReadableStream<Uint8Array>;
  /** Stands between the request and `fetch`, to tell how far the body has come. */
  readonly around?: Middleware;
};

/**
 * Writes the body of a request.
 *
 * @param fields those of the body that were given
 * @param upload the one whose value is a file
 * @throws TypeError where what was given cannot be sent
 */
export type WriteBody = (
  fields: readonly Field[],
  upload: Field | undefined,
  options: CallOptions,
) => Promise<Body>;

/** A field of a call, by its TypeScript name. */
export type Field = readonly [name: string, value: unknown];

/** @param timeout milliseconds for which the body may stand still */
export type ReadStream = (response: Response, timeout: number) => Response;

export type KeepSession = (account: Account, operation: Operation, answer: unknown) => void;

/** Whose the requests of a client are: who it was made for, or who has signed in since. */
export type Account = {
  proof: Proof;
  /** That which the client was made with. */
  readonly given: Proof;
  send(operation: Operation, args: Arguments): Promise<unknown>;
};

/** What shows who sends a request. */
export type Proof = {
  /**
   * The headers of a request that is sent now.
   *
   * @param deadline ends the waiting for them
   */
  headers(deadline: Deadline): Promise<Readonly<Record<string, string>>>;
  /** Gets other headers for a request that was refused; where it can, it is sent again. */
  recover?(deadline: Deadline): Promise<void>;
};

/** A channel of the AsyncAPI document, as data. */
export type Channel = {
  /** The method that opens it, such as `events.connect`. */
  readonly id: string;
  readonly path: string;
  /** The operation whose answer has the `ticket` that opens it. */
  readonly ticket: Operation;
  /** The codes with which the server closes it for good. */
  readonly final: readonly number[];
};

/** How the end of what an operation has begun is waited for. */
export type Waiting = {
  /** Tells what has become of it. */
  readonly status: Operation;
  /** The field that names it, in answers and in the status operation. */
  readonly key: string;
  /** The field that tells its state. */
  readonly state: string;
  /** The states in which it goes on. */
  readonly running: readonly string[];
};

/** What a method was called with: its fields, and the options of the request. */
export type Arguments = {
  readonly params: Readonly<Record<string, unknown>>;
  readonly options: CallOptions;
};

/** The answer to a call, with what lies beneath it. */
export type Answer<Result> = {
  readonly data: Result;
  /** The response, for its status and headers; its body has been read, unless `data` is the response itself. */
  readonly response: Response;
  /** The request ID in the server's log. */
  readonly requestId: string | undefined;
};

/** Carries out operations for one server and one set of credentials, which it does not show. */
export type Connection = {
  send<Result>(operation: Operation, args: Arguments): Promise<Answer<Result>>;
  /** The URL of a WebSocket, and the class that opens it, if the platform has one. */
  readonly webSocket: {
    readonly Socket: (new (url: string) => WebSocketLike) | undefined;
    baseUrl(): string;
  };
};

/** As much of a WebSocket as the client uses; the platform's own, or that of `ws`. */
export type WebSocketLike = {
  readonly readyState: number;
  addEventListener(type: 'message' | 'close' | 'error', listener: () => void): void;
  send(data: string): void;
  close(): void;
};

export type RequestOptions = {
  /** Aborts the request; the call then throws an `AbortError`. */
  readonly signal?: AbortSignal | undefined;
  /**
   * Milliseconds until the call throws a `TimeoutError`; overrides the client's timeout. It covers
   * the response body, all attempts and the waits between them. If the method returns the
   * `Response` itself, it covers the headers, and then how long the body may stall.
   */
  readonly timeout?: number | undefined;
  /** Maximum number of retries; overrides the client's. */
  readonly maxRetries?: number | undefined;
  /** The `Idempotency-Key`, if the operation takes one; random for each call by default. */
  readonly idempotencyKey?: string | undefined;
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
