import { OpenAPIHono } from '@hono/zod-openapi';
import type { MiddlewareHandler } from 'hono';
import { transferCoding } from './body/codings.ts';
import { unreadBodies } from './body/unreadBody.ts';
import { checkBySchemas, checkResponse, type ResponseChecker } from './checkResponse.ts';
import { Cors } from './cors.ts';
import { type Environment, type Log, noLog } from './environment.ts';
import type { Covers, Credentials } from './guards/authenticate.ts';
import { type Credential, titleOf } from './guards/credentials.ts';
import type { Hosts } from './guards/hosts.ts';
import { oneHost } from './guards/oneHost.ts';
import type { Principal } from './guards/principal.ts';
import type { Handlers, SchemesOf } from './handlers.ts';
import type { IdempotencyClaims } from './idempotency/claims.ts';
import { Idempotency } from './idempotency/idempotency.ts';
import type { LimitPolicy } from './limits/limitStore.ts';
import { type LimitSettings, RateLimits } from './limits/rateLimits.ts';
import { mount } from './mount.ts';
import { type Api, type Operation, operationsOf, statusKey } from './operation.ts';
import { Paths } from './paths.ts';
import { catalogueOf } from './problems/catalogue.ts';
import { ProblemError } from './problems/problemError.ts';
import { type ProblemSettings, Problems } from './problems/problems.ts';
import { refuseInvalid } from './problems/validation.ts';
import { requestId } from './requestId.ts';
import { requestLog } from './requestLog.ts';

/** How much of an unknown address is repeated in words, in characters. */
const LONGEST_NAMED = 200;
/** Until all of a JSON body must be there, in milliseconds. */
const BODY_TIME = 20_000;

export type AppOptions<A extends Api, P extends Principal = Principal> = {
  /** How the credentials of each security scheme of the document are verified. */
  readonly credentials: { readonly [Scheme in SchemesOf<A>]: Credential<P> };
  readonly handlers: Handlers<A, P>;
  /** The app's problems; made beforehand if a listener needs them earlier. */
  readonly problems?: ProblemSettings | Problems;
  /** The limits of `x-rate-limits`. */
  readonly limits?: LimitSettings;
  /** Where idempotency keys are claimed; in memory by default. */
  readonly idempotency?: IdempotencyClaims;
  /** Whether the scopes of a principal are enough; each one by its name by default. */
  readonly covers?: Covers;
  /** What a request without credentials is told; how to send them by default. */
  readonly missing?: (operation: Operation) => string;
  /** The origins whose pages may use the API, such as `https://example.org`, or `*` for all; none by default. */
  readonly origins?: readonly string[];
  /** What can be done about an origin that is refused, such as a setting that allows it. */
  readonly originAdvice?: string;
  /** Where people can read about the API, such as `/docs`; named to those who ask for an unknown address. */
  readonly referenceAt?: string;
  /** By which names the server may be called; any by default. */
  readonly hosts?: Hosts;
  /** Whether responses are checked before they leave; `off` by default. */
  readonly checkResponses?: 'off' | 'report' | 'enforce';
  /** What checks them; the schemas of the generated routes by default. */
  readonly checker?: ResponseChecker;
  /** Passed by every request after it has an id, such as what measures it. */
  readonly observe?: MiddlewareHandler<Environment>;
  /** What the requests of an operation pass after credentials, limits and scopes. */
  readonly before?: (operation: Operation) => MiddlewareHandler<Environment> | undefined;
  /** Until all of a JSON body must be there, in milliseconds; 20,000 by default. */
  readonly bodyTime?: number;
  /** Without one, nothing is logged. */
  readonly log?: Log;
  /** The level of the lines about requests; `info` by default. */
  readonly trafficLevel?: 'debug' | 'info';
};

/** An API that is ready to be served. */
export type App = {
  /** What Hono makes of it; `app.fetch` takes requests with the bindings of `@hono/node-server`. */
  readonly app: OpenAPIHono<Environment>;
  readonly problems: Problems;
  /** What every response to a request of an origin carries, whatever becomes of the request. */
  readonly headersFor: (origin: string | undefined) => Readonly<Record<string, string>>;
};

/** A document that waits for its handlers. */
export type Unimplemented<A extends Api> = {
  /**
   * Joins the routes of the document to their handlers, and to what every request passes before.
   *
   * @throws TypeError if `credentials` lack a security scheme, or the document has no limit that an operation
   *   names
   */
  with<P extends Principal = Principal>(options: AppOptions<A, P>): App;
};

