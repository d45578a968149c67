/**
 * The operations as separate functions, for small bundles: each takes a connection and returns the
 * client method of the same name.
 *
 * @example
 * import { createConnection, filesList } from '@file-organizer/client/functions';
 * const list = filesList(createConnection({ baseUrl, apiKey }));
 * for await (const file of list('/')) console.log(file.path);
 *
 * The client options `logger` and `waitForRateLimit` are middleware here.
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
