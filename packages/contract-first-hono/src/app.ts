/**
 * Assembles an app from a generated document, its handlers and the settings of the server.
 *
 * @module
 */

import { OpenAPIHono } from '@hono/zod-openapi';
import type { Context, MiddlewareHandler, Next } from 'hono';
import { takesMedia } from './body/media.ts';
import { checkBySchemas, checkResponse, type ResponseChecker } from './checkResponse.ts';
import { Cors } from './cors.ts';
import { documentRoutes } from './emittedDocument.ts';
import { type Environment, type Log, noLog } from './environment.ts';
import { everyRequest } from './everyRequest.ts';
import type { Covers, Credentials } from './guards/authenticate.ts';
import { type Credential, titleOf } from './guards/credentials.ts';
import type { Hosts } from './guards/hosts.ts';
import type { Principal } from './guards/principal.ts';
import type { Handlers, SchemesOf } from './handlers.ts';
import type { IdempotencyClaims } from './idempotency/claims.ts';
import { Idempotency } from './idempotency/idempotency.ts';
import type { LimitPolicy } from './limits/limitStore.ts';
import { type LimitSettings, RateLimits } from './limits/rateLimits.ts';
import { type Endpoint, endpointsOf } from './mount.ts';
import { type Api, type Operation, operationsOf } from './operation.ts';
import { catalogueOf } from './problems/catalogue.ts';
import { documentedStatus } from './problems/documentedStatus.ts';
import { ProblemError } from './problems/problemError.ts';
import { type ProblemSettings, Problems } from './problems/problems.ts';
import { addHeaders, setHeader } from './reply.ts';
import { addressOf } from './routing/address.ts';
import type { Check } from './routing/chain.ts';
import { type Match, Router } from './routing/router.ts';
import { type Unwritten, unwrittenOf } from './unwritten.ts';

/** How much of an unknown path an error message repeats, in characters. */
const LONGEST_NAMED = 200;
/** Time limit for receiving a whole JSON body, in milliseconds. */
const BODY_TIME = 20_000;

/** Settings of `implement(api).with(…)`. */
export type AppOptions<A extends Api, P extends Principal = Principal> = {
  /** How the credentials of each security scheme of the document are verified. */
  readonly credentials: { readonly [Scheme in SchemesOf<A>]: Credential<P> };
  /** A handler for each operation, by its id. */
  readonly handlers: Handlers<A, P>;
  /** See `UnfinishedOptions`. */
  readonly unwritten?: undefined;
  /** The app's problems. Created beforehand if a listener needs them earlier. */
  readonly problems?: ProblemSettings | Problems;
  /** How the limits of `x-rate-limits` are counted. */
  readonly limits?: LimitSettings;
  /** Where idempotency keys are claimed; in memory by default. */
  readonly idempotency?: IdempotencyClaims;
  /** Whether a principal's scopes suffice; by default it must have each scope by name. */
  readonly covers?: Covers;
  /** The message for a request without credentials; by default it says how to send them. */
  readonly missing?: (operation: Operation) => string;
  /**
   * Origins whose pages may use the API, such as `https://example.org`, or `*` for all; none by
   * default.
   */
  readonly origins?: readonly string[];
  /** How to allow an origin, appended to the message that refuses it. */
  readonly originAdvice?: string;
  /** Path of the API's reference, such as `/docs`; mentioned in responses for unknown paths. */
  readonly referenceAt?: string;
  /** The host names that the server accepts; any by default. */
  readonly hosts?: Hosts;
  /** Whether responses are checked before they are sent; `off` by default. */
  readonly checkResponses?: 'off' | 'report' | 'enforce';
  /** Checks the responses; by default with the schemas of the generated routes. */
  readonly checker?: ResponseChecker;
  /**
   * Called for every request, after it has an id; for example to measure it until `c.env.outgoing` closes.
   * It must not throw, and sets no headers.
   */
  readonly onRequest?: (c: Context<Environment>) => void;
  /**
   * Checks requests of an operation, after credentials, limits and scopes. What it throws is answered like
   * errors of handlers; it sets no headers.
   */
  readonly check?: (operation: Operation) => Check | undefined;
  /**
   * Middleware for every request, after it has an id. It may change headers, for which each request is
   * slower than with `onRequest`.
   */
  readonly observe?: MiddlewareHandler<Environment>;
  /**
   * Middleware for an operation, after credentials, limits and scopes. It may change headers, for which each
   * request of the app is slower than with `check`.
   */
  readonly before?: (operation: Operation) => MiddlewareHandler<Environment> | undefined;
  /** Time limit for receiving a whole JSON body, in milliseconds; 20,000 by default. */
  readonly bodyTime?: number;
  /** By default nothing is logged. */
  readonly log?: Log;
  /** The log level of requests; `info` by default. */
  readonly trafficLevel?: 'debug' | 'info';
};

