/**
 * Joins the generated routes to the handlers. This is where the compiler holds the server to the
 * contract: a missing handler, a status the contract does not list, a body or a header that is
 * not as it says, each is a type error.
 *
 * @module
 */
import type { IncomingMessage } from 'node:http';
import type { Readable } from 'node:stream';
import type { OpenAPIHono, RouteConfig } from '@hono/zod-openapi';
import type { BoundOperation, Contract } from 'contract-first/contract';
import { canonical } from 'contract-first/zod';
import type { Context, MiddlewareHandler } from 'hono';
import type { WebSocket } from 'ws';
import type { z } from 'zod';
import type { Principal } from '../auth/principal.ts';
import { formFields, routes } from '../generated/routes.gen.ts';
import { authenticate, authorize, type Verifiers } from './authenticate.ts';
import { contentCoding } from './codings.ts';
import type { Environment } from './environment.ts';
import { refuseForeignPages } from './foreignPages.ts';
import { type Answer, type Idempotency, KEPT, KEPT_TOKENS } from './idempotency.ts';
import { jsonBody, mostBytesOf, optionalJsonBody } from './jsonBody.ts';
import type { Metrics } from './metrics.ts';
import { IncomingForm } from './multipart.ts';
import { knownQuery } from './query.ts';
import type { RateLimits } from './rateLimit.ts';
import { respond } from './respond.ts';
import { onlyHandshakes, switchProtocols } from './upgrade.ts';

/** The media type of a body that is taken as the bytes that come. */
const RAW = 'application/octet-stream';
const KEY = 'Idempotency-Key';

type Routes = typeof routes;
type Forms = typeof formFields;
export type OperationId = keyof Routes;

type Output<Schema> = Schema extends z.ZodType ? z.output<Schema> : undefined;
type RequestOf<Id extends OperationId> = Routes[Id] extends { request: infer Request }
  ? Request
  : undefined;
type JsonOf<Request> = Request extends {
  body: { content: { 'application/json': { schema: infer Schema } } };
}
  ? Output<Schema>
  : undefined;

/** Whether an operation takes its body as the bytes that come, whatever they are. */
type IsRaw<Request> = Request extends { body: { content: { 'application/octet-stream': unknown } } }
  ? true
  : false;
/**
 * Whether an operation takes an idempotency key, and only its handler knows what was sent, or by
 * whom: its body is not read before, or holds the credentials.
 */
type IsOnce<Id extends OperationId> =
  RequestOf<Id> extends {
    headers: { shape: { 'idempotency-key': unknown } };
  }
    ? Id extends keyof Forms
      ? true
      : NeedsCredentials<Id> extends true
        ? IsRaw<RequestOf<Id>>
        : true
    : false;
type Once<Id extends OperationId> = (
  arrived: unknown,
  effect: () => Promise<Reply<Id>>,
  ...owner: NeedsCredentials<Id> extends true ? [] : [owner: string]
) => Promise<Reply<Id>>;
type NeedsCredentials<Id extends OperationId> = [
  NonNullable<Routes[Id]['security']>[number],
] extends [never]
  ? false
  : true;

/** What a handler is given: the request, read and validated by the contract. */
export type Input<Id extends OperationId> = {
  readonly params: RequestOf<Id> extends { params: infer Schema } ? Output<Schema> : undefined;
  readonly query: RequestOf<Id> extends { query: infer Schema } ? Output<Schema> : undefined;
  readonly body: JsonOf<RequestOf<Id>>;
  /** By their names in lower case. */
  readonly headers: RequestOf<Id> extends { headers: infer Schema } ? Output<Schema> : undefined;
  readonly form: Id extends keyof Forms ? IncomingForm<z.output<Forms[Id]>> : undefined;
  /** The body on its way, of an operation that takes bytes of any kind. */
  readonly content: IsRaw<RequestOf<Id>> extends true ? IncomingMessage : undefined;
  /** Who makes the request; undefined where the operation needs no credentials. */
  readonly principal: NeedsCredentials<Id> extends true ? Principal : undefined;
  /**
   * Carries out what the operation is for, once for each idempotency key. A handler that streams
   * its body calls it when all has arrived, one that is given credentials in it when they were
   * found to be right, and both before anything has an effect; for any other operation it is done
   * around the handler.
   *
   * @param arrived what tells this body from another, such as its digest
   * @param owner whose key it is, where the operation needs no credentials
   */
  readonly once: IsOnce<Id> extends true ? Once<Id> : undefined;
  /** Whether only the head of the answer is wanted. */
  readonly isHead: boolean;
  /** Aborted when the client is gone. */
  readonly signal: AbortSignal;
};

