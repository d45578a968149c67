import { OpenAPIHono } from '@hono/zod-openapi';
import type { Contract } from 'contract-first/contract';
import { Failure } from '../failure.ts';
import { schemas } from '../generated/routes.gen.ts';
import type { ServerLog } from '../process/log.ts';
import type { Config } from '../start/config.ts';
import { checkResponse } from './checkResponse.ts';
import { transferCoding } from './codings.ts';
import type { Cors } from './cors.ts';
import type { Environment } from './environment.ts';
import type { Hosts } from './hosts.ts';
import { type Gates, type Handlers, mount } from './mount.ts';
import { oneHost } from './oneHost.ts';
import { failureOf, problemResponse, statusOf, UNEXPECTED } from './problem.ts';
import { requestId } from './requestId.ts';
import { requestLog } from './requestLog.ts';
import { withoutSecrets } from './secrets.ts';
import { unreadBodies } from './unreadBody.ts';
import { refuseInvalid } from './validation.ts';

/** How much of an unknown address is repeated in words, in characters. */
const LONGEST_NAMED = 200;

export type AppOptions = {
  readonly contract: Contract;
  readonly handlers: Handlers;
  readonly cors: Cors;
  readonly hosts: Hosts;
  readonly gates: Omit<Gates, 'contract'>;
  readonly checkResponses: Config['checkResponses'];
  readonly log: ServerLog;
};

/** The HTTP application: what every request passes, and the routes of the contract. */
export function createApp(options: AppOptions): OpenAPIHono<Environment> {
  const { contract, handlers, cors, hosts, gates, checkResponses, log } = options;
  const app = new OpenAPIHono<Environment>({ defaultHook: refuseInvalid });
  // Declared by hand, because a form's schema is referred to but not built from Zod.
  for (const [name, schema] of Object.entries(schemas)) {
    app.openAPIRegistry.register(name, schema);
  }

  // Hono answers HEAD wherever it answers GET.
  const methodsAt = (path: string) =>
    contract.methodsAt(path).flatMap((method) => (method === 'GET' ? ['GET', 'HEAD'] : [method]));

  app.use(requestId, gates.metrics.measure, requestLog(log), unreadBodies());
  app.use(oneHost, hosts.refuseOthers, transferCoding, cors.preflight);
  if (checkResponses !== 'off') app.use(checkResponse(contract, checkResponses));
  // Hono would give what a path that is named does not take to one with a parameter that fits.
  app.use(async (c, next) => {
    const methods = methodsAt(c.req.path);
    if (methods.length > 0 && !methods.includes(c.req.method)) return c.notFound();
    return next();
  });
  mount(app, handlers, { contract, ...gates });

  app.notFound((c) => {
    const { path } = c.req;
    const named = withoutSecrets(path).slice(0, LONGEST_NAMED);
    const methods = methodsAt(path);
    if (methods.length === 0) {
      const detail = `No operation at "${named}"; see the reference at /docs`;
      return problemResponse(c, new Failure('not_found', detail));
    }
    c.header('Allow', methods.join(', '));
    const detail = `"${named}" does not allow ${c.req.method}, only ${methods.join(', ')}`;
    return problemResponse(c, new Failure('method_not_allowed', detail));
  });

  app.onError((error, c) => {
    let failure = failureOf(error);
    const operation = c.get('operation');
    if (operation && !(statusOf(failure.code) in operation.responses)) {
      c.get('log').error({ operation: operation.id, code: failure.code }, 'undocumented problem');
      failure = new Failure('internal_error', UNEXPECTED);
    }
    logFailure(c.get('log'), failure, error);
    return problemResponse(c, failure);
  });
  return app;
}

/** Logs what the administrator has to know of; what a client did is in the line of its request. */
function logFailure(log: Environment['Variables']['log'], failure: Failure, error: Error): void {
  const { cause, code, message } = failure;
  if (code === 'internal_error' || (cause !== undefined && statusOf(code) >= 500)) {
    log.error({ err: cause ?? error }, code);
  } else if (statusOf(code) === 503) log.warn({ reason: message }, code);
  // Whoever asked cannot help it, and is not told where it was.
  else if (code === 'permission_denied') log.warn({ err: cause ?? error }, code);
}