/** Settings of a server that lacks handlers. */
export type UnfinishedOptions<A extends Api, P extends Principal = Principal> = Omit<
  AppOptions<A, P>,
  'handlers' | 'unwritten'
> & {
  readonly handlers: Partial<Handlers<A, P>>;
  /**
   * Answers the operations that have no handler, such as the mock of the toolkit: `unwrittenBy` of
   * `contract-first/mock`. With `NODE_ENV=production` an app that lacks a handler is refused.
   */
  readonly unwritten: Unwritten;
};

/** An API that is ready to be served. */
export type App = {
  /** The Hono app. `app.fetch` expects the bindings of `@hono/node-server`. */
  readonly app: OpenAPIHono<Environment>;
  readonly problems: Problems;
  /** The operations that have no handler. */
  readonly unwritten: readonly Operation[];
  /**
   * Headers for every response to a request from an origin, even if the request never reaches the
   * app.
   */
  readonly headersFor: (origin: string | undefined) => Readonly<Record<string, string>>;
};

/** A document without its handlers. */
export type Unimplemented<A extends Api> = {
  /**
   * Connects the document's routes to their handlers, behind the guards that each operation needs.
   *
   * @throws TypeError if `credentials` lacks a security scheme, or an operation names a limit that
   *   the document does not have, or an operation has no handler and nothing answers in its place
   */
  with<P extends Principal = Principal>(options: AppOptions<A, P> | UnfinishedOptions<A, P>): App;
};

/**
 * Implements a document. In two steps, so that the compiler knows the document when it checks the
 * handlers.
 *
 * @param api the generated module: `import * as api from './generated/routes.gen.ts'`
 */
export const implement = <A extends Api>(api: A): Unimplemented<A> => ({
  with: (options) => createApp(api, options),
});

