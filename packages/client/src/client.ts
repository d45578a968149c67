import { Resources } from './generated/resources.ts';
import { refuseStrangers } from './runtime/arguments.ts';
import { createConnection } from './runtime/connection.ts';
import { type Logger, logAttempts } from './runtime/logger.ts';
import { type ConnectionOptions, connectionOptions } from './runtime/settings.ts';
import { waitForRateLimit } from './runtime/waitForRateLimit.ts';

export type ClientOptions = ConnectionOptions & {
  /** Delays requests while the server reports that their rate limit is used up. */
  readonly waitForRateLimit?: boolean | undefined;
  /** Logs each attempt; by default, nothing is logged. */
  readonly logger?: Logger | undefined;
};

/** All options by their names; the compiler finds one that is missing. */
const known: Readonly<Record<keyof ClientOptions, true>> = {
  ...connectionOptions,
  waitForRateLimit: true,
  logger: true,
};

/**
 * A client of the File Organizer API. Each group of operations is a property of it.
 *
 * @example
 * const client = new FileOrganizerClient({ baseUrl: 'http://localhost:8000', apiKey });
 * for await (const file of client.files.list('/')) console.log(file.path);
 */
export class FileOrganizerClient extends Resources {
  /**
   * @throws TypeError that names the invalid option
   */
  constructor(options: ClientOptions = {}) {
    refuseStrangers('FileOrganizerClient', 'option', options, Object.keys(known));
    const { logger, waitForRateLimit: isWaiting, ...connection } = options;
    const middleware = [...(options.middleware ?? [])];
    if (isWaiting) middleware.push(waitForRateLimit());
    if (logger) middleware.push(logAttempts(logger));
    super(createConnection({ ...connection, middleware }));
  }
}