/** Headers that `src/http` sets by itself. */
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
      [Type in keyof Content]: Type extends 'application/json'
        ? Content[Type] extends { schema: infer Schema extends z.ZodType }
          ? z.input<Schema>
          : never
        : Raw;
    }[keyof Content]
  : undefined;
type IsEmpty<T> = keyof T extends never ? true : false;

/** A 101 has no body; what follows it is a WebSocket. */
type Switch = { readonly status: 101; readonly open: (socket: WebSocket) => void };

type ReplyOf<Status, Response> = Status extends 101
  ? Switch
  : Response extends { headers: infer Headers }
    ? { readonly status: Status; readonly body: BodyOf<Response> } & (IsEmpty<
        HeaderValues<Headers>
      > extends true
        ? { readonly headers?: undefined }
        : { readonly headers: HeaderValues<Headers> })
    : never;

/**
 * What a handler may answer: one of the statuses of its operation, with that one's headers and
 * body. Problems are not returned but thrown, as a `Failure`.
 */
export type Reply<Id extends OperationId> = {
  [Status in keyof Routes[Id]['responses']]: Routes[Id]['responses'][Status] extends {
    content: { 'application/problem+json': unknown };
  }
    ? never
    : ReplyOf<Status, Routes[Id]['responses'][Status]>;
}[keyof Routes[Id]['responses']];

/** A handler for every operation of the contract, none left out. */
export type Handlers = {
  readonly [Id in OperationId]: (input: Input<Id>) => Reply<Id> | Promise<Reply<Id>>;
};

/** Some of the handlers, such as those of one group. */
export type HandlersOf<Id extends OperationId> = Pick<Handlers, Id>;

/** What stands between a request and its handler. */
export type Gates = {
  readonly contract: Contract;
  readonly verifiers: Verifiers;
  readonly limits: RateLimits;
  readonly idempotency: Idempotency;
  readonly metrics: Metrics;
  /**
   * Passed by every operation that works on the library and may answer that it is not there (503),
   * after credentials were checked.
   */
  readonly available: () => void;
  /** Until all of a JSON body must be there, in milliseconds. */
  readonly bodyTime: number;
  /** Whose pages may sign in and open a WebSocket, in addition to the server's own. */
  readonly origins: readonly string[];
};

/** Mounts every route of the contract on its handler. */
export function mount(app: OpenAPIHono<Environment>, handlers: Handlers, gates: Gates): void {
  for (const id of Object.keys(routes) as OperationId[]) {
    const route: RouteConfig = {
      ...routes[id],
      middleware: gatesOf(operationOf(gates.contract, id), gates),
    };
    const fields = id in formFields ? formFields[id as keyof Forms] : undefined;
    const operation = operationOf(gates.contract, id);
    const takesRaw = RAW in (operation.requestBody?.content ?? {});
    const takesKey = operation.parameters.some(({ name }) => name === KEY);
    const isStreamed = takesRaw || fields !== undefined;
    // Those who call it themselves, as `IsOnce` has it.
    const isLate = isStreamed || operation.security.length === 0;
    // The compiler cannot follow an id through a union of all routes; that each handler fits its
    // own route was checked where `handlers` was made.
    const handler = handlers[id] as (input: unknown) => Promise<Answer | Switch>;
    app.openapi(route, async (c: Context<Environment>) => {
      const valid = (target: string) => c.req.valid(target as never);
      const once = takesKey
        ? onceFor(c, operation, gates.idempotency)
        : (_arrived: unknown, effect: () => Promise<Answer>) => effect();
      const input = {
        params: valid('param'),
        query: valid('query'),
        body: valid('json'),
        headers: valid('header'),
        content: takesRaw ? c.env.incoming : undefined,
        principal: c.get('principal'),
        form: fields && new IncomingForm(c.env.incoming, fields),
        once: isLate ? once : undefined,
        isHead: c.req.method === 'HEAD',
        signal: c.req.raw.signal,
      };
      const perform = () => handler(input);
      const reply =
        isLate || !takesKey
          ? await perform()
          : // What takes a key has an answer, and does not switch protocols.
            await once(input.body, () => perform() as Promise<Answer>);
      return 'open' in reply
        ? switchProtocols(c, reply.open)
        : respond(c, reply, routes[id].responses);
    });
  }
}

