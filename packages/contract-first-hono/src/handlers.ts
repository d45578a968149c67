/**
 * What handlers are given and may answer, as types. This is where the compiler holds a server to its
 * document: a missing handler, a status the document does not list, a body or a header that is not as
 * it says, each is a type error.
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
/** The schema of a JSON body; none where there is no such body. */
type JsonSchemaOf<Content> = Content[keyof Content & Json] extends { schema: infer Schema }
  ? Schema
  : never;
type JsonOf<Content> = [JsonSchemaOf<Content>] extends [never]
  ? undefined
  : Output<JsonSchemaOf<Content>>;
/** Whether an operation takes its body as the bytes that come: it is neither JSON nor a form of several parts. */
type IsRaw<Content> = [Content] extends [never]
  ? false
  : [keyof Content & (Json | 'multipart/form-data')] extends [never]
    ? true
    : false;

type KeysOf<T> = T extends T ? keyof T : never;
type SecurityOf<Route> = Route extends { security: readonly (infer Requirement)[] }
  ? Requirement
  : never;
/** The security schemes that an API's operations name. */
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
/** Alternatives that another one has are there as `undefined` in the type of a list. */
type IsNone<Requirement> = [Requirement[keyof Requirement]] extends [undefined] ? true : false;
type PrincipalOf<Route, P> =
  NeedsCredentials<Route> extends true
    ? IsOptional<Route> extends true
      ? P | undefined
      : P
    : undefined;

/**
 * Whether an operation takes an idempotency key, and only its handler knows what was sent, or by
 * whom: its body is not read before, or holds the credentials.
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

/** What a handler is given: the request, read and validated by the document. */
export type Input<A extends Api, Id extends OperationId<A>, P extends Principal = Principal> = {
  readonly params: RequestOf<RouteOf<A, Id>> extends { params: infer Schema }
    ? Output<Schema>
    : undefined;
  readonly query: RequestOf<RouteOf<A, Id>> extends { query: infer Schema }
    ? Output<Schema>
    : undefined;
  readonly body: JsonOf<ContentOf<RequestOf<RouteOf<A, Id>>>>;
  /** By their names in lower case. */
  readonly headers: RequestOf<RouteOf<A, Id>> extends { headers: infer Schema }
    ? Output<Schema>
    : undefined;
  readonly cookies: RequestOf<RouteOf<A, Id>> extends { cookies: infer Schema }
    ? Output<Schema>
    : undefined;
  readonly form: Id extends keyof A['formFields']
    ? IncomingForm<z.output<FieldsOf<A, Id>>>
    : undefined;
  /** The body on its way, of an operation that takes bytes of another kind than JSON. */
  readonly content: IsRaw<ContentOf<RequestOf<RouteOf<A, Id>>>> extends true
    ? IncomingMessage
    : undefined;
  /** Who makes the request; undefined where the operation needs no credentials. */
  readonly principal: PrincipalOf<RouteOf<A, Id>, P>;
  /**
   * Carries out what the operation is for, once for each idempotency key. A handler that streams
   * its body calls it when all has arrived, one that is given credentials in it when they were
   * found to be right, and both before anything has an effect; for any other operation it is done
   * around the handler.
   *
   * @param arrived what tells this body from another, such as its digest
   * @param owner whose key it is, where the operation needs no credentials
   */
  readonly idempotently: IsIdempotentInside<A, Id> extends true ? Idempotently<A, Id> : undefined;
  /** Whether only the head of the response is wanted. */
  readonly isHead: boolean;
  /** Aborted when the client is gone. */
  readonly signal: AbortSignal;
};

/** Headers that the kit sets by itself. */
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
/** What may be sent as a body that is not JSON. */
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

/** A 101 has no body; what follows it is a WebSocket. */
export type Switch = { readonly status: 101; readonly open: (socket: WebSocket) => void };

/** A result of which the types say nothing. */
export type UntypedResult = {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string | undefined>>;
  readonly body: unknown;
};

/** A range of statuses, such as `2XX`, and `default` stand for any number. */
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
 * What a handler may answer: one of the statuses of its operation, with that one's headers and
 * body. Problems are not returned but thrown, as a `ProblemError`.
 */
export type HandlerResult<A extends Api, Id extends OperationId<A>> = {
  [Status in keyof RouteOf<A, Id>['responses']]: RouteOf<A, Id>['responses'][Status] extends {
    content: { 'application/problem+json': unknown };
  }
    ? never
    : ResultOf<Status, RouteOf<A, Id>['responses'][Status]>;
}[keyof RouteOf<A, Id>['responses']];

/** A handler for every operation of the document, none left out. */
export type Handlers<A extends Api, P extends Principal = Principal> = {
  readonly [Id in OperationId<A>]: (
    input: Input<A, Id, P>,
  ) => HandlerResult<A, Id> | Promise<HandlerResult<A, Id>>;
};
