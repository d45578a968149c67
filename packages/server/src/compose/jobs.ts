/**
 * Creates the objects for jobs, and publishes their events.
 *
 * @module
 */
import { toFile } from '../api/file.ts';
import { toJob } from '../api/jobs.ts';
import { defaultScanOptions } from '../contract.ts';
import { Deduper } from '../dedupe/deduper.ts';
import type { ReportingDeduper } from '../dedupe/reportingDeduper.ts';
import { RowDeduper } from '../dedupe/rows/rowDeduper.ts';
import { DuplicateEvents } from '../events/duplicateEvents.ts';
import type { EventBus } from '../events/eventBus.ts';
import { JobEvents } from '../events/jobEvents.ts';
import { LocalJobCoordinator } from '../jobs/jobCoordinator.ts';
import { type JobQueue, LocalJobQueue } from '../jobs/jobQueue.ts';
import { JobService } from '../jobs/jobService.ts';
import { JobStates } from '../jobs/jobStates.ts';
import { JobWorker } from '../jobs/jobWorker.ts';
import { SharedJobCoordinator } from '../jobs/sharedJobCoordinator.ts';
import { SharedJobQueue } from '../jobs/sharedJobQueue.ts';
import type { Tree } from '../library/tree.ts';
import { Organizer } from '../organize/organizer.ts';
import { OrganizerThread } from '../organize/organizerThread.ts';
import type { PlanningOrganizer } from '../organize/planningOrganizer.ts';
import { rangesOf } from '../organize/rows/rangesOf.ts';
import { RowOrganizer } from '../organize/rows/rowOrganizer.ts';
import { type Fence, fencedBy } from '../storage/database.ts';
import { DigestRepository } from '../storage/duplicates/digestRepository.ts';
import { DuplicateRepository } from '../storage/duplicates/duplicateRepository.ts';
import type { FileRepository } from '../storage/files/fileRepository.ts';
import { GivenNumberRepository } from '../storage/jobs/givenNumberRepository.ts';
import { JobRepository } from '../storage/jobs/jobRepository.ts';
import { PlanRepository } from '../storage/jobs/planRepository.ts';
import type { ServerContext } from './context.ts';
import type { FolderParts } from './library.ts';

/** Jobs of all kinds, and the events that report them. */
export type JobParts = {
  readonly jobs: JobRepository;
  readonly service: JobService;
  readonly queue: JobQueue;
  readonly organizer: Pick<PlanningOrganizer, 'changePlan' | 'checkedOptions' | 'results'>;
  readonly organizing: Pick<OrganizerThread, 'close'>;
  readonly deduper: Pick<ReportingDeduper, 'assertFound' | 'results' | 'duplicatesOf' | 'close'>;
  readonly jobEvents: JobEvents;
  readonly duplicateEvents: DuplicateEvents;
};

export function composeJobs(
  { folders, storage, changes, log: { log } }: ServerContext,
  { library, listings, files, trash }: FolderParts,
  events: EventBus,
): JobParts {
  const { database, nonBlocking, place } = storage;
  const jobs = new JobRepository(database);
  const plans = new PlanRepository(database);
  const organizer = new Organizer({
    ...{ library, listings, plans },
    numbers: new GivenNumberRepository(database),
    defaults: defaultScanOptions,
  });
  const organizing = new OrganizerThread(
    {
      ...{ database: place, root: folders.root, identity: library.identity },
      defaults: defaultScanOptions,
    },
    organizer,
  );
  const deduper = new Deduper({
    ...{ library, files, trash, plans, log },
    duplicates: new DuplicateRepository(database),
    digests: new DigestRepository(database),
  });
  const coordinator = new LocalJobCoordinator();
  const states = new JobStates(jobs, changes);
  const kinds = { organize: organizing, dedupe: deduper };
  const worker = new JobWorker({
    ...{ kinds, coordinator, changes, log },
    nonBlocking: new JobRepository(nonBlocking),
  });
  const queue = new LocalJobQueue((...phase) => worker.carryOut(...phase), log);
  const service = new JobService({
    ...{ tree: library, jobs, kinds, coordinator, queue },
    states: () => states,
  });
  return {
    ...{ jobs, service, queue, organizer, organizing, deduper },
    ...publishEvents({ changes, log, deduper, files, events }),
  };
}

