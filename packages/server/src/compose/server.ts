import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { getRequestListener } from '@hono/node-server';
import { Contract, readDocument } from 'contract-first/contract';
import { authHandlers } from '../api/auth.ts';
import { dedupeHandlers } from '../api/dedupe.ts';
import { fileHandlers, toFile } from '../api/files.ts';
import { jobHandlers, toJob } from '../api/jobs.ts';
import { liveHandlers } from '../api/live.ts';
import { organizeHandlers } from '../api/organize.ts';
import { searchHandlers } from '../api/search.ts';
import { systemHandlers } from '../api/system.ts';
import { userHandlers } from '../api/users.ts';
import { AccessTokens } from '../auth/accessTokens.ts';
import { ApiKeys } from '../auth/apiKeys.ts';
import { KeyUses } from '../auth/keyUses.ts';
import { type PasswordCost, Passwords } from '../auth/passwords.ts';
import { Sessions } from '../auth/sessions.ts';
import { startAdministrator } from '../auth/startAdministrator.ts';
import { Tickets } from '../auth/tickets.ts';
import { Users } from '../auth/users.ts';
import { defaultScanOptions } from '../contract.ts';
import { Deduper } from '../dedupe/deduper.ts';
import { DuplicateEvents } from '../events/duplicateEvents.ts';
import { Events, KEPT } from '../events/events.ts';
import { JobEvents } from '../events/jobEvents.ts';
import { createApp } from '../http/app.ts';
import { clientAddress } from '../http/clientAddress.ts';
import { Cors } from '../http/cors.ts';
import { URGENT } from '../http/fairTurns.ts';
import { Hosts } from '../http/hosts.ts';
import { Idempotency } from '../http/idempotency.ts';
import { Listener } from '../http/listener.ts';
import { Metrics } from '../http/metrics.ts';
import { RateLimits } from '../http/rateLimit.ts';
import { adaptorProblem } from '../http/wireProblem.ts';
import { JobRunner } from '../jobs/jobRunner.ts';
import { KeptNames } from '../library/index/cachedNames.ts';
import { FolderReader } from '../library/index/folderReader.ts';
import { Settled } from '../library/index/freshFolders.ts';
import { Listings } from '../library/index/listings.ts';
import { Library } from '../library/library.ts';
import { Follower } from '../library/watching/follow.ts';
import { eventsDelivered, FolderWatch } from '../library/watching/watch.ts';
import { Arrivals } from '../library/writing/uploadStaging.ts';
import { Connections } from '../live/connections.ts';
import { Organizer } from '../organize/organizer.ts';
import { OrganizerThread } from '../organize/organizerThread.ts';
import { openLog, type ServerLog } from '../process/log.ts';
import { within } from '../process/within.ts';
import { DocumentReader } from '../search/documents.ts';
import { Indexer } from '../search/indexer.ts';
import { Search } from '../search/search.ts';
import { type Config, SettingError } from '../start/config.ts';
import {
  type CheckedFolders,
  checkFolders,
  makeDataFolder,
  makeLibrary,
} from '../start/folders.ts';
import { Readiness } from '../start/readiness.ts';
import { databaseFault, lockFault } from '../start/startFault.ts';
import { CredentialRows } from '../storage/accounts/credentialRepository.ts';
import { SessionRows } from '../storage/accounts/sessionRepository.ts';
import { UserRows } from '../storage/accounts/userRepository.ts';
import { DigestRows } from '../storage/duplicates/digestRepository.ts';
import { DuplicateRows } from '../storage/duplicates/duplicateRepository.ts';
import { EventRows } from '../storage/eventRepository.ts';
import { FileRows } from '../storage/files/fileRepository.ts';
import { TrashRows } from '../storage/files/trashRepository.ts';
import { IdempotentAnswerRows } from '../storage/idempotencyRepository.ts';
import { GivenNumberRows } from '../storage/jobs/givenNumberRepository.ts';
import { JobRepository } from '../storage/jobs/jobRepository.ts';
import { PlanRepository } from '../storage/jobs/planRepository.ts';
import { BoundedReads, type ReadLimits } from '../storage/search/boundedReads.ts';
import { SearchHits } from '../storage/search/searchHits.ts';
import { SearchIndex } from '../storage/search/searchIndex.ts';
import {
  connectBeside,
  type Database,
  openDatabase,
  pathOfDatabase,
} from '../storage/sqlite/database.ts';
import { lockData, pathOfLock } from '../storage/sqlite/lock.ts';
import { Writes } from '../storage/sqlite/writes.ts';
import { readStatistics } from '../storage/statistics.ts';

