/**
 * Assembles the stateful mock: its state, and the handlers that work on it.
 *
 * @module
 */
import type { MockServerOptions } from 'contract-first/mock';
import { authHandlers } from './api/auth.ts';
import { checked } from './api/checks.ts';
import { dedupeHandlers } from './api/dedupe.ts';
import { fileHandlers } from './api/files.ts';
import { folderHandlers } from './api/folders.ts';
import { jobHandlers } from './api/jobs.ts';
import { organizeHandlers } from './api/organize.ts';
import { searchHandlers } from './api/search.ts';
import { systemHandlers } from './api/system.ts';
import { uploadHandlers } from './api/uploads.ts';
import { userHandlers } from './api/users.ts';
import { EventLog } from './live/eventLog.ts';
import { FilesChanges } from './live/filesChanges.ts';
import { Accounts, type Principal } from './state/accounts.ts';
import { Deduping } from './state/deduping.ts';
import type { AnyWork } from './state/jobKinds.ts';
import { isAtWork, Jobs } from './state/jobs.ts';
import { Library } from './state/library.ts';
import { once } from './state/once.ts';
import { Organizing } from './state/organizing.ts';
import type { File, Job } from './state/resources.ts';
import * as seed from './state/seed.ts';

export type State = {
  readonly events: EventLog;
  readonly filesChanges: FilesChanges;
  readonly behaviour: Pick<MockServerOptions<Principal>, 'handlers' | 'authenticate' | 'authorize'>;
  /** A caller with the scopes of today; undefined if the credentials are no longer valid. */
  readonly renew: (principal: Principal) => Principal | undefined;
  /** A ticket that signs the administrator in once. */
  signInTicket(): string;
  /** Stops the jobs. */
  stop(): void;
};

/** The initial state is what the contract's examples show. */
export function startState(): State {
  const events = new EventLog();
  const filesChanges = new FilesChanges();
  const library = new Library(filesChanges);
  const accounts = new Accounts();
  const jobs = new Jobs<AnyWork>((job, work) => jobChanged(events, library, job, work));
  for (const job of seed.jobs.toReversed()) {
    const isOrganizing = job.kind === 'organize';
    jobs.add(
      job,
      isOrganizing ? new Organizing(library, seed.changes) : new Deduping(library, seed.duplicates),
    );
  }
  const handlers = {
    ...authHandlers(accounts),
    ...userHandlers(accounts),
    ...fileHandlers(library, accounts, (file) => uploaded(events, library, file)),
    ...folderHandlers(library),
    ...uploadHandlers(library, (file) => uploaded(events, library, file)),
    ...searchHandlers(library),
    ...jobHandlers(jobs),
    ...organizeHandlers(jobs, library),
    ...dedupeHandlers(jobs, library),
    ...systemHandlers(library, jobs),
  };
  return {
    events,
    filesChanges,
    behaviour: {
      handlers: once(checked(handlers)),
      authenticate: accounts.authenticate,
      authorize: accounts.authorize,
    },
    renew: accounts.renew,
    signInTicket: () => accounts.addAdministratorTicket(),
    stop: () => jobs.stop(),
  };
}

function uploaded(events: EventLog, library: Library, file: File): void {
  events.publish('file_uploaded', file);
  const duplicates = library.files.filter(
    (each) => each.sha256 === file.sha256 && each.file_id !== file.file_id && file.size > 0,
  );
  if (duplicates.length === 0) return;
  events.publish('duplicate_detected', {
    job_id: null,
    file,
    duplicates: duplicates.slice(0, 100),
  });
}

function jobChanged(events: EventLog, library: Library, job: Job, work: AnyWork): void {
  events.publish(isAtWork(job) ? 'organize_progress' : 'organize_complete', job);
  if (!(work instanceof Deduping) || job.status !== 'planned') return;
  for (const { files } of work.groups.slice(0, 100)) {
    const found = files.flatMap(({ file_id }) => library.find(file_id) ?? []);
    const [file, ...duplicates] = found.slice(0, 101);
    if (duplicates.length === 0) continue;
    events.publish('duplicate_detected', { job_id: job.job_id, file, duplicates });
  }
}
