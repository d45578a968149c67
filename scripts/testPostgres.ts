/**
 * `pnpm test:postgres`: the suites of contract and server with a database of PostgreSQL for each server that
 * they start. Arguments go to Vitest: `test/server/users.test.ts`.
 */
import { type LeftOut, runOn } from './runOn.ts';

const suites = [
  'test/postgres',
  'test/contract',
  'test/server',
  'test/organize',
  'test/dedupe',
  'test/lifecycle',
  'test/faults/killing.test.ts',
];

const SEES = 'compares the rows in the file of SQLite with the disk, many times while files change';
const STOPS =
  'stops the clock, which PostgreSQL does not follow; test/postgres/replicas.test.ts counts there';
const STARTS = 'breaks the file of SQLite, or checks messages and statements about it';
const SEARCHES = 'is about threads that read, which no database takes part in';
const MEASURES = 'measures the memory of a server with SQLite';

/** What does not run on PostgreSQL, and why. Folders and names follow `test/`. */
const left: LeftOut = [
  ['server/following', SEES],
  ['server/limits', STOPS],
  ['lifecycle/hardConditions', STARTS],
  ['lifecycle/retried', STARTS],
  ['lifecycle/start', STARTS],
  ['lifecycle/stuckReader', SEARCHES],
  ['lifecycle/memory', MEASURES],
];

runOn('postgres', 'PostgreSQL', suites, left);
