import { refuseStrangers } from './arguments.ts';
import { createConnection } from './connection.ts';
import { type Logger, logAttempts } from './logger.ts';
import type { Api, Connection } from './operation.ts';
import { type ConnectionOptions, connectionOptions } from './settings.ts';
import { waitForRateLimit } from './waitForRateLimit.ts';

/** The options of a client, in addition to those for its credentials. */
export type BaseClientOptions = ConnectionOptions & {
  /** Delays requests while the server reports that their rate limit is used up. */
  readonly waitForRateLimit?: boolean | undefined;
  /** Logs each attempt; by default, nothing is logged. */
  readonly logger?: Logger | undefined;
};

/** All options by their names; the compiler finds one that is missing. */
const known: Readonly<Record<keyof BaseClientOptions, true>> = {
  ...connectionOptions,
  waitForRateLimit: true,
  logger: true,
};

/**
 * Makes the connection of a client.
 *
 * @throws TypeError that names the invalid option
 */
export function connectClient(api: Api, options: BaseClientOptions): Connection {
  const credentials = (api.schemes ?? []).map(({ option }) => option);
  refuseStrangers('ApiClient', 'option', options, [...Object.keys(known), ...credentials]);
  const { logger, waitForRateLimit: isWaiting, ...connection } = options;
  const middleware = [...(options.middleware ?? [])];
  if (isWaiting) middleware.push(waitForRateLimit());
  if (logger) middleware.push(logAttempts(logger));
  return createConnection(api, { ...connection, middleware });
}