/** What monitors ask for. */
const probes: ReadonlySet<string> = new Set(['/api/v1/health', '/api/v1/ready']);
const contractFile = new URL(import.meta.resolve('@file-organizer/spec/openapi.json'));
const referencePage = fileURLToPath(
  new URL('../../../../docs/dist/reference.html', import.meta.url),
);

/** How long work in the background may go on once the server is told to stop, in milliseconds. */
const STOP = 10_000;
/** Until all of a JSON body must be there, in milliseconds. */
const BODY_TIME = 20_000;

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
  /** The administrator that was made because there was none, with a password shown once, never kept. */
  readonly madeAdministrator: { readonly username: string; readonly password: string } | undefined;
  /** What whoever started it should know: settings that changed something, or have no effect. */
  readonly notices: readonly string[];
  readonly keys: ApiKeys;
  readonly users: Users;
  readonly sessions: Sessions;
  readonly tickets: Tickets;
  /** Where what happens is made known to those who watch. */
  readonly events: Events;
  readonly jobEvents: JobEvents;
  /** What the routes say of themselves, to be compared with the contract. */
  readonly app: ReturnType<typeof createApp>;
  /** Lets requests finish, stops jobs between two files, and gives everything free. */
  close(): Promise<void>;
};

export type ServerOptions = {
  /** The place of the reference page that is served at `/docs`. */
  readonly docs?: string;
  readonly log?: ServerLog;
  /** How often live connections are pinged, in milliseconds. */
  readonly pingInterval?: number;
  /** Until all of a JSON body must be there, in milliseconds. */
  readonly bodyTime?: number;
  /** What a password's hash takes, where that is not to be what is safe: in tests that hash many. */
  readonly passwordCost?: PasswordCost | undefined;
  /** What bounds searches, where that is not to be as the contract says. */
  readonly searchLimits?: Partial<ReadLimits>;
};

/**
 * Starts a server.
 *
 * @throws SettingError for a folder or a database that cannot be used, data that another server works
 *   on, or a port that is taken; nothing in the library has been touched then
 */
export async function startServer(
  config: Config,
  options: ServerOptions = {},
): Promise<RunningServer> {
  const log = options.log ?? (await openLog(config.logLevel));
  const docs = options.docs ?? referencePage;
  const folders = checkFolders(config);
  const listener = await Listener.open(config, { perAddress: config.connectionsPerAddress });
  const undo = [() => listener.close()];
  try {
    const { metricsPort } = config;
    const metricsListener =
      metricsPort === undefined
        ? undefined
        : await Listener.open({ host: config.host, port: metricsPort });
    if (metricsListener) undo.unshift(() => metricsListener.close());
    await makeDataFolder(folders);
    const unlock = lockOf(folders);
    if (!unlock) {
      throw new SettingError(
        `Another server works on the data in ${folders.data}; stop it, or name another folder with --data (FILE_ORGANIZER_DATA)`,
      );
    }
    undo.unshift(async () => unlock());
    const writes = new Writes();
    const database = await openDatabase(folders.data, writes);
    undo.unshift(() => database.destroy());
    if (folders.rootIsMissing) await makeLibrary(folders);
    return await startOn({
      ...options,
      config,
      folders,
      listener,
      metricsListener,
      unlock,
      database,
      writes,
      log,
      docs,
    });
  } catch (error) {
    for (const step of undo) await step();
    if (error instanceof SettingError) throw error;
    throw databaseFault(error, pathOfDatabase(folders.data)) ?? error;
  }
}

