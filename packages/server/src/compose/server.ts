/**
 * Starts the server: creates and connects all parts, and stops them.
 *
 * @module
 */
import { clientAddress, Hosts, type Tickets } from '@contract-first/hono';
import { type Listener, serve, URGENT } from '@contract-first/hono/node';
import { Contract, readDocument } from 'contract-first/contract';
import type { ApiKeys } from '../auth/apiKeys.ts';
import type { FileLinks } from '../auth/fileLinks.ts';
import type { LocalKey } from '../auth/localKey.ts';
import type { Principal } from '../auth/principal.ts';
import type { Sessions } from '../auth/sessions.ts';
import type { SignIns } from '../auth/signIns.ts';
import type { Users } from '../auth/users.ts';
import { guidesFolder, referencePage, webFolder } from '../builtPages.ts';
import type { EventBus } from '../events/eventBus.ts';
import type { JobEvents } from '../events/jobEvents.ts';
import { guardedByHosts } from '../http/guardedByHosts.ts';
import { Metrics } from '../http/metrics.ts';
import { openListener } from '../http/openListener.ts';
import { Connections } from '../live/connections.ts';
import { openLog } from '../process/log.ts';
import { within } from '../process/within.ts';
import { type Config, SettingError } from '../start/config.ts';
import {
  type CheckedFolders,
  checkFolders,
  makeDataFolder,
  makeLibrary,
} from '../start/folders.ts';
import { bucketFault } from '../start/objectStorage.ts';
import { nameOfDatabase } from '../start/postgresFault.ts';
import { type ServerFile, writeServerFile } from '../start/serverFile.ts';
import { lockFault } from '../start/startFault.ts';
import { ChangeBus } from '../storage/changeBus.ts';
import { lockData, pathOfLock } from '../storage/sqlite/lock.ts';
import { Writes } from '../storage/writes.ts';
import { composeAccounts } from './accounts.ts';
import { composeApp } from './app.ts';
import type { ServerContext, ServerOptions } from './context.ts';
import { composeEvents } from './events.ts';
import { composeFilesChanges } from './filesChanges.ts';
import { folderMode } from './folderMode.ts';
import type { Mode } from './mode.ts';
import { composeSearch } from './search.ts';
import { StandbyEnded, untilOpened, waitAsStandby } from './standby.ts';
import { openStorage, requireReachable, storageFault } from './storage.ts';

/** Requested by monitoring. */
const probes: ReadonlySet<string> = new Set(['/api/v1/health', '/api/v1/ready']);
const contractFile = new URL(import.meta.resolve('@file-organizer/spec/openapi.json'));

/** How long background work may continue when the server stops, in milliseconds. */
const STOP = 10_000;

export type RunningServer = {
  /** The URL it listens at, such as `http://127.0.0.1:8000`. */
  readonly url: string;
  /** The URL of the metrics without authentication, if they have their own port. */
  readonly metricsUrl: string | undefined;
  /** Disk path of the library, or its URL in object storage. */
  readonly root: string;
  /** Whether the library was just created, with samples. */
  readonly madeSamples: boolean;
  /** The first key, if it was just created; shown once, stored only as a hash. */
  readonly madeKey: string | undefined;
  /**
   * The first administrator, if it was just created; the password is shown once and stored only as a hash.
   */
  readonly madeAdministrator: { readonly username: string; readonly password: string } | undefined;
  /** Notices for whoever started the server: settings that changed something, or have no effect. */
  readonly notices: readonly string[];
  readonly keys: ApiKeys;
  readonly users: Users;
  readonly sessions: Sessions;
  readonly tickets: Tickets<Principal>;
  /** Those that start a session. */
  readonly signIns: SignIns;
  /** Links to the contents of files. */
  readonly links: FileLinks;
  /** Valid while this server runs. */
  readonly localKey: LocalKey;
  /** Delivers events to live connections. */
  readonly events: EventBus;
  readonly jobEvents: JobEvents;
  /** The routes as registered, to be compared with the contract. */
  readonly app: ReturnType<typeof composeApp>['app'];
  /** Lets requests finish, stops jobs between two files, and releases resources. */
  close(): Promise<void>;
};

