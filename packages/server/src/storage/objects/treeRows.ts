/**
 * Changes of the tree of object mode in the tables that must agree: `entries`, `files`, `objects` and `trash`. All
 * take the transaction of their caller.
 *
 * @module
 */
import type { Transaction } from 'kysely';
import { nameOf } from '../../files/path.ts';
import { PRESENT } from '../files/fileQuery.ts';
import { type FileRow, insertFiles, rewrite } from '../files/fileRow.ts';
import type { Tables } from '../tables.ts';
import { type Conflict, insertFile, moveFile, removeFile } from './entryRepository.ts';
import { condemn, objectIdOf } from './objectRepository.ts';

/** The file with an id. */
export const fileOf = (trx: Transaction<Tables>, fileId: string): Promise<FileRow | undefined> =>
  trx
    .selectFrom('files')
    .selectAll()
    .where('file_id', '=', fileId)
    .where('present', '=', PRESENT)
    .executeTakeFirst();

/** The file at a path, in this spelling. */
export const fileAt = (trx: Transaction<Tables>, path: string): Promise<FileRow | undefined> =>
  trx
    .selectFrom('files')
    .selectAll()
    .where('path', '=', path)
    .where('present', '=', PRESENT)
    .executeTakeFirst();

/** Adds a file at its path. @returns what is in the way, if the path is not free */
export async function addFile(
  trx: Transaction<Tables>,
  row: FileRow,
  now: number,
): Promise<Conflict | undefined> {
  const conflict = await insertFile(trx, row.path, row.file_id, now);
  if (!conflict) await insertFiles(trx, [row]);
  return conflict;
}

/** The row of a file at another path. */
export async function relocate(
  trx: Transaction<Tables>,
  row: FileRow,
  path: string,
  now: number,
): Promise<{ readonly row: FileRow } | { readonly conflict: Conflict }> {
  const conflict = await moveFile(trx, row.path, path, now);
  if (conflict) return { conflict };
  const state = {
    ...{ size: row.size, createdMs: row.created_ms, modifiedMs: row.modified_ms },
    ...{ identity: row.identity, version: row.version },
  };
  return { row: await rewrite(trx, row.file_id, { path, name: nameOf(path), state }, row) };
}

/** Moves a file to the trash. Its object stays. */
export async function moveToTrash(
  trx: Transaction<Tables>,
  row: FileRow,
  now: number,
): Promise<void> {
  const { file_id, path } = row;
  // First, so that the trigger of the second statement reports the trash.
  await trx
    .insertInto('trash')
    .values({ file_id, path, file: JSON.stringify(row), deleted_ms: now })
    .execute();
  await trx.deleteFrom('files').where('file_id', '=', file_id).execute();
  await removeFile(trx, path);
}

/** Removes a file for good. */
export async function removeForGood(trx: Transaction<Tables>, row: FileRow): Promise<void> {
  await trx.deleteFrom('files').where('file_id', '=', row.file_id).execute();
  await removeFile(trx, row.path);
  await condemn(trx, [objectIdOf(row)]);
}

/** The row of a file in the trash. */
export async function trashedFile(
  trx: Transaction<Tables>,
  fileId: string,
): Promise<FileRow | undefined> {
  const found = await trx
    .selectFrom('trash')
    .select('file')
    .where('file_id', '=', fileId)
    .executeTakeFirst();
  return found && (JSON.parse(found.file) as FileRow);
}

/** Takes a file out of the trash, without its object. */
export async function leaveTrash(trx: Transaction<Tables>, fileId: string): Promise<void> {
  await trx.deleteFrom('trash').where('file_id', '=', fileId).execute();
}
