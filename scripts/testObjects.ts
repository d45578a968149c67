/**
 * `pnpm test:objects`: suites of contract and server with a library in object storage for each server that they
 * start: PostgreSQL and SeaweedFS. Arguments go to Vitest: `test/contract`.
 */
import { type LeftOut, runOn } from './runOn.ts';

const suites = ['test/objects', 'test/contract', 'test/server'];

const PLACES = 'changes files on the disk without the server';
const DISK = 'is about permissions, links, space or watches of a disk';
const JOBS = 'needs jobs, which do not run in object storage yet';
const ROWS = 'reads or changes rows as they are for files on a disk';

/** What does not run in object storage, and why. Folders and names follow `test/`. */
const left: LeftOut = [
  ['contract/schemathesis', JOBS],
  ['contract/verify', JOBS],
  ['server/brokenUploads', DISK],
  ['server/closedFolders', DISK],
  ['server/deepTrees', DISK],
  ['server/deleting', PLACES],
  ['server/diskFull', DISK],
  ['server/downloads', DISK],
  ['server/filesChanged', PLACES],
  ['server/folders', PLACES],
  ['server/following', PLACES],
  ['server/idempotency', ROWS],
  ['server/listPages', PLACES],
  ['server/listing', PLACES],
  ['server/moving', PLACES],
  ['server/operating', DISK],
  ['server/otherDisk', DISK],
  ['server/paths', PLACES],
  ['server/putting', PLACES],
  ['server/puttingTogether', PLACES],
  ['server/ranges', PLACES],
  ['server/requests', PLACES],
  ['server/resumableUploads', PLACES],
  ['server/search', PLACES],
  ['server/searchIndex', PLACES],
  ['server/unicodeForms', PLACES],
  ['server/unwatched', DISK],
  ['server/uploads', PLACES],
  ['server/users', PLACES],
];

console.log('Operations of jobs are left out of test/contract/statuses.test.ts:', JOBS);
runOn('objects', 'object storage', suites, left);