/**
 * Implements a document. In two steps, so that the compiler knows the document when it reads the handlers.
 *
 * @param api the generated module: `import * as api from './generated/routes.gen.ts'`
 */
export const implement = <A extends Api>(api: A): Unimplemented<A> => ({
  with: (options) => createApp(api, options),
});

function createApp<A extends Api, P extends Principal>(api: A, options: AppOptions<A, P>): App {
  const { handlers, origins = [], hosts, checkResponses = 'off', log = noLog } = options;
  const credentials: Credentials = options.credentials;
  const operations = operationsOf(api);
  const problems = problemsOf(operations.values(), options.problems, credentials);
  const cors = new Cors(origins, [...operations.values()], Object.values(credentials));
  const paths = new Paths(operations.values());
  const app = new OpenAPIHono<Environment>({ defaultHook: refuseInvalid });
  // Declared by hand, because a form's schema is referred to but not built from Zod.
  for (const [name, schema] of Object.entries(api.schemas)) {
    app.openAPIRegistry.register(name, schema);
  }

  // Hono answers HEAD wherever it answers GET.
  const methodsAt = (path: string) =>
    paths.methodsAt(path).flatMap((method) => (method === 'GET' ? ['GET', 'HEAD'] : [method]));

  const { trafficLevel = 'info' } = options;
  const { redact } = problems;
  app.use(
    requestId,
    ...(options.observe ? [options.observe] : []),
    requestLog({ log, trafficLevel, redact }),
    unreadBodies(),
    oneHost,
    ...(hosts ? [hosts.refuseOthers] : []),
    transferCoding,
    cors.preflight,
  );
  if (checkResponses !== 'off') {
    app.use(checkResponse(options.checker ?? checkBySchemas, checkResponses, problems));
  }
  // Hono would give what a path that is named does not take to one with a parameter that fits.
  app.use(async (c, next) => {
    const methods = methodsAt(c.req.path);
    if (methods.length > 0 && !methods.includes(c.req.method)) return c.notFound();
    return next();
  });
  mount(app, api, operations, handlers, {
    credentials,
    covers: options.covers,
    missing: options.missing,
    limits: new RateLimits(policiesOf(api), options.limits),
    idempotency: new Idempotency(problems, options.idempotency),
    before: options.before,
    bodyTime: options.bodyTime ?? BODY_TIME,
    origins,
    originAdvice: options.originAdvice,
  });

  app.notFound((c) => {
    const { path } = c.req;
    const named = redact(path).slice(0, LONGEST_NAMED);
    const methods = methodsAt(path);
    if (methods.length === 0) {
      const advice =
        options.referenceAt === undefined ? '' : `; see the reference at ${options.referenceAt}`;
      const detail = `No operation at "${named}"${advice}`;
      return problems.respond(c, new ProblemError('not_found', detail));
    }
    c.header('Allow', methods.join(', '));
    const detail = `"${named}" does not allow ${c.req.method}, only ${methods.join(', ')}`;
    return problems.respond(c, new ProblemError('method_not_allowed', detail));
  });

  app.onError((error, c) => {
    let problem = problems.of(error);
    const operation = c.get('operation');
    const { status } = problems.entryOf(problem.code);
    if (operation && statusKey(operation.responses, status) === undefined) {
      c.get('log').error({ operation: operation.id, code: problem.code }, 'undocumented problem');
      problem = problems.unexpected(undefined);
    }
    logProblem(c.get('log'), problems, problem, error);
    return problems.respond(c, problem);
  });
  return { app, problems, headersFor: (origin) => cors.headersFor(origin) };
}

/** The limits of a document, by its `x-rate-limits`. */
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

/** Logs what the administrator has to know of; what a client did is in the line of its request. */
function logProblem(log: Log, problems: Problems, problem: ProblemError, error: Error): void {
  const { cause, code, message } = problem;
  const { status, isServerFault } = problems.entryOf(code);
  if (code === 'internal_error' || (cause !== undefined && status >= 500)) {
    log.error({ err: cause ?? error }, code);
  } else if (status === 503) log.warn({ reason: message }, code);
  // The client cannot help it, and is not told where it was.
  else if (isServerFault) log.warn({ err: cause ?? error }, code);
}
