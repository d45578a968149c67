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
import type { z } from 'zod';
import type { IncomingForm } from './body/form.ts';
import type { Principal } from './guards/principal.ts';
import type { Api } from './operation.ts';

/** The ids of an API's operations. */
export type OperationId<A extends Api> = keyof A['routes'] & string;

type RouteOf<A extends Api, Id extends OperationId<A>> = A['routes'][Id];
type FieldsOf<A extends Api, Id extends OperationId<A>> = Id extends keyof A['formFields']
  ? A['formFields'][Id]
  : never;
type Output<Schema> = Schema extends z.ZodType ? z.output<Schema> : undefined;
type RequestOf<Route> = Route extends { request: infer Request } ? Request : undefined;
type ContentOf<Request> = Request extends { body: { content: infer Content } } ? Content : never;

/** The media types that are read as JSON. */
type Json = 'application/json' | `application/${string}+json`;
/** The schema of a JSON body; `never` if there is none. */
type JsonSchemaOf<Content> = Content[keyof Content & Json] extends { schema: infer Schema }
  ? Schema
  : never;
type JsonOf<Content> = [JsonSchemaOf<Content>] extends [never]
  ? undefined
  : Output<JsonSchemaOf<Content>>;
/** Whether an operation's body is passed on as bytes: it is neither JSON nor a multipart form. */
type IsRaw<Content> = [Content] extends [never]
  ? false
  : [keyof Content & (Json | 'multipart/form-data')] extends [never]
    ? true
    : false;

type KeysOf<T> = T extends T ? keyof T : never;
type SecurityOf<Route> = Route extends { security: readonly (infer Requirement)[] }
  ? Requirement
  : never;
/** The security schemes that an API's operations use. */
export type SchemesOf<A extends Api> = KeysOf<SecurityOf<A['routes'][keyof A['routes']]>> & string;

type NeedsCredentials<Route> = [SecurityOf<Route>] extends [never] ? false : true;
/** Whether one of the alternatives is to have no credentials. */
type IsOptional<Route> = true extends (
  SecurityOf<Route> extends infer Each
    ? Each extends Each
      ? IsNone<Each>
      : never
    : never
)
  ? true
  : false;
/** In the type of a list, the schemes of other alternatives are present as `undefined`. */
type IsNone<Requirement> = [Requirement[keyof Requirement]] extends [undefined] ? true : false;
type PrincipalOf<Route, P> =
  NeedsCredentials<Route> extends true
    ? IsOptional<Route> extends true
      ? P | undefined
      : P
    : undefined;

/**
 * Whether an operation takes an idempotency key, and only its handler knows what was sent, or by
 * whom: its body is not read beforehand, or contains the credentials.
 */
type IsIdempotentInside<A extends Api, Id extends OperationId<A>> =
  RequestOf<RouteOf<A, Id>> extends { headers: { shape: { 'idempotency-key': unknown } } }
    ? Id extends keyof A['formFields']
      ? true
      : NeedsCredentials<RouteOf<A, Id>> extends true
        ? IsRaw<ContentOf<RequestOf<RouteOf<A, Id>>>>
        : true
    : false;
type Idempotently<A extends Api, Id extends OperationId<A>> = (
  arrived: unknown,
  effect: () => Promise<HandlerResult<A, Id>>,
  ...owner: NeedsCredentials<RouteOf<A, Id>> extends true ? [] : [owner: string]
) => Promise<HandlerResult<A, Id>>;