function createApp<A extends Api, P extends Principal>(
  api: A,
  options: AppOptions<A, P> | UnfinishedOptions<A, P>,
): App {
  const { handlers, origins = [], hosts, checkResponses = 'off', log = noLog } = options;
  const credentials: Credentials = options.credentials;
  const operations = operationsOf(api);
  const unwritten = unwrittenOf(operations, handlers, options.unwritten);
  if (unwritten.length > 0) {
    log.warn({ operations: unwritten.map(({ id }) => id) }, 'operations without a handler');
  }
  const problems = problemsOf(operations.values(), options.problems, credentials);
  const { trafficLevel = 'info' } = options;
  const { redact } = problems;
  const refuse = (error: Error, c: Context<Environment>): Response => {
    let problem = problems.of(error);
    const operation = c.get('operation');
    const { status } = problems.entryOf(problem.code);
    const documented = operation ? documentedStatus(operation, status) : status;
    if (operation && documented === undefined) {
      c.get('log').error({ operation: operation.id, code: problem.code }, 'undocumented problem');
      problem = problems.unexpected(undefined);
    }
    logProblem(c.get('log'), problems, problem, error);
    return problems.respond(c, problem, documented);
  };
  const guards = {
    credentials,
    covers: options.covers,
    missing: options.missing,
    limits: new RateLimits(policiesOf(api), options.limits),
    idempotency: new Idempotency(problems, options.idempotency),
    check: options.check,
    before: options.before,
    bodyTime: options.bodyTime ?? BODY_TIME,
    origins,
    originAdvice: options.originAdvice,
  };
  const router = new Router<Endpoint>();
  for (const endpoint of endpointsOf(
    api,
    operations,
    handlers,
    options.unwritten,
    guards,
    refuse,
  )) {
    const { operation } = endpoint;
    router.add(operation.method, operation.path, endpoint, (header) =>
      takesMedia(operation, header('Content-Type')),
    );
  }
  const matchOf = (c: Context<Environment>): Match<Endpoint> | undefined => {
    const { pathname, search } = addressOf(c.req.url);
    return router.match(pathname, search, (name) => c.req.header(name));
  };
  const cors = new Cors(origins, [...operations.values()], Object.values(credentials), (c) =>
    [...(matchOf(c)?.methods ?? [])]
      // HEAD is allowed without being listed (Fetch standard, section 4.8).
      .filter(([method, { value }]) => method === value.operation.method.toUpperCase())
      .map(([, { value }]) => value.operation),
  );

  const app = new OpenAPIHono<Environment>();
  documentRoutes(app, api);
  const answerOther = async (c: Context<Environment>, next: Next): Promise<void> => {
    await next();
    addHeaders(c);
  };
  const answer: MiddlewareHandler<Environment> = (c, next) => {
    const match = matchOf(c);
    // It may be a route that was added to the app.
    if (!match) return answerOther(c, next);
    const route = match.methods.get(c.req.method);
    if (!route) return Promise.resolve(c.notFound());
    const { names, inQuery } = route;
    const raws = inQuery ? [...match.values, ...inQuery] : match.values;
    return route.value.answer(c, { names, raws });
  };
  const checker = options.checker ?? checkBySchemas;
  app.use(
    everyRequest({
      ...{ log, trafficLevel, redact, hosts, cors, answer, refuse },
      onRequest: options.onRequest,
      observe: options.observe,
      isClosed: options.observe === undefined && options.before === undefined,
      checkResponse:
        checkResponses === 'off' ? undefined : checkResponse(checker, checkResponses, problems),
    }),
  );

  app.notFound((c) => {
    const { path } = c.req;
    const named = redact(path).slice(0, LONGEST_NAMED);
    const methods = [...(matchOf(c)?.methods.keys() ?? [])];
    if (methods.length === 0) {
      const advice =
        options.referenceAt === undefined ? '' : `; see the reference at ${options.referenceAt}`;
      const detail = `No operation at "${named}"${advice}`;
      return problems.respond(c, new ProblemError('not_found', detail));
    }
    setHeader(c, 'Allow', methods.join(', '));
    const detail = `"${named}" does not allow ${c.req.method}, only ${methods.join(', ')}`;
    return problems.respond(c, new ProblemError('method_not_allowed', detail));
  });
  app.onError(refuse);
  return { app, problems, unwritten, headersFor: (origin) => cors.headersFor(origin) };
}

/** The document's limits, from its `x-rate-limits`. */
function policiesOf({ extensions }: Api): readonly LimitPolicy[] {
  const stated = extensions['x-rate-limits'] ?? [];
  if (!Array.isArray(stated)) throw new TypeError('x-rate-limits must be a list');
  return stated as readonly LimitPolicy[];
}

function problemsOf(
  operations: Iterable<Operation>,
  given: ProblemSettings | Problems = {},
  credentials: Credentials,
): Problems {
  if (given instanceof Problems) return given;
  const scheme = Object.values(credentials).find((each) => each.type === 'http');
  const challenge = scheme?.type === 'http' ? titleOf(scheme) : 'ApiKey';
  return new Problems(catalogueOf(operations, given.catalogue ?? []), given, challenge);
}

/** Logs what the administrator must know. Clients' errors are in the line of their request. */
function logProblem(log: Log, problems: Problems, problem: ProblemError, error: Error): void {
  const { cause, code, message } = problem;
  const { status, isServerFault } = problems.entryOf(code);
  if (code === 'internal_error' || (cause !== undefined && status >= 500)) {
    log.error({ err: cause ?? error }, code);
  } else if (status === 503) log.warn({ reason: message }, code);
  // The client can do nothing about it, and is not told where it happened.
  else if (isServerFault) log.warn({ err: cause ?? error }, code);
}
