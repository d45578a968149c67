/**
 * Operations as data, which generated code has and the runtime carries out. What an operation needs
 * is referred to as a function, never by a name, so that a bundle has only what it uses. Generated
 * code imports these functions one by one: bundlers keep unused operations that read from a namespace
 * (`import * as bodies`), with all that they refer to.
 *
 * @module
 */
import type { Deadline } from './deadline.ts';
import type { Middleware } from './middleware.ts';
import type { CallOptions } from './options.ts';
import type { Convert, Shape } from './shape.ts';

/** What is true of a whole API. */
export type Api = {
  /** The server, unless the client names another; without one, a client must name it. */
  readonly baseUrl?: string;
  /** All schemes of the document, in the order in which they are preferred. */
  readonly schemes?: readonly SecurityScheme[];
  /** `givenProof` of `credentials.ts`, if there are schemes. */
  readonly authenticate?: Authenticate;
  /** Refuses credentials for two schemes, because no operation takes more than one. */
  readonly isOneScheme?: true;
  /** The codes of problems after which the same request is sent again. */
  readonly retriedProblems?: readonly string[];
  /** `convert` of `shape.ts`, if any operation has a shape. */
  readonly convert?: Convert;
};

/** An operation of the document. */
export type Operation = {
  /** The method of the client, such as `files.list`. */
  readonly id: string;
  /** Such as `GET`. */
  readonly method: string;
  /** With wire names in braces, such as `/files/{file_id}`; may have a query or a fragment. */
  readonly path: string;
  /** Its own server; relative to the base URL. Not used if the client was given a base URL. */
  readonly server?: string;
  /**
   * A name alone is a text, or a list of texts, of the query. What the path has in braces and is not
   * listed is a text of the path.
   */
  readonly parameters?: readonly (Parameter | string)[];
  /**
   * The arguments that may be given by position, in that order; by default those of the path. A plain
   * object in their place ends them, so none of them may be a plain object itself.
   */
  readonly positional?: readonly string[];
  /** The first one that has all given arguments is sent, unless `contentType` chooses another. */
  readonly bodies?: readonly BodyForm[];
  /** An absent body that is required is sent as one without fields. */
  readonly isBodyRequired?: true;
  /** Of the responses that are a success; without any, the result is undefined. */
  readonly answers?: readonly AnswerForm[];
  /** Of other responses, if they have to be converted. Without one that matches, the body stays as it is. */
  readonly errors?: readonly ErrorForm[];
  /**
   * Alternatives, each a list of schemes that are used together; an empty list is for none. Without
   * alternatives, no credentials are sent.
   */
  readonly security?: readonly Requirement[];
  /** What makes it safe to send the operation again: a header, and `randomId` for its value. */
  readonly idempotencyKey?: { readonly header: string; readonly make: () => string };
  readonly pagination?: Pagination;
  /** The policy of its rate limit. */
  readonly limit?: string;
  /** Changes the session that the client keeps. */
  readonly session?: KeepSession;
  /** The operation that refreshes the session which this one begins. */
  readonly refresh?: () => Operation;
};

/** Schemes that are used together. */
export type Requirement = readonly SecurityUse[];

/** A scheme, with the scopes that an operation needs, if there are any. */
export type SecurityUse =
  | SecurityScheme
  | { readonly scheme: SecurityScheme; readonly scopes: readonly string[] };

/** A parameter of the path, query, headers or cookies. */
export type Parameter = {
  /** The name of the argument. */
  readonly name: string;
  /** The name in the document, if it is another. */
  readonly wire?: string;
  readonly in: 'path' | 'query' | 'querystring' | 'header' | 'cookie';
  /**
   * A function of `parameters.ts`, which cookies always have. Without one, it is a text, or a list of
   * texts, in the default style of its place.
   */
  readonly write?: WriteParameter;
  /** Of `label`, `matrix`, `simple`, `form` and `cookie`: whether items and properties stand alone. */
  readonly isExploded?: boolean;
  /** Whether reserved characters stay as they are. */
  readonly allowReserved?: true;
  /** The media type of a parameter with `content`. */
  readonly content?: string;
  readonly shape?: () => Shape;
  /** Whether it is one of the options instead of the arguments, such as `ifMatch`. */
  readonly isOption?: true;
};

