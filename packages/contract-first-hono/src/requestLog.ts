/**
 * A log line for each request.
 *
 * @module
 */

import type { Context } from 'hono';
import type { Environment, Log } from './environment.ts';

/** How much of a path is logged, in characters. */
const LONGEST_PATH = 1024;

/** The logger of a request, whose lines have its id. Most requests log one line only, which needs none. */
export class RequestLogger implements Log {
  readonly #log: Log;
  readonly #id: string;
  #own: Log | undefined;

  constructor(log: Log, id: string) {
    this.#log = log;
    this.#id = id;
  }

  debug(details: object, message: string): void {
    this.#child().debug(details, message);
  }
  info(details: object, message: string): void {
    this.#child().info(details, message);
  }
  warn(details: object, message: string): void {
    this.#child().warn(details, message);
  }
  error(details: object, message: string): void {
    this.#child().error(details, message);
  }
  child(details: Readonly<Record<string, unknown>>): Log {
    return this.#child().child(details);
  }

  #child(): Log {
    this.#own ??= this.#log.child({ request_id: this.#id });
    return this.#own;
  }
}

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
  { log, trafficLevel = 'info', redact }: RequestLogSettings,
  started: number,
): void {
  log[trafficLevel](
    {
      request_id: c.get('requestId'),
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
