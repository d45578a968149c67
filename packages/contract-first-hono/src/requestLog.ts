/**
 * A log line for each request.
 *
 * @module
 */

import type { MiddlewareHandler } from 'hono';
import type { Environment, Log } from './environment.ts';

/** How much of a path is logged, in characters. */
const LONGEST_PATH = 1024;

/** Settings of `requestLog`. */
export type RequestLogSettings = {
  readonly log: Log;
  /** The level of the lines; `info` by default. */
  readonly trafficLevel?: 'debug' | 'info';
  /** Removes secrets from a path and query. */
  readonly redact: (address: string) => string;
};

/** Logs each request when it is answered: its operation and credential, the status and the duration. */
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
