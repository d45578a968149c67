/**
 * Gives ids to files that a job has read, which the index may not know yet.
 *
 * @module
 */
import { randomUUID } from 'node:crypto';
import { sql, type Transaction } from 'kysely';
import { type FileState, identityIn } from '../../disk/fileState.ts';
import type { FoundFile } from '../../disk/walk.ts';
import { nameOf } from '../../files/path.ts';
import { type Database, dialectOf } from '../database.ts';
import type { Tables } from '../tables.ts';
import { pathsOf } from './fileQuery.ts';
import {
  contentTypeIn,
  type FileRow,
  insertFiles,
  newRow,
  ofIdentities,
  rowsAt,
} from './fileRow.ts';

/** A file as it was when it was read whole, possibly a while ago. */
export type SeenFile = {
  readonly path: string;
  readonly size: number;
  readonly modifiedMs: number;
  readonly version: string;
  readonly sha256: string;
};

/**
 * The ids of files that were read whole. Each has its id in the index, even if it was moved meanwhile or is
 * in the trash. A file that the index does not know gets an id now, even if it is gone.
 *
 * @param stateAt the current state of a path on the disk
 * @returns the ids, in the same order
 */
export async function ensureIds(
  db: Database,
  files: readonly SeenFile[],
  stateAt: (path: string) => FileState | undefined,
): Promise<readonly string[]> {
  return db.transaction().execute(async (trx) => {
    const there = await rowsAt(trx, files);
    const known = new Map(there.map((row) => [row.path, row]));
    const isKnown = ({ path, version }: SeenFile) => known.get(path)?.version === version;
    const ids = new Map(
      files.filter(isKnown).map(({ path }) => [path, known.get(path)?.file_id ?? '']),
    );
    await noteUnknownDigests(
      trx,
      files.filter((file) => isKnown(file) && known.get(file.path)?.sha256 === null),
    );
    const others = files.filter((file) => !isKnown(file));
    const elsewhere = await ofIdentities(
      trx,
      others.map(({ version }) => identityIn(version)),
    );
    const trashed = await inTrash(trx, others);
    const taken = new Set(ids.values());
    const inserts: FileRow[] = [];
    for (const file of others) {
      const at = known.get(file.path);
      const same = elsewhere.get(identityIn(file.version)) ?? [];
      const now = stateAt(file.path);
      let id: string | undefined;
      if (now?.version === file.version) {
        // If the index has it at another path as well, that is another name of it (a hard link).
        const before = at ?? same.find((row) => row.present === 0);
        const row = newRow(before?.file_id ?? randomUUID(), foundAs(file, now), {
          ...{ sha256: file.sha256, content_type: contentTypeIn(before, file.version) },
        });
        id = row.file_id;
        if (!before) inserts.push(row);
        else await trx.updateTable('files').set(row).where('file_id', '=', id).execute();
      } else {
        id = same.at(-1)?.file_id ?? trashed.get(file.path);
        // Another file or content is at its path, and has taken over its id.
        if (!id && at && !taken.has(at.file_id)) id = at.file_id;
        if (!id) {
          const row = newRow(randomUUID(), foundAs(file), { sha256: file.sha256 });
          id = row.file_id;
          // It may turn up elsewhere.
          inserts.push({ ...row, present: 0 });
        }
      }
      ids.set(file.path, id);
      taken.add(id);
    }
    await insertFiles(trx, inserts);
    return files.map(({ path }) => ids.get(path) ?? '');
  });
}

/** The ids of those files that were moved to the trash unchanged, by path. */
async function inTrash(
  trx: Transaction<Tables>,
  files: readonly SeenFile[],
): Promise<Map<string, string>> {
  if (files.length === 0) return new Map();
  const rows = await trx
    .selectFrom('trash')
    .select(['file_id', 'path', sql<string>`file ->> 'version'`.as('version')])
    .where('path', 'in', pathsOf(trx, files))
    .execute();
  const versions = new Map(files.map(({ path, version }) => [path, version]));
  return new Map(
    rows.flatMap(({ file_id, path, version }) =>
      versions.get(path) === version ? [[path, file_id] as const] : [],
    ),
  );
}

/** Adds digests to index rows of files that are unchanged. */
async function noteUnknownDigests(
  trx: Transaction<Tables>,
  files: readonly SeenFile[],
): Promise<void> {
  if (files.length === 0) return;
  const told = dialectOf(trx).table({ path: 'text', sha256: 'text' }, files);
  await sql`
    UPDATE files SET sha256 = told.sha256 FROM ${told} AS told
    WHERE files.path = told.path AND files.present = 1
  `.execute(trx);
}

/** The state of a file on the disk, or what is known of one that has changed since. */
const foundAs = (
  { path, size, modifiedMs, version }: SeenFile,
  state: FileState = {
    size,
    createdMs: modifiedMs,
    modifiedMs,
    identity: identityIn(version),
    version,
  },
): FoundFile => ({ path, name: nameOf(path), state });
