/**
 * `pnpm test:objects`: suites of contract and server with a library in object storage for each server that they
 * start: PostgreSQL and SeaweedFS. Arguments go to Vitest: `test/contract`.
 */
import { type LeftOut, runOn } from './runOn.ts';

const suites = ['test/objects', 'test/contract', 'test/server'];

const PLACES = 'changes or checks files on the disk without the server';
const DISK = 'is about permissions, links, space or watches of a disk';
const CLOCK = 'stops the clock, which PostgreSQL does not follow';

/** What does not run in object storage, and why. Folders and names follow `test/`. */
const left: LeftOut = [
  ['server/brokenUploads', PLACES],
  ['server/closedFolders', DISK],
  ['server/deepTrees', DISK],
  ['server/deleting', PLACES],
  ['server/diskFull', DISK],
  ['server/downloads', DISK],
  ['server/extremes', PLACES],
  ['server/filesChanged', PLACES],
  ['server/folders', PLACES],
  ['server/following', PLACES],
  ['server/idempotency', PLACES],
  ['server/limits', CLOCK],
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
  ['server/searchLoad', PLACES],
  ['server/searchPassages', PLACES],
  ['server/times', PLACES],
  ['server/unicodeForms', PLACES],
  ['server/unwatched', DISK],
  ['server/uploads', PLACES],
  ['server/users', PLACES],
];

runOn('objects', 'object storage', suites, left);
