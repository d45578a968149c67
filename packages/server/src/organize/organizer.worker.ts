/** Runs the phases of organizing jobs on the disk, one at a time, in a worker thread. */
import { workerData } from 'node:worker_threads';
import type { ScanOptions } from '../contract.ts';
import { hasLeft } from '../disk/fileState.ts';
import { LibraryFolder } from '../disk/libraryFolder.ts';
import { FileRepository } from '../storage/files/fileRepository.ts';
import { GivenNumberRepository } from '../storage/jobs/givenNumberRepository.ts';
import { PlanRepository } from '../storage/jobs/planRepository.ts';
import { connectThread, type DatabasePlace } from '../storage/storage.ts';
import { JournalThread } from './moving/journalThread.ts';
import { Organizer } from './organizer.ts';
import { PATIENCE, serveOrders } from './organizerOrders.ts';

/** The configuration of the worker. */
export type Place = {
  readonly database: DatabasePlace;
  /** Disk path of the library. */
  readonly root: string;
  /** Identity of the library's folder on the disk when the server started. */
  readonly identity: string;
  /** Options of a scan unless set otherwise. */
  readonly defaults: ScanOptions;
};

const place = workerData as Place;
const database = await connectThread(place.database, PATIENCE);
const files = new FileRepository(database);
const journal = new JournalThread({ database: place.database, busyTimeout: PATIENCE });
const organizer = new Organizer({
  library: new LibraryFolder(place.root, place.identity),
  listings: {
    reconcile: (extent, found) => files.reconcile(extent, found, (row) => hasLeft(place.root, row)),
    noteContentTypes: (seen) => files.noteContentTypes(seen),
  },
  plans: new PlanRepository(database, (...entry) => journal.record(...entry)),
  numbers: new GivenNumberRepository(database),
  defaults: place.defaults,
});
// The journal's thread is not kept: the scan of the next job needs the memory for itself.
serveOrders(organizer, { end: () => journal.close() });
