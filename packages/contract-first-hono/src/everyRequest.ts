/**
 * The steps that every request passes.
 *
 * @module
 */
import type { Context, MiddlewareHandler, Next } from 'hono';
import { transferCoding } from './body/codings.ts';
import { isReceived } from './body/readBody.ts';
import { UnreadBodies } from './body/unreadBody.ts';
import type { Cors } from './cors.ts';
import { type Environment, noLog } from './environment.ts';
import type { Hosts } from './guards/hosts.ts';
import { oneHost } from './guards/oneHost.ts';
import { collectHeaders } from './reply.ts';
import { requestId } from './requestId.ts';
import { logRequest, RequestLogger, type RequestLogSettings } from './requestLog.ts';

export type EveryRequest = RequestLogSettings & {
  /** Called when a request has its id. */
  readonly onRequest?: ((c: Context<Environment>) => void) | undefined;
  /** Middleware of the app around everything. */
  readonly observe?: MiddlewareHandler<Environment> | undefined;
  /** Whether only the kit reads and sets headers of responses. */
  readonly isClosed: boolean;
  readonly hosts?: Hosts | undefined;
  readonly cors: Cors;
  /** Answers a request, or leaves it to what follows. */
  readonly answer: MiddlewareHandler<Environment>;
  /** Checks the response of an operation. */
  readonly checkResponse?: ((c: Context<Environment>) => Promise<void>) | undefined;
  /** Turns an error into a response. */
  readonly refuse: (error: Error, c: Context<Environment>) => Response;
};

/** One middleware for all that each request passes: each further one would cost it several promises. */
export function everyRequest(settings: EveryRequest): MiddlewareHandler<Environment> {
  const { onRequest, observe, isClosed, hosts, cors, answer, checkResponse, refuse, log } =
    settings;
  const unreadBodies = new UnreadBodies();

  async function respond(c: Context<Environment>, next: Next): Promise<void> {
    const started = log === noLog ? 0 : performance.now();
    c.set('log', log === noLog ? noLog : new RequestLogger(log, c.get('requestId')));
    try {
      oneHost(c);
      hosts?.refuseOthers(c);
      transferCoding(c);
      const response = cors.preflight(c) ?? (await answer(c, next));
      if (response && !c.finalized) c.res = response;
      if (checkResponse) await checkResponse(c);
    } catch (error) {
      // As Hono does with errors of middleware.
      if (!(error instanceof Error)) throw error;
      c.error = error;
      c.res = refuse(error, c);
    }
    if (!isReceived(c.env.incoming)) await unreadBodies.finish(c);
    if (log !== noLog) logRequest(c, settings, started);
  }

  return (c, next) => {
    if (isClosed) collectHeaders(c);
    requestId(c);
    onRequest?.(c);
    return observe ? observe(c, () => respond(c, next)) : respond(c, next);
  };
}
