/**
 * The operations one by one, for bundles that need few of them: each function takes a connection and
 * gives the method of the client that has its name.
 *
 * @example
 * import { createConnection, filesList } from '@file-organizer/client/functions';
 * const list = filesList(createConnection({ baseUrl, apiKey }));
 * for await (const file of list('/')) console.log(file.path);
 *
 * What the client has as the options `logger` and `waitForRateLimit` is middleware here.
 *
 * @module
 */
export * from './generated/functions.ts';
export { createConnection } from './runtime/connection.ts';
export type { FetchInit, FetchLike, FetchResponse } from './runtime/fetch.ts';
export { logAttempts } from './runtime/logger.ts';
export type { Connection } from './runtime/operation.ts';
export type { ConnectionOptions } from './runtime/settings.ts';
export { waitForRateLimit } from './runtime/waitForRateLimit.ts';
