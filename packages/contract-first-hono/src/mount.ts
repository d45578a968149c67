/**
 * Connects the generated routes to the handlers, each behind the guards that its operation needs.
 *
 * @module
 */
import type { Context, MiddlewareHandler } from 'hono';
import { bodyReader, receiveBody } from './body/bodies.ts';
import { contentCoding } from './body/codings.ts';
import { mostBytesOf } from './body/jsonBody.ts';
import { type BodyPlan, bodyPlanOf, isStreamed } from './body/media.ts';
import type { Environment } from './environment.ts';
import { authenticate, authorize, type Covers, type Credentials } from './guards/authenticate.ts';
import { refuseForeignPages } from './guards/foreignPages.ts';
import { knownQuery } from './guards/knownQuery.ts';
import { percentEncoding } from './guards/percentEncoding.ts';
import { handlerInput } from './handlerInput.ts';
import type { Switch, UntypedResult } from './handlers.ts';
import { type Idempotency, RESULT_LIFE, TOKENS_LIFE } from './idempotency/idempotency.ts';
import type { RateLimits } from './limits/rateLimits.ts';
import { type Api, type Operation, statusKey } from './operation.ts';
import { type PathValues, parametersOf } from './parameters/parameters.ts';
import { setHeader } from './reply.ts';
import { respond } from './respond.ts';
import { acceptable } from './responses/acceptable.ts';
import { type Check, chain, type Step } from './routing/chain.ts';
import { answerUnwritten, handlerOf, type Unwritten } from './unwritten.ts';
import { isOnlyWebSocket, onlyHandshakes, switchProtocols } from './upgrade.ts';
import { canonical } from './zod/canonical.ts';

const KEY = 'Idempotency-Key';

/** What checks requests before they reach a handler. */
export type Guards = {
  readonly credentials: Credentials;
  readonly covers?: Covers | undefined;
  readonly missing?: ((operation: Operation) => string) | undefined;
  readonly limits: RateLimits;
  readonly idempotency: Idempotency;
  /** The app's own check, after credentials, limits and scopes, and before the body is read. */
  readonly check?: ((operation: Operation) => Check | undefined) | undefined;
  /** Runs in the same place. */
  readonly before?:
    | ((operation: Operation) => MiddlewareHandler<Environment> | undefined)
    | undefined;
  /** Time limit for receiving a whole JSON body, in milliseconds. */
  readonly bodyTime: number;
  /** Origins whose pages may sign in and open a WebSocket, besides the server's own. */
  readonly origins: readonly string[];
  readonly originAdvice?: string | undefined;
};

/** A handler, regardless of its types. */
type AnyHandler = (input: unknown) => Promise<UntypedResult | Switch>;

/** An operation, ready to answer requests. */
export type Endpoint = {
  readonly operation: Operation;
  /** Answers a request that was routed here. */
  answer(c: Context<Environment>, path: PathValues): Promise<void>;
};

/**
 * Connects each route of an API to its handler.
 *
 * @param refuse turns an error into a response
 */
export function endpointsOf(
  { routes, formFields }: Api,
  operations: ReadonlyMap<string, Operation>,
  handlers: object,
  unwritten: Unwritten | undefined,
  guards: Guards,
  refuse: (error: Error, c: Context<Environment>) => Response,
): Endpoint[] {
  return [...operations].map(([id, operation]) => {
    const { request } = routes[id] ?? {};
    const fields = Object.hasOwn(formFields, id) ? formFields[id] : undefined;
    const plan = bodyPlanOf(operation, request, fields);
    const takesKey = operation.headers.includes(KEY);
    const readParameters = parametersOf(operation, request);
    const readBody = bodyReader(plan);
    // Their handlers call it themselves (see `IsIdempotentInside`).
    const isLate = (plan && isStreamed(plan)) || operation.security.length === 0;
    // The compiler cannot track an id through a union of all routes. That each handler fits its route
    // was checked where the handlers were defined.
    const handler = handlerOf(handlers, id) as AnyHandler | undefined;
    const handle = async (c: Context<Environment>, path: PathValues): Promise<Response> => {
      const parameters = readParameters(c, path);
      const body = readBody(c);
      const idempotently = takesKey
        ? idempotentFor(c, operation, guards.idempotency)
        : (_arrived: unknown, effect: () => Promise<UntypedResult>) => effect();
      const input = handlerInput(c, parameters, body, isLate ? idempotently : undefined);
      if (!handler) {
        // Refused when the app was created otherwise.
        if (!unwritten) throw new TypeError(`The operation "${id}" has no handler`);
        return answerUnwritten(c, operation, input, unwritten, plan?.isUnion === true);
      }
      const perform = () => handler(input);
      const result =
        isLate || !takesKey
          ? await perform()
          : // Operations with a key have a response, and do not switch protocols.
            await idempotently(input.body, async () => (await perform()) as UntypedResult);
      return 'open' in result
        ? switchProtocols(c, result.open)
        : respond(c, result, operation.responses);
    };
    return { operation, answer: chain(guardsOf(operation, plan, guards), handle, refuse) };
  });
}

