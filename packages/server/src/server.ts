import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Contract, readDocument } from '@file-organizer/toolkit/contract';
import { getRequestListener } from '@hono/node-server';
import { destination, type Logger, pino } from 'pino';
import { fileHandlers } from './api/files.ts';
import { jobHandlers } from './api/jobs.ts';
import { organizeHandlers } from './api/organize.ts';
import { searchHandlers } from './api/search.ts';
import { systemHandlers } from './api/system.ts';
import { AccessTokens } from './auth/accessTokens.ts';
import { ApiKeys } from './auth/apiKeys.ts';
import { type Config, SettingError } from './config.ts';
import { CredentialRows } from './db/credentials.ts';
import { type Database, openDatabase } from './db/database.ts';
import { FileRows } from './db/files.ts';
import { IdempotentAnswerRows } from './db/idempotency.ts';
import { JobRows } from './db/jobs.ts';
import { lockData } from './db/lock.ts';
import { SearchHits } from './db/searchHits.ts';
import { SearchIndex } from './db/searchIndex.ts';
import { readStatistics } from './db/statistics.ts';
import { type CheckedFolders, checkFolders, makeDataFolder, makeLibrary } from './folders.ts';
import { createApp } from './http/app.ts';
import { Idempotency } from './http/idempotency.ts';
import { Metrics } from './http/metrics.ts';
import { RateLimits } from './http/rateLimit.ts';
import { adaptorProblem } from './http/wireProblem.ts';
import { JobRunner } from './jobs/jobRunner.ts';
import { Arrivals } from './library/arrival.ts';
import { FolderReader } from './library/folderReader.ts';
import { Follower } from './library/follow.ts';
import { Library } from './library/library.ts';
import { Settled } from './library/settled.ts';
import { FolderWatch } from './library/watch.ts';
import { Listener } from './listener.ts';
import { Organizer } from './organize/organizer.ts';
import { Readiness } from './readiness.ts';
import { DocumentReader } from './search/documents.ts';
import { Indexer } from './search/indexer.ts';
import { Search } from './search/search.ts';

const contractFile = new URL(import.meta.resolve('@file-organizer/spec/openapi.json'));
const referencePage = fileURLToPath(new URL('../../../docs/dist/index.html', import.meta.url));

export type RunningServer = {
  /** Where it listens, such as `http://127.0.0.1:8000`. */
  readonly url: string;
  /** Where the metrics can be had without credentials, if they have a port of their own. */
  readonly metricsUrl: string | undefined;
  /** The library's folder. */
  readonly root: string;
  /** Whether the library was made just now, with samples. */
  readonly madeSamples: boolean;
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
  const docs = options.docs ?? referencePage;
  const folders = checkFolders(config);
  const listener = await Listener.open(config);
  const undo = [() => listener.close()];
  try {
    const { metricsPort } = config;
    const metricsListener =
      metricsPort === undefined
        ? undefined
        : await Listener.open({ host: config.host, port: metricsPort });
    if (metricsListener) undo.unshift(() => metricsListener.close());
    await makeDataFolder(folders);
    const unlock = lockData(folders.data);
    if (!unlock) {
      throw new SettingError(
        `Another server works on the data in ${folders.data}; stop it, or name another folder with --data (FILE_ORGANIZER_DATA)`,
      );
    }
    undo.unshift(async () => unlock());
    if (folders.rootIsMissing) await makeLibrary(folders);
    const settled = new Settled();
    const database = await openDatabase(folders.data, (folder) => settled.changed(folder));
    undo.unshift(() => database.destroy());
    return await startOn({
      config,
      folders,
      listener,
      metricsListener,
      unlock,
      database,
      settled,
      log,
      docs,
    });
  } catch (error) {
    for (const step of undo) await step();
    throw error;
  }
}

type Ground = {
  readonly config: Config;
  readonly folders: CheckedFolders;
  readonly listener: Listener;
  readonly metricsListener: Listener | undefined;
  readonly unlock: () => void;
  readonly database: Database;
  readonly settled: Settled;
  readonly log: Logger;
  readonly docs: string;
};

async function startOn(ground: Ground): Promise<RunningServer> {
  const { config, folders, listener, metricsListener, unlock, database, settled, log, docs } =
    ground;
  const contract = new Contract(await readDocument(contractFile));
  const credentials = new CredentialRows(database);
  const files = new FileRows(database);
  const keys = new ApiKeys(credentials);
  const tokens = await AccessTokens.open(credentials);
  const arrivals = await Arrivals.open(join(folders.data, 'incoming'));
  const reader = new FolderReader(folders.root);
  const watch = new FolderWatch(folders.root, log, {
    changed: (folder, name) => {
      settled.changed(folder);
      follower.changed(folder, name);
    },
    lost: () => {
      settled.changedBelow('/');
      follower.everything();
    },
  });
  const library = new Library(folders.root, join(folders.data, 'trash'), {
    rows: files,
    watch,
    settled,
    reader,
  });
  const follower = new Follower({ library, files, watch, settled, reader, log });
  const jobs = new JobRows(database);
  const organizer = new Organizer({ library, jobs });
  const runner = new JobRunner({ library, jobs, kinds: { organize: organizer }, log });
  const metrics = new Metrics(() => jobs.countByState());
  const readiness = new Readiness(library, database, folders.data);
  const index = new SearchIndex(database);
  const indexer = new Indexer({ library, index, documents: new DocumentReader(), log });
  const app = createApp({
    contract,
    handlers: {
      ...fileHandlers(library, arrivals, config.maxUploadBytes),
      ...organizeHandlers(runner, organizer),
      ...jobHandlers(runner, jobs, library),
      ...searchHandlers(new Search(library, new SearchHits(database))),
      ...systemHandlers({
        document: contract.document,
        docs,
        metrics,
        readiness,
        statistics: async () => ({
          ...(await readStatistics(database)),
          search: await index.counts(),
        }),
      }),
    },
    gates: {
      verifiers: { ApiKey: (key) => keys.verify(key), Bearer: (token) => tokens.verify(token) },
      limits: new RateLimits(config.rateLimitScale),
      idempotency: new Idempotency(new IdempotentAnswerRows(database)),
      metrics,
      available: () => library.assertAvailable(),
    },
    checkResponses: config.checkResponses,
    log,
  });
  if (config.apiKey) await keys.install(config.apiKey, 'from the environment', ['admin']);
  const madeKey = (await keys.any()) ? undefined : await keys.create('first start', ['admin']);
  await library.recover();
  await runner.resume();
  indexer.start();
  // Unread bodies are seen to in `src/http/unreadBody.ts`, before the answer; the adaptor does it
  // after, and then closes a connection that the client may already use again.
  listener.serve(
    getRequestListener(app.fetch, {
      autoCleanupIncoming: false,
      errorHandler: adaptorProblem,
    }),
  );
  metricsListener?.serve(metrics.listener);
  follower.start();

  let closing: Promise<void> | undefined;
  const close = async (): Promise<void> => {
    await Promise.all([
      listener.close(),
      metricsListener?.close(),
      runner.stop(),
      indexer.stop(),
      follower.close(),
    ]);
    watch.close();
    await reader.close();
    await database.destroy();
    unlock();
  };
  return {
    url: listener.url,
    metricsUrl: metricsListener?.url,
    root: folders.root,
    madeSamples: folders.rootIsMissing,
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