function operationOf(contract: Contract, id: OperationId): BoundOperation {
  const operation = contract.operations.get(id);
  if (!operation) throw new TypeError(`The contract has no operation "${id}"`);
  return operation;
}

/** Carries out an effect once for the idempotency key of a request, if it brings one. */
function onceFor(
  c: Context<Environment>,
  operation: BoundOperation,
  idempotency: Idempotency,
): (arrived: unknown, effect: () => Promise<Answer>, owner?: string) => Promise<Answer> {
  const key = c.req.header(KEY);
  const principal = c.get('principal');
  if (key === undefined) return (_arrived, effect) => effect();
  return (arrived, effect, whose = principal?.credential) => {
    if (whose === undefined) throw new TypeError(`Nobody owns the key of ${operation.id}`);
    const { pathname, searchParams } = new URL(c.req.url);
    searchParams.sort();
    const content = canonical([c.req.method, pathname, searchParams.toString(), arrived ?? null]);
    const lists = (status: number) => status in operation.responses;
    return idempotency.once(
      {
        owner: whose,
        key,
        content,
        life: principal ? KEPT : KEPT_TOKENS,
        lists,
        log: c.get('log'),
      },
      effect,
      () => c.header('Idempotency-Replayed', 'true'),
    );
  };
}

/** The gates of an operation in the order in which they are passed. */
function gatesOf(operation: BoundOperation, gates: Gates): MiddlewareHandler<Environment>[] {
  const needsCredentials = operation.security.length > 0;
  // What signs in or renews a session needs none, but answers with some.
  const isPrivate = needsCredentials || operation.method !== 'get';
  const passed: MiddlewareHandler<Environment>[] = [
    async (c, next) => {
      c.set('operation', operation);
      if (isPrivate) c.header('Cache-Control', 'no-store');
      await next();
    },
  ];
  const { limits, verifiers } = gates;
  const isSignIn = takesCredentials(operation);
  const isWebSocket = '101' in operation.responses;
  if (isWebSocket) passed.push(onlyHandshakes);
  // Of all others, the credentials are in headers, which no page can set without being allowed to.
  if (isSignIn || isWebSocket) passed.push(refuseForeignPages(gates.origins));
  if (needsCredentials) {
    passed.push(authenticate(operation.security, verifiers, (c) => limits.countFailure(c)));
  }
  if (isSignIn) passed.push(limits.countRefused);
  const policy = operation.operation['x-rate-limit'];
  const body = { bytes: mostBytesOf(operation), time: gates.bodyTime };
  if (typeof policy === 'string') passed.push(limits.middleware(policy, body, isSignIn));
  if (needsCredentials) passed.push(authorize(operation.security));
  const mayBeAway = '503' in operation.responses && needsLibrary(operation, gates.contract);
  if (needsCredentials && mayBeAway) {
    passed.push(async (_c, next) => {
      gates.available();
      await next();
    });
  }
  if ('400' in operation.responses) passed.push(knownQuery(operation));
  if (operation.requestBody) passed.push(contentCoding);
  if (operation.requestBody?.content['application/json']) {
    passed.push(operation.requestBody.required ? jsonBody(body) : optionalJsonBody(body));
  }
  return passed;
}

/** Whether an operation is given credentials in its body, such as a password. */
const takesCredentials = ({ security, responses }: BoundOperation): boolean =>
  security.length === 0 && '401' in responses;

/** Whether an operation works on the library: the tag of one that does not says `x-library: unneeded`. */
function needsLibrary({ operation }: BoundOperation, { document }: Contract): boolean {
  const unneeded = new Set(
    (document.tags ?? []).filter((tag) => tag['x-library'] === 'unneeded').map(({ name }) => name),
  );
  return !operation.tags?.some((tag) => unneeded.has(tag));
}
