/**
 * A log line for each request.
 *
 * @module
 */

import type { Context } from 'hono';
import type { Environment, Log } from './environment.ts';

/** How much of a path is logged, in characters. */
const LONGEST_PATH = 1024;

/** How requests are logged. */
export type RequestLogSettings = {
  readonly log: Log;
  /** The level of the lines; `info` by default. */
  readonly trafficLevel?: 'debug' | 'info';
  /** Removes secrets from a path and query. */
  readonly redact: (address: string) => string;
};

/**
 * Logs a request when it is answered: its operation and credential, the status and the duration.
 *
 * @param started when it arrived, as `performance.now()` has it
 */
export function logRequest(
  c: Context<Environment>,
  { trafficLevel = 'info', redact }: RequestLogSettings,
  started: number,
): void {
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
}
