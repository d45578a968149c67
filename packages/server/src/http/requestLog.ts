import type { MiddlewareHandler } from 'hono';
import type { ServerLog } from '../log.ts';
import type { Environment } from './environment.ts';
import { withoutSecrets } from './secrets.ts';

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
        path: withoutSecrets(c.req.path),
        operation: c.get('operation')?.id,
        credential: c.get('principal')?.credential,
        status: c.res.status,
        ms: Math.round(performance.now() - started),
      },
      'request',
    );
  };