/** What is there before the database: the contract, the sockets, and a function that unlocks the data folder. */
type Prepared = {
  readonly contract: Contract;
  readonly hosts: Hosts;
  readonly listener: Listener;
  readonly metricsListener: Listener | undefined;
  readonly unlock: () => void;
};

/**
 * Starts a server. The port is opened before anything is written, and requests wait until the server is
 * ready. If another server is active on the same PostgreSQL database and folders, it waits as a standby until
 * that one has ended.
 *
 * @throws StandbyEnded if it was stopped as a standby
 * @throws SettingError for a folder or a database that cannot be used, a data folder in use by another
 *   server, or a port that is taken; nothing in the library has been changed then
 */
export async function startServer(
  config: Config,
  options: ServerOptions = {},
): Promise<RunningServer> {
  const log = options.log ?? (await openLog(config.logLevel));
  const checked = checkFolders(config);
  // Several servers share a library in object storage.
  const hasOthers = options.hasOthers ?? config.objectStorage !== undefined;
  const listener = await openListener(config, { perAddress: config.connectionsPerAddress });
  const undo = [() => listener.close()];
  try {
    const { metricsPort } = config;
    const metricsListener =
      metricsPort === undefined
        ? undefined
        : await openListener({ host: config.host, port: metricsPort });
    if (metricsListener) undo.unshift(() => metricsListener.close());
    await makeDataFolder(checked);
    const contract = new Contract(await readDocument(contractFile));
    const hosts = new Hosts({ ...config, advice: 'add it to FILE_ORGANIZER_HOSTS' });
    const lock = lockOf(checked);
    const listeners = metricsListener ? [listener, metricsListener] : [listener];
    const unlock =
      lock ??
      (await lockAsStandby({
        ...{ config, folders: checked, listeners, hosts, contract },
        ...{ ...options, hasOthers },
      }));
    undo.unshift(async () => unlock());
    // The other server may have created the library.
    const folders = lock ? checked : checkFolders(config);
    const changes = new ChangeBus();
    const writes = new Writes(changes);
    const open = () => openStorage(config, folders, writes, log.log, hasOthers);
    const storage = lock ? await open() : await untilOpened(open, log.log);
    undo.unshift(() => storage.close());
    if (folders.rootIsMissing) await makeLibrary(folders);
    const context = { ...options, config, folders, storage, writes, changes, log };
    return await startOn(context, { contract, hosts, listener, metricsListener, unlock });
  } catch (error) {
    for (const step of undo) await step();
    if (error instanceof SettingError || error instanceof StandbyEnded) throw error;
    throw storageFault(error, config, checked) ?? bucketFault(error, config.objectStorage) ?? error;
  }
}

/** @throws SettingError if the lock cannot be tried at all */
function lockOf({ data }: CheckedFolders): ReturnType<typeof lockData> {
  try {
    return lockData(data);
  } catch (error) {
    throw lockFault(error, pathOfLock(data)) ?? error;
  }
}

/** Waits for the data folder as a standby, which only a server on PostgreSQL can be. */
async function lockAsStandby(
  standby: Omit<Parameters<typeof waitAsStandby>[0], 'version'> &
    Pick<ServerOptions, 'hasOthers'> & { readonly contract: Contract },
): Promise<() => void> {
  const { config, folders, contract } = standby;
  if (config.databaseUrl !== undefined && !standby.hasOthers) {
    const { version } = contract.document.info;
    await requireReachable(config.databaseUrl);
    return waitAsStandby({ ...standby, version }, () => lockOf(folders));
  }
  throw new SettingError(
    `Another server is using the data folder ${folders.data}; stop it, or choose another folder with --data (FILE_ORGANIZER_DATA)`,
  );
}

