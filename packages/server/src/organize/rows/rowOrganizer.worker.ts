/** Runs the phases of organizing jobs in object mode, one at a time, in a worker thread. */
import { workerData } from 'node:worker_threads';
import type { ScanOptions } from '../../contract.ts';
import { connectThread, type DatabasePlace } from '../../storage/storage.ts';
import { PATIENCE, serveOrders } from '../organizerOrders.ts';
import { PortRanges } from './rangePort.ts';
import { RowOrganizer } from './rowOrganizer.ts';

/** The configuration of the worker. */
export type RowPlace = {
  readonly database: DatabasePlace;
  /** Disk path of a folder for temporary files. */
  readonly scratch: string;
  /** Options of a scan unless set otherwise. */
  readonly defaults: ScanOptions;
};

const { database, scratch, defaults } = workerData as RowPlace;
const ranges = new PortRanges();
const organizer = new RowOrganizer({
  database: await connectThread(database, PATIENCE),
  ...{ ranges, scratch, defaults },
});
serveOrders(organizer, { begin: (port) => ranges.use(port) });
