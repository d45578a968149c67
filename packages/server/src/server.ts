import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Contract, readDocument } from '@file-organizer/toolkit/contract';
import { createAdaptorServer } from '@hono/node-server';
import { destination, type Logger, pino } from 'pino';
import { fileHandlers } from './api/files.ts';
import { organizeHandlers } from './api/organize.ts';
import { systemHandlers } from './api/system.ts';
import { AccessTokens } from './auth/accessTokens.ts';
import { ApiKeys } from './auth/apiKeys.ts';
import { type Config, SettingError } from './config.ts';
import { CredentialRows } from './db/credentials.ts';
import { type Database, openDatabase } from './db/database.ts';
import { FileRows } from './db/files.ts';
import { JobRows } from './db/jobs.ts';
import { lockData } from './db/lock.ts';
import { errnoOf } from './failure.ts';
import { type Folders, prepareFolders } from './folders.ts';
import { createApp } from './http/app.ts';
import { RateLimits } from './http/rateLimit.ts';
import { Arrivals } from './library/arrival.ts';
import { Library } from './library/library.ts';
import { Organizer } from './organize/organizer.ts';

/** How long requests may take to finish once the server is told to stop, in milliseconds. */
const GRACE = 10_000;

const contractFile = new URL(import.meta.resolve('@file-organizer/spec/openapi.json'));
const referencePage = fileURLToPath(new URL('../../../docs/dist/index.html', import.meta.url));

export type RunningServer = {
  /** Where it listens, such as `http://127.0.0.1:8000`. */
  readonly url: string;
  readonly folders: Folders;
  /** The key that was made because there was none; shown once, never kept. */
  readonly madeKey: string | undefined;
  readonly keys: ApiKeys;
  readonly tokens: AccessTokens;
  /** What the routes say of themselves, to be compared with the contract. */
  readonly app: ReturnType<typeof createApp>;
  /** Lets requests finish, stops jobs between two files, and gives everything free. */
  close(): Promise<void>;
};

export type ServerOptions = {
  /** The place of the reference page that is served at `/docs`. */
  readonly docs?: string;
  readonly log?: Logger;
};

/**
 * Starts a server.
 *
 * @throws SettingError for a folder that cannot be used, data that another server works on, or a
 *   port that is taken; nothing in the library has been touched then
 */
export async function startServer(
  config: Config,
  options: ServerOptions = {},
): Promise<RunningServer> {
  const log = options.log ?? pino({ level: config.logLevel }, destination(2));
  const folders = await prepareFolders(config);
  const unlock = lockData(folders.data);
  if (!unlock) {
    throw new SettingError(
      `Another server works on the data in ${folders.data}; stop it, or name another folder with --data (FILE_ORGANIZER_DATA)`,
    );
  }
  let database: Database | undefined;
  try {
    database = await openDatabase(folders.data);
    return await startOn(database, config, folders, unlock, log, options.docs ?? referencePage);
  } catch (error) {
    await database?.destroy();
    unlock();
    throw error;
  }
}

async function startOn(
  database: Database,
  config: Config,
  folders: Folders,
  unlock: () => void,
  log: Logger,
  docs: string,
): Promise<RunningServer> {
  const contract = new Contract(await readDocument(contractFile));
  const credentials = new CredentialRows(database);
  const files = new FileRows(database);
  const keys = new ApiKeys(credentials);
  const tokens = await AccessTokens.open(credentials);
  const arrivals = await Arrivals.open(join(folders.data, 'incoming'));
  const library = new Library(folders.root, join(folders.data, 'trash'), files);
  const organizer = new Organizer({ library, files, jobs: new JobRows(database), log });
  const app = createApp({
    contract,
    handlers: {
      ...fileHandlers(library, arrivals, config.maxUploadBytes),
      ...organizeHandlers(organizer),
      ...systemHandlers(contract.document, docs),
    },
    gates: {
      verifiers: { ApiKey: (key) => keys.verify(key), Bearer: (token) => tokens.verify(token) },
      limits: new RateLimits(config.rateLimitScale),
      available: () => library.assertAvailable(),
    },
    checkResponses: config.checkResponses,
    log,
  });
  // Without options for TLS or HTTP/2 it is a plain HTTP server.
  const server = createAdaptorServer({
    fetch: app.fetch,
    // Done in `src/http/unreadBody.ts`, before the answer; the adaptor does it after, and then
    // closes a connection that the client may already use again.
    autoCleanupIncoming: false,
  }) as Server;
  const url = await listen(server, config);

  // Only a server that listens changes anything that outlasts it.
  if (config.apiKey) await keys.install(config.apiKey, 'from the environment', ['admin']);
  const madeKey = (await keys.any()) ? undefined : await keys.create('first start', ['admin']);
  await organizer.resume();

  let closing: Promise<void> | undefined;
  const close = async (): Promise<void> => {
    await Promise.all([finishRequests(server), organizer.stop()]);
    await database.destroy();
    unlock();
  };
  return {
    url,
    folders,
    madeKey,
    keys,
    tokens,
    app,
    close: () => {
      closing ??= close();
      return closing;
    },
  };
}

async function listen(server: Server, { host, port }: Config): Promise<string> {
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error) => {
      const code = errnoOf(error);
      const why =
        code === 'EADDRINUSE'
          ? `port ${port} is in use; stop what uses it, or name another with --port (PORT)`
          : `cannot listen on ${host}:${port} (${code ?? error.message})`;
      reject(new SettingError(why[0]?.toUpperCase() + why.slice(1)));
    });
    server.listen(port, host, resolve);
  });
  const { port: taken } = server.address() as AddressInfo;
  return `http://${host.includes(':') ? `[${host}]` : host}:${taken}`;
}

/** Takes no new request, waits for those under way, and cuts off what takes too long. */
async function finishRequests(server: Server): Promise<void> {
  const closed = new Promise<void>((resolve) => server.close(() => resolve()));
  const cutOff = setTimeout(() => server.closeAllConnections(), GRACE);
  await closed;
  clearTimeout(cutOff);
}