/**
 * The texts of a parameter, percent-encoded where its place needs it: `name=value` for queries and
 * cookies, one value for paths and headers, none if there is nothing to send.
 *
 * @throws TypeError for a value that cannot be sent
 */
export type WriteParameter = (parameter: Parameter, value: unknown) => readonly string[];

/** A body that an operation takes. */
export type BodyForm = {
  /** May be a range, such as `image/*`. */
  readonly mediaType: string;
  /** A function of `bodies.ts`. */
  readonly write: WriteBody;
  /** The properties that are arguments of their own; a name alone is that of both. */
  readonly fields?: readonly (BodyField | string)[];
  /** Otherwise the argument that is the whole body. */
  readonly argument?: string;
  /** Of the whole body, unless it has fields; of each item of a sequence. */
  readonly shape?: () => Shape;
  /** Of a form: how its parts are written, by wire name. */
  readonly parts?: Readonly<Record<string, Part>>;
};

/** A property of a body that is an argument of its own. */
export type BodyField = {
  readonly name: string;
  /** The name of the property, if it is another. */
  readonly wire?: string;
  readonly shape?: () => Shape;
};

/** How a part of a form is written. */
export type Part = {
  readonly file?: 'one' | 'list';
  /** Of a part of a multipart form; without one, that of its value. */
  readonly contentType?: string;
  /** Writes a field like a query parameter: a function of `parameters.ts`. */
  readonly write?: WriteParameter;
  readonly isExploded?: boolean;
  readonly allowReserved?: true;
  /** Whether the whole value is one JSON text; otherwise each item of a list is a part. */
  readonly isJson?: true;
};

/** What a request carries as its body. */
export type Body = {
  readonly contentType?: string | undefined;
  /** A stream can be sent once; all else as often as needed, each time the same bytes. */
  readonly content?: string | Blob | ReadableStream<Uint8Array>;
  /** Wraps `fetch`, to report how much of the body was sent. */
  readonly around?: Middleware;
};

/** A call whose body is written. */
export type BodyCall = {
  readonly operation: Operation;
  readonly params: Arguments['params'];
  readonly options: CallOptions;
  /** Converts a value for the wire by its shape. */
  toWire(value: unknown, shape: (() => Shape) | undefined): unknown;
  /** The form that was chosen from those of the operation. */
  readonly form?: BodyForm;
};

/**
 * Writes the body of a request, in the form that was chosen, or else in the one of the operation that
 * fits the call.
 *
 * @throws TypeError for a value that cannot be sent
 */
export type WriteBody = (call: BodyCall) => Promise<Body>;

/** A body that a successful response may have. */
export type AnswerForm = {
  readonly mediaType: string;
  /** Such as `200` or `2XX`, unless all successful responses may have it. */
  readonly status?: string;
  /** A function of `answers.ts`. */
  readonly read: ReadAnswer;
  /** Of the body, or of each item of a stream; for events, see `data`. */
  readonly shape?: () => Shape;
  /**
   * Of events: `json` if their data is parsed, `text` if it stays a text. By default it is parsed.
   */
  readonly data?: 'json' | 'text';
  /** Of events whose data is parsed: the types of those whose data stays a text. */
  readonly texts?: readonly string[];
  /** Of events: whether items are events with `event`, `data`, `id`, and not just their data. */
  readonly isWholeEvent?: true;
  /** Of events: the data that ends the stream; by default `[DONE]` if data is parsed. */
  readonly end?: string;
};

/** A body that an unsuccessful response may have. */
export type ErrorForm = {
  /** Such as `404`, `4XX` or `default`. */
  readonly status: string;
  readonly shape: () => Shape;
};

/**
 * Reads the body of a successful response.
 *
 * @throws ApiError if it is not what its media type says
 */
