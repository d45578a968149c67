import type { Migration } from 'kysely/migration';
import { first } from './0001_first.ts';
import { objects } from './0002_objects.ts';
import { jobLeases } from './0003_job_leases.ts';
import { shared } from './0004_shared.ts';

/** The steps from an empty database to the current tables; a released step never changes. */
export const migrations: Record<string, Migration> = {
  '0001_first': first,
  '0002_objects': objects,
  '0003_job_leases': jobLeases,
  '0004_shared': shared,
};
