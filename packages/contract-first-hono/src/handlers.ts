/**
 * The types of handlers: what they get and what they may return. They let the compiler hold a server
 * to its document: a missing handler, an unlisted status, or a body or header that differs from the
 * document is a type error.
 *
 * @module
 */
import type { IncomingMessage } from 'node:http';
import type { Readable } from 'node:stream';
import type { WebSocket } from 'ws';
import type { IncomingForm } from './body/form.ts';
import type { Principal } from './guards/principal.ts';
import type { Api } from './operation.ts';
import type { OperationTypes, TypesOf } from './routes.ts';

/** The ids of an API's operations. */
export type OperationId<A extends Api> = keyof A['routes'] & string;

/** The types of an operation, as its route carries them. */
type EntryOf<A extends Api, Id extends OperationId<A>> =
  TypesOf<A['routes'][Id]> extends infer Entry extends OperationTypes ? Entry : OperationTypes;

/** The security schemes that an API's operations use. */
export type SchemesOf<A extends Api> = {
  [Id in OperationId<A>]: EntryOf<A, Id>['security'];
}[OperationId<A>];

type PrincipalOf<Entry extends OperationTypes, P> = {
  readonly required: P;
  readonly optional: P | undefined;
  readonly none: undefined;
}[Entry['credentials']];

/** Whether the handler receives the body itself, as a form or as bytes. */
type IsStreamed<Entry extends OperationTypes> = [Entry['form'], Entry['content']] extends [
  undefined,
  undefined,
]
  ? [Extract<Entry['body'], { readonly value: IncomingForm<unknown> | IncomingContent }>] extends [
      never,
    ]
    ? false
    : true
  : true;
/**
 * Whether an operation takes an idempotency key, and only its handler knows what was sent, or by
 * whom: its body is not read beforehand, or contains the credentials.
 */
type IsIdempotentInside<Entry extends OperationTypes> = Entry['headers'] extends {
  readonly 'idempotency-key'?: unknown;
}
  ? 'idempotency-key' extends keyof Entry['headers']
    ? Entry['credentials'] extends 'none'
      ? true
      : IsStreamed<Entry>
    : false
  : false;
type Idempotently<Entry extends OperationTypes> = (
  arrived: unknown,
  effect: () => Promise<ResultOf<Entry>>,
  ...owner: Entry['credentials'] extends 'none' ? [owner: string] : []
) => Promise<ResultOf<Entry>>;

/** What a handler gets: the request, read and validated according to the document. */
export type Input<
  A extends Api,
  Id extends OperationId<A>,
  P extends Principal = Principal,
> = InputOf<EntryOf<A, Id>, P>;

type InputOf<Entry extends OperationTypes, P> = {
  /** The path parameters. */
  readonly params: Entry['params'];
  /** The query parameters. */
  readonly query: Entry['query'];
  /** The parsed body; if it can have several media types, with the one that it has. */
  readonly body: Entry['body'];
  /** The header parameters, by name in lower case. */
  readonly headers: Entry['headers'];
  /** The cookie parameters. */
  readonly cookies: Entry['cookies'];
  /** The multipart form while it arrives; undefined for other operations. */
  readonly form: Entry['form'];
  /** The body as a stream, for operations whose body is neither JSON nor a form. */
  readonly content: Entry['content'];
  /** The authenticated caller; undefined if the operation needs no credentials. */
  readonly principal: PrincipalOf<Entry, P>;
  /**
   * Runs the effect of the operation once for each idempotency key. A handler that streams its body
   * calls it when everything has arrived, and one with credentials in its body when they are
   * verified; both call it before anything has an effect. For all other operations it is undefined,
   * and the kit wraps the whole handler.
   *
   * @param arrived what distinguishes this body from another, such as its digest
   * @param owner whose key it is, for operations without credentials
   */
  readonly idempotently: IsIdempotentInside<Entry> extends true ? Idempotently<Entry> : undefined;
  /**
   * Which of some media types the request likes best by its `Accept`, for operations that respond with
   * several; undefined if it accepts none.
   */
  readonly preferred: <T extends string>(...mediaTypes: readonly T[]) => T | undefined;
  /** Whether the request is a HEAD, so that the body of the response is not needed. */
  readonly isHead: boolean;
  /** Aborted when the client disconnects. */
  readonly signal: AbortSignal;
};

/** A body that is passed on as it arrives. */
export type IncomingContent = IncomingMessage;

/** Headers that the kit sets itself. */
type OwnHeader =
  | 'X-Request-Id'
  | 'Idempotency-Replayed'
  | 'X-RateLimit-Limit'
  | 'X-RateLimit-Remaining'
  | 'X-RateLimit-Reset'
  | 'RateLimit-Policy'
  | 'RateLimit';

/** What may be returned as a body that is not JSON. */
export type Raw = string | Uint8Array<ArrayBuffer> | Readable;

/** A message of `text/event-stream` (HTML, section 9.2). */
export type ServerSentEvent = {
  /** A text is sent as it is, anything else as JSON. */
  readonly data: unknown;
  readonly event?: string | undefined;
  readonly id?: string | undefined;
  /** In milliseconds. */
  readonly retry?: number | undefined;
};

/** A 101 has no body. `open` gets the WebSocket. */
export type Switch = { readonly status: 101; readonly open: (socket: WebSocket) => void };

/** A result whose type is not known from the document. */
export type UntypedResult = {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string | undefined>>;
  readonly body?: unknown;
};

type Digit = 0 | 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8 | 9;
type NumberIn<Text> = Text extends `${infer Value extends number}` ? Value : never;
type StatusesOf<Class extends 1 | 2 | 3 | 4 | 5> = NumberIn<`${Class}${Digit}${Digit}`>;
type Ranges = {
  readonly '1XX': StatusesOf<1>;
  readonly '2XX': StatusesOf<2>;
  readonly '3XX': StatusesOf<3>;
  readonly '4XX': StatusesOf<4>;
  readonly '5XX': StatusesOf<5>;
  readonly default: StatusesOf<1 | 2 | 3 | 4 | 5>;
};
/**
 * The statuses that a range such as `2XX`, or `default`, stands for: those that are not listed by
 * themselves.
 */
export type AnyStatus<Range, Listed> = Exclude<
  Range extends keyof Ranges ? Ranges[Range] : number,
  Listed | (Listed extends keyof Ranges ? Ranges[Listed] : never)
>;

/** A result without the headers that the kit sets. */
type Settable<Result> = Result extends { readonly headers?: infer Headers }
  ? keyof NonNullable<Headers> & OwnHeader extends never
    ? Result
    : Omit<Result, 'headers'> & HeadersOf<Omit<NonNullable<Headers>, OwnHeader>>
  : Result;
/** Headers that may be left out if each one may be. */
type HeadersOf<Headers> = keyof Headers extends never
  ? { readonly headers?: undefined }
  : Record<never, never> extends Headers
    ? { readonly headers?: Headers | undefined }
    : { readonly headers: Headers };
type ResultOf<Entry extends OperationTypes> = Settable<Entry['results']>;

/**
 * What a handler may return: one of the statuses of its operation with the headers and body of that
 * status. Problems are not returned but thrown, as a `ProblemError`.
 */
export type HandlerResult<A extends Api, Id extends OperationId<A>> = ResultOf<EntryOf<A, Id>>;

/** A handler for every operation of the document. */
export type Handlers<A extends Api, P extends Principal = Principal> = {
  readonly [Id in OperationId<A>]: (
    input: Input<A, Id, P>,
  ) => HandlerResult<A, Id> | Promise<HandlerResult<A, Id>>;
};