/** @throws SettingError where the lock cannot even be tried */
function lockOf({ data }: CheckedFolders): ReturnType<typeof lockData> {
  try {
    return lockData(data);
  } catch (error) {
    throw lockFault(error, pathOfLock(data)) ?? error;
  }
}

type Ground = ServerOptions & {
  readonly config: Config;
  readonly folders: CheckedFolders;
  readonly listener: Listener;
  readonly metricsListener: Listener | undefined;
  readonly unlock: () => void;
  readonly database: Database;
  readonly writes: Writes;
  readonly log: ServerLog;
  readonly docs: string;
};

async function startOn(ground: Ground): Promise<RunningServer> {
  const { config, folders, listener, metricsListener, unlock, database, writes, docs } = ground;
  const { log } = ground.log;
  const contract = new Contract(await readDocument(contractFile));
  const credentials = new CredentialRows(database, writes);
  const files = new FileRows(database);
  const trash = new TrashRows(database);
  const userRows = new UserRows(database);
  const passwords = await Passwords.open(ground.passwordCost);
  const users = new Users(userRows, passwords);
  const uses = new KeyUses(credentials, log);
  const keys = new ApiKeys(credentials, users, uses);
  const sessions = new Sessions(new SessionRows(database), await AccessTokens.open(credentials));
  const tickets = new Tickets(async ({ sessionId, key, scopes }) =>
    sessionId === undefined ? key && keys.find(key.id) : sessions.find(sessionId, [...scopes]),
  );
  const beside = await connectBeside(folders.data);
  const events = new Events(new EventRows(beside, KEPT), log);
  const jobEvents = new JobEvents(events);
  const connections = new Connections(events, ground.log, ground.pingInterval);
  const arrivals = await Arrivals.open(join(folders.data, 'incoming'));
  const settled = new Settled();
  writes.onFile = (folder) => settled.changed(folder);
  const reader = new FolderReader(folders.root);
  const watch = new FolderWatch(folders.root, log, {
    named: (folder, name) => names.changed(folder, name),
    changed: (folder, name) => {
      settled.changed(folder);
      follower.changed(folder, name);
    },
    lost: () => {
      names.clear();
      settled.changedBelow('/');
      follower.everything();
    },
  });
  const names = new KeptNames(folders.root, watch);
  const listings = new Listings(folders.root, { rows: files, watch, settled, reader, writes });
  const library = new Library(
    folders.root,
    join(folders.data, 'trash'),
    { files, trash },
    listings,
    names,
  );
  const follower = new Follower({
    library,
    listings,
    files,
    watch,
    settled,
    reader,
    log,
    isAtWork: () => runner.isAtWork,
  });
  const jobs = new JobRepository(database);
  const plans = new PlanRepository(database);
  const organizer = new Organizer({
    ...{ library, listings, plans },
    numbers: new GivenNumberRows(database),
    defaults: defaultScanOptions,
  });
  const organizing = new OrganizerThread(
    {
      ...{ data: folders.data, root: folders.root, identity: library.identity },
      defaults: defaultScanOptions,
    },
    organizer,
  );
  const deduper = new Deduper({
    library,
    files,
    trash,
    plans,
    duplicates: new DuplicateRows(database),
    digests: new DigestRows(database),
    log,
  });
  const duplicateEvents = new DuplicateEvents({ deduper, files, events, toFile, log });
  const runner = new JobRunner({
    library,
    jobs,
    beside: new JobRepository(beside),
    kinds: { organize: organizing, dedupe: deduper },
    log,
    onChange: (job) => {
      jobEvents.jobChanged(job.user_id, toJob(job));
      duplicateEvents.jobChanged(job);
    },
  });
  const metrics = new Metrics(() => jobs.countByState());
  const readiness = new Readiness(library, database, folders.data);
  const index = new SearchIndex(database);
  const searches = new BoundedReads(pathOfDatabase(folders.data), ground.searchLimits);
  const indexer = new Indexer({
    ...{ library, index, log },
    documents: new DocumentReader(),
    isAtWork: () => runner.isAtWork,
  });
  const cors = new Cors(config.corsOrigins, contract);
  const hosts = new Hosts(config);
  const app = createApp({
    contract,
    cors,
    hosts,
    handlers: {
      ...authHandlers({ users, sessions, keys, tickets }),
      ...userHandlers(users),
      ...fileHandlers(library, listings, arrivals, config.maxUploadBytes, (userId, row, file) => {
        events.publish(userId, 'file_uploaded', file);
        duplicateEvents.uploaded(userId, row);
      }),
      ...organizeHandlers(runner, organizer, library),
      ...dedupeHandlers(runner, deduper),
      ...jobHandlers(runner, jobs, library),
      ...liveHandlers(connections),
      ...searchHandlers(
        new Search(library, new SearchHits(database, searches), async () => {
          await eventsDelivered();
          return !settled.isCaughtUp || index.isBehind();
        }),
      ),
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
      verifiers: {
        ApiKey: (key) => keys.verify(key),
        Bearer: (token) => sessions.verify(token),
        Ticket: (ticket) => tickets.redeem(ticket),
        wasIssued: (token) => sessions.hasIssued(token),
      },
      limits: new RateLimits(config.rateLimitScale),
      idempotency: new Idempotency(new IdempotentAnswerRows(database)),
      metrics,
      available: () => library.assertAvailable(),
      bodyTime: ground.bodyTime ?? BODY_TIME,
      origins: config.corsOrigins,
    },
    checkResponses: config.checkResponses,
    log: ground.log,
  });
  const administrator = await startAdministrator({ rows: userRows, users, passwords }, config);
  if (config.apiKey) await keys.install(config.apiKey, 'from the environment', ['admin']);
  const madeKey = (await keys.any()) ? undefined : await keys.create('first start', ['admin']);
  await library.recover(({ file_id, path }, err) =>
    log.warn({ err, file_id, path }, 'A move of a dead server cannot be settled yet; it is kept'),
  );
  await runner.resume();
  indexer.start();
  // Unread bodies are seen to in `src/http/unreadBody.ts`, before the answer; the adaptor does it
  // after, and then closes a connection that the client may already use again.
  listener.serve(
    getRequestListener(app.fetch, {
      autoCleanupIncoming: false,
      errorHandler: adaptorProblem,
    }),
    (origin) => ({ 'X-Content-Type-Options': 'nosniff', ...cors.headersFor(origin) }),
    (request) =>
      probes.has(request.url ?? '') ? URGENT : clientAddress(request.socket.remoteAddress),
  );
  metricsListener?.serve(hosts.guarding(metrics.listener));
  follower.start();
  // Last: started with the rest, the thread added some 20 MiB to the start's peak of memory.
  reader.prepare();

  let closing: Promise<void> | undefined;
  const close = async (): Promise<void> => {
    await Promise.all([
      listener.close(),
      metricsListener?.close(),
      connections.close(),
      runner.stop(),
      indexer.stop(),
      // The thread that it waits for may be busy with a folder; it is ended below.
      within(STOP, follower.close()),
    ]);
    jobEvents.close();
    await within(STOP, duplicateEvents.settled());
    // Fails what is still read for them.
    await within(STOP, deduper.close());
    await within(STOP, duplicateEvents.settled());
    await events.settled();
    await uses.close();
    await within(STOP, organizing.close());
    watch.close();
    await within(STOP, reader.close());
    await within(STOP, searches.close());
    await beside.destroy();
    await database.destroy();
    unlock();
  };
  return {
    url: listener.url,
    metricsUrl: metricsListener?.url,
    root: folders.root,
    madeSamples: folders.rootIsMissing,
    madeKey,
    madeAdministrator: administrator.made,
    notices: administrator.notice === undefined ? [] : [administrator.notice],
    keys,
    events,
    jobEvents,
    users,
    sessions,
    tickets,
    app,
    close: () => {
      closing ??= close();
      return closing;
    },
  };
}
