import { type App, type Hosts, ProcessClaims } from '@contract-first/hono';
import type { Contract } from 'contract-first/contract';
import { authHandlers } from '../api/auth.ts';
import { contentFileIn, contentHandlers } from '../api/content.ts';
import { dedupeHandlers } from '../api/dedupe.ts';
import { fileHandlers } from '../api/files.ts';
import { folderHandlers } from '../api/folders.ts';
import { jobHandlers } from '../api/jobs.ts';
import { liveHandlers } from '../api/live.ts';
import { organizeHandlers } from '../api/organize.ts';
import { searchHandlers } from '../api/search.ts';
import { systemHandlers } from '../api/system.ts';
import { uploadHandlers } from '../api/uploads.ts';
import { userHandlers } from '../api/users.ts';
import { createApp } from '../http/app.ts';
import type { Metrics } from '../http/metrics.ts';
import { guides, guidesPath, webPage } from '../http/staticSite.ts';
import type { Connections } from '../live/connections.ts';
import { Readiness } from '../start/readiness.ts';
import { IdempotencyRepository } from '../storage/idempotencyRepository.ts';
import { readStatistics } from '../storage/statistics.ts';
import type { Accounts } from './accounts.ts';
import type { ServerContext } from './context.ts';
import type { JobParts } from './jobs.ts';
import type { Mode } from './mode.ts';
import type { SearchParts } from './search.ts';

/** Time limit for receiving a JSON body, in milliseconds. */
const BODY_TIME = 20_000;

type Parts = {
  readonly contract: Contract;
  readonly hosts: Hosts;
  readonly metrics: Metrics;
  readonly connections: Connections;
  readonly accounts: Accounts;
  readonly mode: Mode;
  readonly jobs: JobParts;
  readonly search: SearchParts;
  /** Disk path of the reference page. */
  readonly docs: string;
  /** Disk path of the documentation site. */
  readonly guides: string;
  /** Disk path of the web page. */
  readonly web: string;
};

/** The HTTP application: the contract's operations, implemented by the parts. */
export function composeApp(context: ServerContext, parts: Parts): App {
  const { config, storage, folders, changes, log } = context;
  const { database } = storage;
  const { contract, hosts, metrics, docs } = parts;
  const { users, sessions, keys, tickets, signIns, links, localKey } = parts.accounts;
  const { tree, blobs, resumable, check } = parts.mode;
  const { service, organizer, deduper, jobs } = parts.jobs;
  const { search, store } = parts.search;
  const composed = createApp({
    ...{ contract, hosts, metrics, config, log },
    handlers: {
      ...authHandlers({ users, sessions, keys, tickets, signIns }),
      ...userHandlers(users),
      ...fileHandlers(tree, blobs, config.maxUploadBytes, changes),
      ...folderHandlers(tree, changes),
      ...uploadHandlers(tree, resumable, config.maxUploadBytes, changes),
      ...contentHandlers(tree, links),
      ...organizeHandlers(service, organizer),
      ...dedupeHandlers(service, deduper),
      ...jobHandlers(service, jobs, tree),
      ...liveHandlers(parts.connections),
      ...searchHandlers(search),
      ...systemHandlers({
        ...{ docs, metrics },
        document: contract.document,
        readiness: new Readiness(check, database, folders.data),
        statistics: async () => ({
          ...(await readStatistics(database)),
          search: await store.counts(),
        }),
      }),
    },
    verifiers: {
      ApiKey: async (key) => (await localKey.verify(key)) ?? keys.verify(key),
      Bearer: (token) => sessions.verify(token),
      Ticket: (ticket) => tickets.redeem(ticket),
      FileTicket: (ticket, { url }) => links.verify(ticket, contentFileIn(url)),
      wasIssued: (token) => sessions.hasIssued(token),
    },
    idempotency: storage.shared?.claims ?? new ProcessClaims(new IdempotencyRepository(database)),
    limits: storage.shared && { store: storage.shared.limits, secret: parts.accounts.limitSecret },
    available: () => tree.assertAvailable(),
    bodyTime: context.bodyTime ?? BODY_TIME,
  });
  composed.app.get(`${guidesPath}*`, guides(parts.guides));
  for (const path of ['/', '/assets/*', '/favicon.svg']) {
    composed.app.get(path, webPage(parts.web));
  }
  return composed;
}
