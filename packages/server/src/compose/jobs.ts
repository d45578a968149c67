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
import { DuplicateEvents } from '../events/duplicateEvents.ts';
import type { EventBus } from '../events/eventBus.ts';
import { JobEvents } from '../events/jobEvents.ts';
import { LocalJobCoordinator } from '../jobs/jobCoordinator.ts';
import { type JobQueue, LocalJobQueue } from '../jobs/jobQueue.ts';
import { JobService } from '../jobs/jobService.ts';
import { JobStates } from '../jobs/jobStates.ts';
import { JobWorker } from '../jobs/jobWorker.ts';
import { Organizer } from '../organize/organizer.ts';
import { OrganizerThread } from '../organize/organizerThread.ts';
import type { PlanningOrganizer } from '../organize/planningOrganizer.ts';
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
export function publishEvents({
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
