import { randomUUID } from 'node:crypto';
import type { Logger } from 'pino';
import type { SharedState, Storage } from '../storage.ts';
import type { Writes } from '../writes.ts';
import { clientConfig, type OpenedPostgres, openPostgres } from './database.ts';
import { exclusively } from './exclusively.ts';
import { ServerLock } from './lock.ts';
import { reportWritten } from './reportNotices.ts';
import { FollowingSearchStore } from './searchStore.ts';
import { CounterEventRepository } from './shared/counterEventRepository.ts';
import { KeyClaims } from './shared/keyClaims.ts';
import { LimitCounters } from './shared/limitCounters.ts';
import { NoticeListener } from './shared/listener.ts';
import type { Notice } from './shared/notices.ts';
import { Statements } from './shared/statements.ts';
import { TicketTable } from './shared/ticketTable.ts';
import { ThreadState } from './threadState.ts';

/** Another server uses the database. */
export class DatabaseInUse extends Error {
  override readonly name = 'DatabaseInUse';
}

export type PostgresOptions = {
  /** Such as `postgres://user:password@host:5432/database`. */
  readonly url: string;
  /** The data folder, for the search index. */
  readonly data: string;
  readonly writes: Writes;
  readonly log: Logger;
  /**
   * Whether other servers are active on the database at the same time. Otherwise this one holds a lock, and needs to
   * know nothing of others.
   */
  readonly hasOthers: boolean;
};

/**
 * Opens a database of PostgreSQL.
 *
 * @throws DatabaseInUse, UnsuitableDatabase, NewerDatabase, DatabaseUnreachable or an error of `pg`
 */
export async function openPostgresStorage(options: PostgresOptions): Promise<Storage> {
  const { url, data, writes, hasOthers } = options;
  const state = new ThreadState();
  const lock = hasOthers ? undefined : await ServerLock.take(url, state);
  if (!lock && !hasOthers) throw new DatabaseInUse('Another server uses this database');
  const server = hasOthers ? randomUUID() : undefined;
  const undo: (() => unknown)[] = [() => lock?.release()];
  try {
    const opened = await exclusively(url, () => openPostgres(url, writes, state, server));
    const { database } = opened;
    undo.unshift(() => database.destroy());
    const { shared, close } = await share(opened, options, server);
    undo.unshift(close);
    return {
      // A thread never blocks while it waits for PostgreSQL.
      ...{ database, nonBlocking: database, shared },
      place: { kind: 'postgres', url, shared: state.shared, server },
      exclusively: (work) => exclusively(url, work),
      openSearch: (limits) => FollowingSearchStore.open(database, data, limits, hasOthers),
      close: async () => {
        for (const step of undo) await step();
      },
    };
  } catch (error) {
    for (const step of undo) await step();
    throw error;
  }
}

/** @param server its id, if others are active on the database */
async function share(
  { database, pool }: OpenedPostgres,
  { url, writes, log }: PostgresOptions,
  server: string | undefined,
): Promise<{ readonly shared: SharedState; readonly close: () => Promise<void> }> {
  const statements = new Statements(pool);
  const limits = new LimitCounters(statements);
  const claims = new KeyClaims(statements, log);
  const looks: (() => void)[] = [];
  const look = () => {
    for (const each of looks) each();
  };
  const { changes } = writes;
  const changed = ({ events, folders, trash = false, credential = false }: Notice) => {
    if (events) look();
    if (folders === 'all') changes.emit('eventsLost');
    reportWritten(
      { folders: folders === 'all' ? [] : (folders ?? []), trash, credential },
      changes,
    );
  };
  const missed = () => {
    look();
    changes.emit('eventsLost');
    reportWritten({ folders: [], trash: true, credential: true }, changes);
  };
  const close = async () => {
    limits.close();
    claims.close();
    await listener?.close();
  };
  let listener: NoticeListener | undefined;
  try {
    if (server === undefined) await claims.endAll();
    else listener = await NoticeListener.start(clientConfig(url), server, { changed, missed });
  } catch (error) {
    await close();
    throw error;
  }
  const shared: SharedState = {
    ...{ limits, claims, hasOthers: server !== undefined },
    tickets: (kind, codec) => new TicketTable(statements, kind, codec),
    events: (retained) => new CounterEventRepository(database, retained, server),
    onEvents: (each) => void looks.push(each),
  };
  return { shared, close };
}
