/**
 * What takes the place of jobs where they cannot run.
 *
 * @module
 */
import { toFile } from '../api/file.ts';
import { DuplicateEvents } from '../events/duplicateEvents.ts';
import type { EventBus } from '../events/eventBus.ts';
import { JobEvents } from '../events/jobEvents.ts';
import { LocalJobCoordinator } from '../jobs/jobCoordinator.ts';
import type { JobKind } from '../jobs/jobKind.ts';
import { LocalJobQueue } from '../jobs/jobQueue.ts';
import { JobService } from '../jobs/jobService.ts';
import { JobStates } from '../jobs/jobStates.ts';
import type { Tree } from '../library/tree.ts';
import { ProblemError } from '../problemError.ts';
import type { FileRepository } from '../storage/files/fileRepository.ts';
import { JobRepository } from '../storage/jobs/jobRepository.ts';
import type { ServerContext } from './context.ts';
import type { JobParts } from './jobs.ts';

/** How many files of equal content are reported for a new one. */
const MOST_FILES = 100;

const refuse = (): never => {
  throw new ProblemError(
    'storage_unavailable',
    'This server cannot run jobs on a library in object storage yet; nothing was changed',
  );
};

/** Jobs that cannot be started. */
export function composeNoJobs(
  { storage, changes, log: { log } }: ServerContext,
  { tree, files }: { readonly tree: Tree; readonly files: FileRepository },
  events: EventBus,
): JobParts {
  const jobs = new JobRepository(storage.database);
  const coordinator = new LocalJobCoordinator();
  const states = new JobStates(jobs, changes);
  const kind: JobKind = {
    ...{ places: refuse, scan: refuse, execute: refuse, rollBack: refuse },
    count: async () => ({ planned: 0, done: 0 }),
  };
  const kinds = { organize: kind, dedupe: kind };
  const queue = new LocalJobQueue(refuse, log);
  const service = new JobService({ tree, jobs, states, kinds, coordinator, queue });
  const deduper: JobParts['deduper'] = {
    ...{ assertFound: refuse, results: refuse },
    // The digest of every object is known.
    duplicatesOf: async (row) =>
      (await files.maybeEqual(row, MOST_FILES)).filter(
        ({ sha256, size }) => size > 0 && sha256 === row.sha256,
      ),
    close: async () => {},
  };
  const jobEvents = new JobEvents(events);
  const duplicateEvents = new DuplicateEvents({ deduper, files, events, toFile, log });
  changes.on('upload', (userId, row, file) => {
    events.publish(userId, 'file_uploaded', file);
    duplicateEvents.uploaded(userId, row);
  });
  return {
    ...{ jobs, service, queue, deduper, jobEvents, duplicateEvents },
    organizer: { changePlan: refuse, results: refuse },
    organizing: { close: async () => {} },
    checkOptions: refuse,
  };
}
