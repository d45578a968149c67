import { randomUUID } from 'node:crypto';
import type { FoundFile } from '../../disk/walk.ts';
import type { Database } from '../sqlite/database.ts';
import { type Extent, PRESENT, within } from './fileQuery.ts';
import { byIdentity, type FileRow, insertFiles, markMissed, newRow, rewrite } from './fileRow.ts';

/**
 * Brings a part of the index in line with the disk. A file keeps its id if its path is unchanged, or if it
 * is the same file at another path and has left the old one.
 *
 * @param hasLeft whether the file of a row is no longer at the row's path
 * @param done called while nothing else can write to the index
 * @returns the rows of the files found, by path
 */
export async function reconcile(
  db: Database,
  extent: Extent,
  found: readonly FoundFile[],
  hasLeft: (row: FileRow) => boolean,
  done: () => void = () => {},
): Promise<Map<string, FileRow>> {
  return db.transaction().execute(async (trx) => {
    const before = await trx
      .selectFrom('files')
      .selectAll()
      .where('present', '=', PRESENT)
      .where(within(extent))
      .execute();
    const known = new Map(before.map((row) => [row.path, row]));
    const result = new Map<string, FileRow>();
    const fresh: FoundFile[] = [];
    for (const file of found) {
      const row = known.get(file.path);
      known.delete(file.path);
      if (!row) fresh.push(file);
      else if (row.version === file.state.version) result.set(file.path, row);
      else result.set(file.path, await rewrite(trx, row.file_id, file));
    }
    // Only files that are not there now: they may have appeared after the folder was read.
    await markMissed(trx, [...known.values()].filter(hasLeft));
    const elsewhere = await byIdentity(trx, fresh);
    const inserts: FileRow[] = [];
    for (const file of fresh) {
      const candidates = elsewhere.get(file.state.identity) ?? [];
      const at = candidates.findIndex((row) => row.present === 0 || hasLeft(row));
      const [same] = at < 0 ? [] : candidates.splice(at, 1);
      if (same) result.set(file.path, await rewrite(trx, same.file_id, file, same));
      else {
        const row = newRow(randomUUID(), file);
        inserts.push(row);
        result.set(file.path, row);
      }
    }
    await insertFiles(trx, inserts);
    done();
    return result;
  });
}