/** Publishes what becomes of jobs and uploads. */
function publishEvents({
  changes,
  log,
  deduper,
  files,
  events,
}: Pick<ServerContext, 'changes'> & {
  readonly log: ServerContext['log']['log'];
  readonly deduper: Pick<ReportingDeduper, 'results' | 'duplicatesOf'>;
  readonly files: FileRepository;
  readonly events: EventBus;
}): Pick<JobParts, 'jobEvents' | 'duplicateEvents'> {
  const jobEvents = new JobEvents(events);
  const duplicateEvents = new DuplicateEvents({ deduper, files, events, toFile, log });
  changes
    .on('job', (job) => {
      jobEvents.jobChanged(job.user_id, toJob(job));
      duplicateEvents.jobChanged(job);
    })
    .on('upload', (userId, row, file) => {
      events.publish(userId, 'file_uploaded', file);
      duplicateEvents.uploaded(userId, row);
    });
  return { jobEvents, duplicateEvents };
}

/** What they need of the server. */
export type SharedJobContext = Pick<ServerContext, 'changes' | 'jobTimes'> & {
  readonly storage: Pick<ServerContext['storage'], 'database' | 'place'>;
  readonly log: Pick<ServerContext['log'], 'log'>;
};

/** What jobs in object mode need of the library. */
export type ObjectParts = {
  readonly tree: Tree;
  readonly files: FileRepository;
  /** Disk path of an existing folder for temporary files. */
  readonly scratch: string;
};

/**
 * Jobs on a library in object storage, which several servers share: each may start, cancel and show every job, and one
 * of them runs it.
 */
export async function composeSharedJobs(
  { storage, changes, log: { log }, jobTimes = {} }: SharedJobContext,
  { tree, files, scratch }: ObjectParts,
  events: EventBus,
): Promise<JobParts> {
  const { database, place } = storage;
  if (place.kind !== 'postgres') throw new TypeError('Servers cannot share this database');
  const [{ JobLeases }, { JobSignals }, { withoutClaim }] = await Promise.all([
    import('../storage/postgres/jobs/jobLeases.ts'),
    import('../storage/postgres/jobs/jobSignals.ts'),
    import('../storage/postgres/shared/claimFence.ts'),
  ]);
  const ranges = rangesOf(tree);
  const defaults = defaultScanOptions;
  const organizer = new RowOrganizer({ database, ranges, scratch, defaults });
  const organizing = new OrganizerThread(
    { database: place, scratch, defaults },
    organizer,
    undefined,
    ranges,
  );
  const deduper = new RowDeduper(database, files);
  const kinds = { organize: organizing, dedupe: deduper };
  const jobs = new JobRepository(database);
  const leases = new JobLeases(place.url);
  const signals = new JobSignals(place.url, () => {
    queue.look();
    void coordinator.renew();
  });
  const signal = () => signals.send();
  const { leaseMs, pollMs } = jobTimes;
  const coordinator = new SharedJobCoordinator({ leases, jobs, signal, log, leaseMs });
  const on = (fence: Fence | undefined) => new JobRepository(fencedBy(database, fence));
  const worker = new JobWorker({
    ...{ kinds, coordinator, changes, log },
    ...{ nonBlocking: jobs, fenced: on },
  });
  const queue = new SharedJobQueue({
    ...{ jobs, signal, log, pollMs },
    // A job does not depend on the request that has started it.
    carryOut: (...phase) => withoutClaim(() => worker.carryOut(...phase)),
    due: () => leases.due(tree.identity),
  });
  const service = new JobService({
    ...{ tree, jobs, kinds, coordinator, queue },
    states: (fence) => new JobStates(on(fence), changes),
  });
  const close = async () => {
    await organizing.close();
    coordinator.close();
    await Promise.all([signals.close(), leases.close()]);
  };
  return {
    ...{ jobs, service, queue, organizer, organizing: { close }, deduper },
    ...publishEvents({ changes, log, deduper, files, events }),
  };
}
