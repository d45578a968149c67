import { randomUUID } from 'node:crypto';
import type { Transaction } from 'kysely';
import type { FoundFile } from '../../disk/walk.ts';
import { type Database, transaction } from '../database.ts';
import type { Tables } from '../tables.ts';
import { type Extent, PRESENT, pathsOf, within } from './fileQuery.ts';
import { byIdentity, type FileRow, insertFiles, markMissed, newRow, rewrite } from './fileRow.ts';

/** The columns that show whether a file has changed. */
const KNOWN = ['file_id', 'path', 'version', 'identity'] as const;
type KnownRow = Pick<FileRow, (typeof KNOWN)[number]>;

/** Whether the file of a row is no longer at the row's path. */
export type HasLeft = (row: KnownRow) => boolean;

/**
 * Brings a part of the index in line with the disk. A file keeps its id if its path is unchanged, or if it
 * is the same file at another path and has left the old one.
 *
 * @returns the rows of the files found, by path
 */
export async function reconcile(
  db: Database,
  extent: Extent,
  found: readonly FoundFile[],
  hasLeft: HasLeft,
): Promise<Map<string, FileRow>> {
  return db.transaction().execute(async (trx) => {
    const before = await presentIn(trx, extent).selectAll().execute();
    const rows = new Map(before.map((row) => [row.path, row]));
    await bringInLine(trx, before, found, hasLeft, (row) => rows.set(row.path, row));
    return new Map(
      found.flatMap(({ path }) => {
        const row = rows.get(path);
        return row ? [[path, row] as const] : [];
      }),
    );
  });
}

/**
 * Does the same as {@link reconcile} without the rows, of which a folder may have hundreds of thousands.
 *
 * @param done called before anything else can write to the index
 */
export async function settle(
  db: Database,
  extent: Extent,
  found: readonly FoundFile[],
  hasLeft: HasLeft,
  done: () => void,
): Promise<void> {
  const work = async (trx: Transaction<Tables>) => {
    const before = await presentIn(trx, extent).select(KNOWN).execute();
    await bringInLine(trx, before, found, hasLeft, () => {});
  };
  await transaction(db, work, done);
}

/**
 * Marks those files directly in a folder as missing that were not found there.
 *
 * @param done called before anything else can write to the index
 */
export async function missOthers(
  db: Database,
  folder: string,
  found: readonly FoundFile[],
  hasLeft: HasLeft,
  done: () => void,
): Promise<void> {
  const work = async (trx: Transaction<Tables>) => {
    const others = await presentIn(trx, { folder, recursive: false })
      .select(KNOWN)
      .where('path', 'not in', pathsOf(trx, found))
      .execute();
    await markMissed(trx, others.filter(hasLeft));
  };
  await transaction(db, work, done);
}

const presentIn = (trx: Transaction<Tables>, extent: Extent) =>
  trx.selectFrom('files').where('present', '=', PRESENT).where(within(trx, extent));

/**
 * @param before the rows of the part
 * @param changed receives each row that was written
 */
async function bringInLine(
  trx: Transaction<Tables>,
  before: readonly KnownRow[],
  found: readonly FoundFile[],
  hasLeft: HasLeft,
  changed: (row: FileRow) => void,
): Promise<void> {
  const known = new Map(before.map((row) => [row.path, row]));
  const fresh: FoundFile[] = [];
  for (const file of found) {
    const row = known.get(file.path);
    known.delete(file.path);
    if (!row) fresh.push(file);
    else if (row.version !== file.state.version) changed(await rewrite(trx, row.file_id, file));
  }
  // Only files that are not there now: they may have appeared after the folder was read.
  await markMissed(trx, [...known.values()].filter(hasLeft));
  const elsewhere = await byIdentity(trx, fresh);
  const inserts: FileRow[] = [];
  for (const file of fresh) {
    const candidates = elsewhere.get(file.state.identity) ?? [];
    const at = candidates.findIndex((row) => row.present === 0 || hasLeft(row));
    const [same] = at < 0 ? [] : candidates.splice(at, 1);
    if (same) changed(await rewrite(trx, same.file_id, file, same));
    else inserts.push(newRow(randomUUID(), file));
  }
  await insertFiles(trx, inserts);
  inserts.forEach(changed);
}
