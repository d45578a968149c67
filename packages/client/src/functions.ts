/**
 * The operations one by one, for bundles that need few of them: each function takes a connection and
 * gives the method of the client that has its name.
 *
 * @example
 * import { createConnection, filesList } from '@file-organizer/client/functions';
 * const list = filesList(createConnection({ baseUrl, apiKey }));
 * for await (const file of list('/')) console.log(file.path);
 *
 * @module
 */
export * from './generated/functions.ts';
export { createConnection } from './runtime/connection.ts';
export type { Connection } from './runtime/operation.ts';
export type { ClientOptions } from './runtime/settings.ts';
