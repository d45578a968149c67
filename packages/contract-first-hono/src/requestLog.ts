import type { MiddlewareHandler } from 'hono';
import type { ServerLog } from '../process/log.ts';
import type { Environment } from './environment.ts';
import { withoutSecrets } from './secrets.ts';

/** How much of a path is logged, in characters. */
const LONGEST_PATH = 1024;

/** Logs each request when it is answered: who, what, how it went and how long it took. */
export const requestLog =
  ({ log, trafficLevel }: ServerLog): MiddlewareHandler<Environment> =>
  async (c, next) => {
    const started = performance.now();
    c.set('log', log.child({ request_id: c.get('requestId') }));
    await next();
    c.get('log')[trafficLevel](
      {
        method: c.req.method,
        path: withoutSecrets(c.req.path).slice(0, LONGEST_PATH),
        operation: c.get('operation')?.id,
        credential: c.get('principal')?.credential,
        status: c.res.status,
        ms: Math.round(performance.now() - started),
      },
      'request',
    );
  };