/** The mode that the settings choose. */
async function modeOf(context: ServerContext): Promise<Mode> {
  if (context.config.objectStorage === undefined) return folderMode(context, STOP);
  // Loaded on demand: most servers need no client of S3.
  const { objectMode } = await import('./objectMode.ts');
  return objectMode(context, context.config.objectStorage, STOP);
}

async function startOn(context: ServerContext, prepared: Prepared): Promise<RunningServer> {
  const { config, folders, storage } = context;
  const { log } = context.log;
  const { contract, hosts, listener, metricsListener, unlock } = prepared;
  const { events, close: closeEvents } = composeEvents(context);
  const accounts = await composeAccounts(context);
  const mode = await modeOf(context);
  const filesChanges = composeFilesChanges(context, mode);
  const connections = new Connections({ events, filesChanges }, context.log, context.pingInterval);
  const jobs = mode.jobs(events);
  const { queue, organizing, deduper, jobEvents, duplicateEvents } = jobs;
  const isAtWork = () => queue.isAtWork;
  const search = await composeSearch(context, mode, isAtWork);
  const metrics = new Metrics(() => jobs.jobs.countByState());
  const app = composeApp(context, {
    ...{ contract, hosts, metrics, connections, accounts, mode, jobs, search },
    docs: context.docs ?? referencePage,
    guides: context.guides ?? guidesFolder,
    web: context.web ?? webFolder,
  });
  const { administrator, madeKey } = await accounts.begin(config);
  await mode.recover(({ file_id, path }, err) =>
    log.warn(
      { err, file_id, path },
      'could not recover a move that a crash interrupted; will try again',
    ),
  );
  await jobs.service.resume();
  search.indexer.start();
  serve(listener, app, (request) =>
    probes.has(request.url ?? '') ? URGENT : clientAddress(request.socket.remoteAddress),
  );
  metricsListener?.serve(guardedByHosts(hosts, metrics.listener));
  mode.start(isAtWork);
  const { databaseUrl } = config;
  const database = databaseUrl === undefined ? undefined : nameOfDatabase(databaseUrl);
  const announce = (running: Partial<ServerFile>) =>
    writeServerFile(folders.data, { root: folders.root, database, ...running }).catch(
      (err: unknown) =>
        log.warn(
          { err },
          'could not write server.json; commands on this machine cannot find the server',
        ),
    );
  await announce({ url: listener.url, key: accounts.localKey.key });
  // Last, because of its memory.
  mode.prepare();

  let closing: Promise<void> | undefined;
  const close = async (): Promise<void> => {
    await Promise.all([
      listener.close(),
      metricsListener?.close(),
      connections.close(),
      queue.stop(),
      search.indexer.stop(),
      mode.stop(),
    ]);
    await mode.closeUploads();
    jobEvents.close();
    filesChanges.close();
    await within(STOP, duplicateEvents.settled());
    // Aborts what they are still reading.
    await within(STOP, deduper.close());
    await within(STOP, duplicateEvents.settled());
    await within(STOP, events.settled());
    closeEvents();
    await accounts.close();
    await within(STOP, organizing.close());
    await mode.close();
    await within(STOP, search.store.close());
    await storage.close();
    await announce({});
    unlock();
  };
  const { keys, users, sessions, tickets, signIns, links, localKey } = accounts;
  return {
    url: listener.url,
    metricsUrl: metricsListener?.url,
    root: folders.root,
    madeSamples: folders.rootIsMissing,
    madeKey,
    madeAdministrator: administrator.made,
    notices: administrator.notice === undefined ? [] : [administrator.notice],
    ...{ keys, users, sessions, tickets, signIns, links, localKey },
    ...{ events, jobEvents, app: app.app },
    close: () => {
      closing ??= close();
      return closing;
    },
  };
}