/**
 * Returns a function that runs an effect once for the idempotency key of a request, if it has one.
 */
function idempotentFor(
  c: Context<Environment>,
  operation: Operation,
  idempotency: Idempotency,
): (
  arrived: unknown,
  effect: () => Promise<UntypedResult>,
  owner?: string,
) => Promise<UntypedResult> {
  const key = c.req.header(KEY);
  const principal = c.get('principal');
  if (key === undefined) return (_arrived, effect) => effect();
  return (arrived, effect, whose = principal?.credential) => {
    if (whose === undefined) throw new TypeError(`Nobody owns the key of ${operation.id}`);
    const { pathname, searchParams } = new URL(c.req.url);
    searchParams.sort();
    const content = canonical([c.req.method, pathname, searchParams.toString(), arrived ?? null]);
    const lists = (status: number) => statusKey(operation.responses, status) !== undefined;
    return idempotency.run(
      {
        owner: whose,
        key,
        content,
        life: principal ? RESULT_LIFE : TOKENS_LIFE,
        lists,
        log: c.get('log'),
      },
      effect,
      () => setHeader(c, 'Idempotency-Replayed', 'true'),
    );
  };
}

/** The guards of an operation, in order. */
function guardsOf(operation: Operation, plan: BodyPlan | undefined, guards: Guards): Step[] {
  const needsCredentials = operation.security.length > 0;
  // Operations that sign in or renew a session need no credentials, but return some.
  const isPrivate = needsCredentials || operation.method !== 'get';
  const passed: Step[] = [];
  const pass = (...checks: readonly Check[]) => passed.push(...checks.map((check) => ({ check })));
  pass((c) => {
    c.set('operation', operation);
    if (isPrivate) setHeader(c, 'Cache-Control', 'no-store');
  });
  const { limits, credentials, origins, originAdvice } = guards;
  const isSignIn = takesCredentials(operation);
  const isWebSocket = isOnlyWebSocket(operation);
  if (isWebSocket) pass(onlyHandshakes);
  // All other operations get credentials in headers, which pages can only set with permission.
  if (isSignIn || isWebSocket) pass(refuseForeignPages(origins, originAdvice));
  if (needsCredentials) {
    const count = (c: Context<Environment>) => limits.countFailure(c);
    pass(authenticate(operation, credentials, count, guards.missing));
  }
  if (isSignIn) passed.push({ around: limits.countRefused });
  const policy = operation.extensions['x-rate-limit'];
  const body = { bytes: mostBytesOf(operation), time: guards.bodyTime };
  if (typeof policy === 'string') pass(limits.check(policy, body, isSignIn));
  if (needsCredentials) pass(authorize(operation, guards.covers));
  const check = guards.check?.(operation);
  if (check) pass(check);
  const before = guards.before?.(operation);
  if (before) passed.push({ around: before });
  if (statusKey(operation.responses, 400) !== undefined) pass(percentEncoding(operation));
  if ('400' in operation.responses) pass(knownQuery(operation, queryNames(operation, credentials)));
  const accepting = acceptable(operation);
  if (accepting) pass(accepting);
  if (plan) pass(contentCoding, receiveBody(plan, body));
  return passed;
}

/** The query parameters that carry credentials of an operation. */
const queryNames = ({ security }: Operation, credentials: Credentials): string[] =>
  security
    .flatMap((each) => Object.keys(each))
    .flatMap((name) => credentials[name] ?? [])
    .flatMap((each) => (each.type === 'apiKey' && each.in === 'query' ? [each.name] : []));

/** Whether an operation gets credentials in its body, such as a password. */
const takesCredentials = ({ security, responses }: Operation): boolean =>
  security.length === 0 && '401' in responses;
