/**
 * Folders that jobs create and remove in object mode, as rows of `touched_folders`.
 *
 * @module
 */
import type { Kysely } from 'kysely';
import { listOf } from '../database.ts';
import type { RemovedFolder } from '../objects/entryBatches.ts';
import type { EntryRow } from '../objects/entryRepository.ts';
import type { Tables } from '../tables.ts';
import type { TouchedFolderRow } from './journalRows.ts';

/** The folders that a job has created or removed, among some paths or all. */
export async function touchedFolders(
  db: Kysely<Tables>,
  jobId: string,
  states: readonly TouchedFolderRow['state'][],
  paths?: readonly string[],
): Promise<TouchedFolderRow[]> {
  let select = db
    .selectFrom('touched_folders')
    .selectAll()
    .where('job_id', '=', jobId)
    .where('state', 'in', listOf(db, states));
  if (paths) select = select.where('path', 'in', listOf(db, paths));
  return select.orderBy('path').execute();
}

/** What is stored of a folder that a job has created. */
export const createdFolder = (path: string): Omit<TouchedFolderRow, 'job_id'> => ({
  ...{ path, state: 'made', identity: null, modified_ns: null },
  ...NOT_ON_DISK,
});

/** What is stored of a folder that a job has removed, so that it is restored with its times. */
export const removedFolder = ({
  path,
  created_ms: created,
  modified_ms: modified,
}: RemovedFolder): Omit<TouchedFolderRow, 'job_id'> => ({
  ...{ path, state: 'removed', identity: String(created), modified_ns: `${modified}000000` },
  ...NOT_ON_DISK,
});

/** The times of a folder stored by {@link removedFolder}. */
export const timesOf = ({
  identity,
  modified_ns: modified,
}: Pick<TouchedFolderRow, 'identity' | 'modified_ns'>): Pick<
  EntryRow,
  'created_ms' | 'modified_ms'
> => ({ created_ms: Number(identity), modified_ms: Number(modified?.slice(0, -6)) });

const NOT_ON_DISK = { mode: null, uid: null, gid: null, accessed_ns: null, left_ns: null } as const;
