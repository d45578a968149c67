import { Resources } from './generated/resources.ts';
import { refuseStrangers } from './runtime/arguments.ts';
import { createConnection } from './runtime/connection.ts';
import { type Logger, logAttempts } from './runtime/logger.ts';
import type { ConnectionOptions } from './runtime/settings.ts';
import { waitForRateLimit } from './runtime/waitForRateLimit.ts';

export type ClientOptions = ConnectionOptions & {
  /** Waits before a request where the server has said that nothing is left of its limit. */
  readonly waitForRateLimit?: boolean;
  /** Hears of each attempt; nobody does by default. */
  readonly logger?: Logger;
};

/** All options by their names; the compiler finds one that is missing. */
const known: Readonly<Record<keyof ClientOptions, true>> = {
  baseUrl: true,
  apiKey: true,
  accessToken: true,
  timeout: true,
  maxRetries: true,
  fetch: true,
  middleware: true,
  WebSocket: true,
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
   * @throws TypeError that names the option at fault
   */
  constructor(options: ClientOptions = {}) {
    refuseStrangers('FileOrganizerClient', 'option', options, Object.keys(known));
    const middleware = [...(options.middleware ?? [])];
    if (options.waitForRateLimit) middleware.push(waitForRateLimit());
    if (options.logger) middleware.push(logAttempts(options.logger));
    super(createConnection({ ...options, middleware }));
  }
}
