/**
 * Creates the objects for jobs in object mode, which several servers share.
 *
 * @module
 */
import { defaultScanOptions } from '../contract.ts';
import { RowDeduper } from '../dedupe/rows/rowDeduper.ts';
import type { EventBus } from '../events/eventBus.ts';
import { JobService } from '../jobs/jobService.ts';
import { JobStates } from '../jobs/jobStates.ts';
import { JobWorker } from '../jobs/jobWorker.ts';
import { SharedJobCoordinator } from '../jobs/sharedJobCoordinator.ts';
import { SharedJobQueue } from '../jobs/sharedJobQueue.ts';
import type { Tree } from '../library/tree.ts';
import { OrganizerThread } from '../organize/organizerThread.ts';
import { rangesOf } from '../organize/rows/rangesOf.ts';
import { RowOrganizer } from '../organize/rows/rowOrganizer.ts';
import { type Fence, fencedBy } from '../storage/database.ts';
import type { FileRepository } from '../storage/files/fileRepository.ts';
import { JobRepository } from '../storage/jobs/jobRepository.ts';
import { JobLeases } from '../storage/postgres/jobs/jobLeases.ts';
import { JobSignals } from '../storage/postgres/jobs/jobSignals.ts';
import { withoutClaim } from '../storage/postgres/shared/claimFence.ts';
import type { ServerContext } from './context.ts';
import { type JobParts, publishEvents } from './jobs.ts';

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
export function composeSharedJobs(
  { storage, changes, log: { log }, jobTimes = {} }: SharedJobContext,
  { tree, files, scratch }: ObjectParts,
  events: EventBus,
): JobParts {
  const { database, place } = storage;
  if (place.kind !== 'postgres') throw new TypeError('Servers cannot share this database');
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
