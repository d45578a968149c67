/**
 * A server that waits until the active one on the same database and folders has ended.
 *
 * @module
 */
import type { RequestListener } from 'node:http';
import { setTimeout } from 'node:timers/promises';
import { type Hosts, readiness } from '@contract-first/hono';
import { answerProblem, type Listener } from '@contract-first/hono/node';
import type { Logger } from 'pino';
import { guardedByHosts } from '../http/guardedByHosts.ts';
import { problems } from '../http/problems.ts';
import { ProblemError } from '../problemError.ts';
import { type Config, SettingError } from '../start/config.ts';
import type { CheckedFolders } from '../start/folders.ts';
import { nameOfDatabase } from '../start/postgresFault.ts';
import { readServerFile } from '../start/serverFile.ts';
import type { ServerOptions } from './context.ts';

/** How often it is tried to take over, in milliseconds. */
const PAUSE = 200;
/** Names of the errors of the database that pass. */
const PASSING: ReadonlySet<string> = new Set(['DatabaseUnreachable', 'DatabaseInUse']);
/** When clients should try again, in seconds: by then another server has taken over. */
const RETRY = 2;

const WAITING =
  'This server is a standby: another one is active, and this one takes over when it ends';

/** A standby was stopped before it took over. */
export class StandbyEnded extends Error {
  override readonly name = 'StandbyEnded';
}

type Waiting = {
  readonly config: Config;
  readonly folders: CheckedFolders;
  /** Of the API, and of metrics if they have their own. */
  readonly listeners: readonly Listener[];
  readonly hosts: Hosts;
  readonly version: string;
  readonly onStandby?: ServerOptions['onStandby'];
};

/**
 * Answers requests as a standby until what the active server holds is free.
 *
 * @param take tries to take it
 * @throws SettingError if the active server has another library or database; StandbyEnded
 */
export async function waitAsStandby<T>(waiting: Waiting, take: () => T | undefined): Promise<T> {
  const { folders, listeners, hosts, version, onStandby } = waiting;
  await requireSame(waiting);
  const stop = new AbortController();
  const { promise: ended, resolve: end } = Promise.withResolvers<void>();
  const handler = guardedByHosts(hosts, answers(version));
  for (const each of listeners) {
    each.serve(handler, () => ({ 'X-Content-Type-Options': 'nosniff' }));
  }
  onStandby?.({
    url: listeners[0]?.url ?? '',
    close: async () => {
      stop.abort();
      await Promise.all(listeners.map((each) => each.close()));
      await ended;
    },
  });
  try {
    for (;;) {
      const taken = take();
      if (taken !== undefined) {
        await requireSame(waiting);
        return taken;
      }
      await setTimeout(PAUSE, undefined, { signal: stop.signal }).catch(() => {
        throw new StandbyEnded(`Stopped before it took over ${folders.root}`);
      });
    }
  } finally {
    end();
  }
}

/**
 * Opens the database of a server that has died. PostgreSQL may be starting again at this moment, or not have noticed
 * the death yet, and the standby was able to use it before: so it goes on trying, and answers as a standby meanwhile.
 */
export async function untilOpened<T>(open: () => Promise<T>, log: Logger): Promise<T> {
  for (;;) {
    try {
      return await open();
    } catch (error) {
      const isForNow = error instanceof Error && PASSING.has(error.name);
      if (!isForNow) throw error;
      log.warn({ err: error }, 'cannot take over yet; will try again');
      await setTimeout(PAUSE);
    }
  }
}

/** @throws SettingError if the data folder belongs to another library or database */
async function requireSame({ config, folders }: Waiting): Promise<void> {
  const other = await readServerFile(folders.data);
  const { databaseUrl } = config;
  const database = databaseUrl === undefined ? undefined : nameOfDatabase(databaseUrl);
  if (!other || (other.root === folders.root && other.database === database)) return;
  const what = other.root === folders.root ? 'another database' : `the library ${other.root}`;
  throw new SettingError(
    `The server that uses the data folder ${folders.data} has ${what}; a standby needs the same library and database. Choose another folder with --data (FILE_ORGANIZER_DATA)`,
  );
}

/** What a standby answers: it runs, but is not ready, and serves nothing else. */
function answers(version: string): RequestListener {
  const started = performance.now();
  return (request, response) => {
    request.resume();
    const [path] = (request.url ?? '').split('?');
    const isRead = request.method === 'GET' || request.method === 'HEAD';
    if (isRead && path === '/api/v1/health') {
      const uptime = Math.floor((performance.now() - started) / 1000);
      response.writeHead(200, { 'Content-Type': 'application/json', 'Cache-Control': 'no-store' });
      response.end(JSON.stringify({ status: 'ok', version, uptime_seconds: uptime }));
      return;
    }
    response.setHeader('Retry-After', String(RETRY));
    answerProblem(response, problems, path === '/api/v1/ready' ? notReady() : standby());
  };
}

const standby = (): ProblemError => new ProblemError('standby', WAITING);

/** The problem of a readiness probe. */
function notReady(): ProblemError {
  try {
    readiness([{ name: 'active', fault: WAITING }]);
  } catch (error) {
    if (error instanceof ProblemError) return error;
    throw error;
  }
  return standby();
}