export type ReadAnswer = (
  response: Response,
  form: AnswerForm,
  reading: Reading,
) => Promise<unknown> | unknown;

/** What readers of answers have at hand. */
export type Reading = {
  /** Converts what was read by its shape. */
  convert(value: unknown, shape: (() => Shape) | undefined): unknown;
  /** Milliseconds that a body may stall, for those that are read after the call. */
  readonly timeout: number;
  /** Whether the call itself was given that time. */
  readonly isTimeoutGiven: boolean;
  /** Ends waiting when the caller aborts the call. */
  readonly signal: AbortSignal;
  /** How often a lost connection is resumed before anything arrives. */
  readonly maxRetries: number;
  readonly operation: Operation;
  /** Of the request. */
  readonly headers: Headers;
  /**
   * Sends the request again, with further headers.
   *
   * @throws ApiError if it is refused
   */
  again(headers: Readonly<Record<string, string>>): Promise<Response>;
  /** The class of error that a failure is. */
  explain(cause: unknown): Error;
  /** The response of `withResponse`; replaced by a reader whose result is another one. */
  response: Response;
};

/** How a list is read page by page. Paths are names in results, from the result on. */
export type Pagination = {
  /** A function of `nextPages.ts`. */
  readonly next: NextPage;
  /** Where the items are; empty if the result is the list itself. */
  readonly items: readonly string[];
  /** The argument that is changed for the next page. */
  readonly parameter?: string;
  /** Where the next cursor, or its URL, is. */
  readonly cursor?: readonly string[];
  /** What the document calls it, for messages. */
  readonly wire?: string;
  readonly hasMore?: readonly string[];
  /** Where the number of all items, or of all pages, is. */
  readonly total?: readonly string[];
  readonly totalPages?: readonly string[];
  /** The property of the last item that is sent. */
  readonly id?: string;
  /** 1 by default. */
  readonly firstPage?: 0 | 1;
};

/** A page that has arrived. */
export type ArrivedPage = {
  readonly pagination: Pagination;
  readonly data: unknown;
  readonly items: readonly unknown[];
  readonly response: Response;
  /** The arguments that it was requested with. */
  readonly params: Readonly<Record<string, unknown>>;
  /** The pages that were read so far, this one included. */
  readonly pagesRead: number;
  /** Their items. */
  readonly itemsRead: number;
};

/** The arguments or the address of the next page; undefined after the last one. */
export type NextPage = (page: ArrivedPage) =>
  | (Partial<Omit<Arguments, 'options'>> & {
      /** What the server has sent as the address. */
      readonly link?: string;
    })
  | undefined;

/** What a method was called with. */
export type Arguments = {
  readonly params: Readonly<Record<string, unknown>>;
  readonly options: CallOptions;
  /** The URL of another page instead of that of the operation, by the base URL. */
  readonly address?: ((baseUrl: string) => string) | undefined;
};

/** The result of a call, with the response that it was read from. */
export type Answer<Result> = {
  readonly data: Result;
  /** The response, for its status and headers; its body has been read, unless `data` is the response itself. */
  readonly response: Response;
  /** The request ID in the server's log. */
  readonly requestId: string | undefined;
};

/** Carries out the operations of one server with one set of credentials, which it does not reveal. */
export type Connection = {
  send<Result>(operation: Operation, args: Arguments): Promise<Answer<Result>>;
  /** The server, without a slash at its end. */
  baseUrl(): string;
  /** The class that opens WebSockets; undefined if the platform has none. */
  readonly WebSocket: (new (url: string) => WebSocketLike) | undefined;
};

/** As much of a WebSocket as the client uses; the platform's own, or that of `ws`. */
export type WebSocketLike = {
  readonly readyState: number;
  addEventListener(type: 'message' | 'close' | 'error', listener: () => void): void;
  send(data: string): void;
  close(): void;
};

