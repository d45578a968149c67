import type { MiddlewareHandler } from 'hono';
import type { Environment, Log } from './environment.ts';

/** How much of a path is logged, in characters. */
const LONGEST_PATH = 1024;

export type RequestLogSettings = {
  readonly log: Log;
  /** The level of the lines about requests; `info` by default. */
  readonly trafficLevel?: 'debug' | 'info';
  /** An address without what must not be read by others. */
  readonly redact: (address: string) => string;
};

/** Logs each request when it is answered: who, what, how it went and how long it took. */
export const requestLog =
  ({ log, trafficLevel = 'info', redact }: RequestLogSettings): MiddlewareHandler<Environment> =>
  async (c, next) => {
    const started = performance.now();
    c.set('log', log.child({ request_id: c.get('requestId') }));
    await next();
    c.get('log')[trafficLevel](
      {
        method: c.req.method,
        path: redact(c.req.path).slice(0, LONGEST_PATH),
        operation: c.get('operation')?.id,
        credential: c.get('principal')?.credential,
        status: c.res.status,
        ms: Math.round(performance.now() - started),
      },
      'request',
    );
  };