/** What a handler gets: the request, read and validated according to the document. */
export type Input<A extends Api, Id extends OperationId<A>, P extends Principal = Principal> = {
  /** The path parameters. */
  readonly params: RequestOf<RouteOf<A, Id>> extends { params: infer Schema }
    ? Output<Schema>
    : undefined;
  /** The query parameters. */
  readonly query: RequestOf<RouteOf<A, Id>> extends { query: infer Schema }
    ? Output<Schema>
    : undefined;
  /** The parsed JSON body. */
  readonly body: JsonOf<ContentOf<RequestOf<RouteOf<A, Id>>>>;
  /** The header parameters, by name in lower case. */
  readonly headers: RequestOf<RouteOf<A, Id>> extends { headers: infer Schema }
    ? Output<Schema>
    : undefined;
  /** The cookie parameters. */
  readonly cookies: RequestOf<RouteOf<A, Id>> extends { cookies: infer Schema }
    ? Output<Schema>
    : undefined;
  /** The multipart form while it arrives; undefined for other operations. */
  readonly form: Id extends keyof A['formFields']
    ? IncomingForm<z.output<FieldsOf<A, Id>>>
    : undefined;
  /** The body as a stream, for operations whose body is neither JSON nor a multipart form. */
  readonly content: IsRaw<ContentOf<RequestOf<RouteOf<A, Id>>>> extends true
    ? IncomingMessage
    : undefined;
  /** The authenticated caller; undefined if the operation needs no credentials. */
  readonly principal: PrincipalOf<RouteOf<A, Id>, P>;
  /**
   * Runs the effect of the operation once for each idempotency key. A handler that streams its body
   * calls it when everything has arrived, and one with credentials in its body when they are
   * verified; both call it before anything has an effect. For all other operations it is undefined,
   * and the kit wraps the whole handler.
   *
   * @param arrived what distinguishes this body from another, such as its digest
   * @param owner whose key it is, for operations without credentials
   */
  readonly idempotently: IsIdempotentInside<A, Id> extends true ? Idempotently<A, Id> : undefined;
  /** Whether the request is a HEAD, so that the body of the response is not needed. */
  readonly isHead: boolean;
  /** Aborted when the client disconnects. */
  readonly signal: AbortSignal;
};

/** Headers that the kit sets itself. */
type OwnHeader =
  | 'X-Request-Id'
  | 'Idempotency-Replayed'
  | 'X-RateLimit-Limit'
  | 'X-RateLimit-Remaining'
  | 'X-RateLimit-Reset'
  | 'RateLimit-Policy'
  | 'RateLimit';

type RequiredHeader<Headers> = {
  [Name in keyof Headers]: Headers[Name] extends { readonly required: true } ? Name : never;
}[keyof Headers];
type HeaderValues<Headers> = {
  readonly [Name in Exclude<RequiredHeader<Headers>, OwnHeader>]: string;
} & {
  readonly [Name in Exclude<keyof Headers, OwnHeader | RequiredHeader<Headers>>]?:
    | string
    | undefined;
};
/** What may be returned as a body that is not JSON. */
export type Raw = string | Uint8Array<ArrayBuffer> | Readable;
type BodyOf<Response> = Response extends { content: infer Content }
  ? {
      [Type in keyof Content]: Type extends Json
        ? Content[Type] extends { schema: infer Schema extends z.ZodType }
          ? z.input<Schema>
          : never
        : Raw;
    }[keyof Content]
  : undefined;
type IsEmpty<T> = keyof T extends never ? true : false;

/** A 101 has no body. `open` gets the WebSocket. */
export type Switch = { readonly status: 101; readonly open: (socket: WebSocket) => void };

/** A result whose type is not known from the document. */
export type UntypedResult = {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string | undefined>>;
  readonly body: unknown;
};

/** A range of statuses, such as `2XX`, and `default` allow any number. */
type StatusOf<Key> = Key extends number ? Key : number;
type ResultOf<Status, Response> = Status extends 101
  ? Switch
  : Response extends { headers: infer Headers }
    ? { readonly status: StatusOf<Status>; readonly body: BodyOf<Response> } & (IsEmpty<
        HeaderValues<Headers>
      > extends true
        ? { readonly headers?: undefined }
        : [Exclude<RequiredHeader<Headers>, OwnHeader>] extends [never]
          ? { readonly headers?: HeaderValues<Headers> }
          : { readonly headers: HeaderValues<Headers> })
    : {
        readonly status: StatusOf<Status>;
        readonly body: BodyOf<Response>;
        readonly headers?: undefined;
      };

/**
 * What a handler may return: one of the statuses of its operation with the headers and body of that
 * status. Problems are not returned but thrown, as a `ProblemError`.
 */
export type HandlerResult<A extends Api, Id extends OperationId<A>> = {
  [Status in keyof RouteOf<A, Id>['responses']]: RouteOf<A, Id>['responses'][Status] extends {
    content: { 'application/problem+json': unknown };
  }
    ? never
    : ResultOf<Status, RouteOf<A, Id>['responses'][Status]>;
}[keyof RouteOf<A, Id>['responses']];

/** A handler for every operation of the document. */
export type Handlers<A extends Api, P extends Principal = Principal> = {
  readonly [Id in OperationId<A>]: (
    input: Input<A, Id, P>,
  ) => HandlerResult<A, Id> | Promise<HandlerResult<A, Id>>;
};