/** A channel of an AsyncAPI document. */
export type Channel = {
  /** The method that opens it, such as `events.connect`. */
  readonly id: string;
  readonly path: string;
  /** The operation whose answer has the `ticket` that opens it. */
  readonly ticket: Operation;
  /** The codes with which the server closes it for good. */
  readonly final: readonly number[];
  /** Of events, by their type, if they have to be converted; then `convert` is there as well. */
  readonly events?: Readonly<Record<string, () => Shape>>;
  /** The messages other than events that concern callers, by their type; null if nothing is converted. */
  readonly messages?: Readonly<Record<string, (() => Shape) | null>>;
  /** `convert` of `convert.ts`. */
  readonly convert?: Convert;
};

/** How the end of what an operation starts is waited for. Names are those in results. */
export type Waiting = {
  /** Returns the state. */
  readonly status: Operation;
  /** The property that names what was started, and is the argument of the status operation. */
  readonly key: string;
  readonly state: string;
  /** The states in which it continues. */
  readonly running: readonly string[];
};

/** A security scheme of the document. */
export type SecurityScheme = {
  /** The option of the client that has its credentials, such as `apiKey`. */
  readonly option: string;
  /** A function of `security.ts`. */
  readonly prepare: PrepareCredentials;
  /** Of an API key: where it is sent. */
  readonly in?: 'header' | 'query' | 'cookie';
  /** Of an API key: the name of the header, the query parameter or the cookie. */
  readonly name?: string;
  /** Of another HTTP scheme: its name, such as `Digest`. */
  readonly scheme?: string;
  /** Of OAuth 2.0 with client credentials: where tokens are requested; may be relative to the base URL. */
  readonly tokenUrl?: string;
  /**
   * Names of the environment variables that have its credentials, without the prefix of the API, such
   * as `API_KEY`; two for a user name and password, or a client id and secret. They are read if the
   * client was given no credentials at all.
   */
  readonly environment?: readonly string[];
};

/**
 * Prepares to send credentials.
 *
 * @throws TypeError that never repeats a credential
 */
export type PrepareCredentials = (
  scheme: SecurityScheme,
  credentials: unknown,
  setting: CredentialSetting,
) => Credentials;

/** What a scheme needs to get credentials by itself. */
export type CredentialSetting = {
  /** Resolves a URL relative to the server. */
  resolve(url: string): string;
  /** The client's `fetch`, without its middleware. */
  fetch(request: {
    readonly url: string;
    readonly method: string;
    readonly headers: Headers;
    readonly body: string;
    readonly signal: AbortSignal;
  }): Promise<Response>;
};

/** Credentials of one scheme. */
export type Credentials = {
  /** What adds them to a request that is sent now. */
  sign(scopes: readonly string[], deadline: Deadline): Promise<Sign> | Sign;
  /**
   * Gets others after a request was refused with 401.
   *
   * @param refused what was added to that request
   * @returns whether it makes sense to send the request again
   */
  renew?(scopes: readonly string[], deadline: Deadline, refused: readonly Sign[]): Promise<boolean>;
};

/** Adds credentials to a request to the client's own server; returns its URL. */
export type Sign = (headers: Headers, url: string) => string;

/**
 * The credentials that a client was created with.
 *
 * @throws TypeError that names the invalid option, and never repeats a credential
 */
export type Authenticate = (api: Api, options: object, setting: CredentialSetting) => Proof;

/** The credentials of a client: those that it was created with, or those of a later sign-in. */
export type Account = {
  /** Undefined if no operation needs any. */
  proof: Proof | undefined;
  /** The one that the client was created with. */
  readonly given: Proof | undefined;
  send(operation: Operation, args: Arguments): Promise<unknown>;
};

/** The credentials of requests. */
export type Proof = {
  /** What a request has that is sent now. */
  prove(operation: Operation, deadline: Deadline): Promise<readonly Sign[]>;
  /** Gets other credentials after a 401; returns whether the request is sent again. */
  recover(operation: Operation, deadline: Deadline, refused: readonly Sign[]): Promise<boolean>;
};

export type KeepSession = (account: Account, operation: Operation, answer: unknown) => void;
