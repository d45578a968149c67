/**
 * Writes changed moves of a plan, and what they mean for the folders that it shows.
 *
 * @module
 */
import { type Selectable, sql, type Transaction } from 'kysely';
import { folderOf } from '../../files/path.ts';
import { dialectOf, listOf, numberListOf } from '../database.ts';
import { isBelow } from '../files/below.ts';
import type { ChangeTable, Tables } from '../tables.ts';

type Writer = Transaction<Tables>;
type ChangeRow = Selectable<ChangeTable>;

/** @param moves as they are to be; those at the same ids are replaced */
export async function writeMoves(
  trx: Writer,
  jobId: string,
  moves: readonly ChangeRow[],
): Promise<void> {
  const ids = moves.map(({ id }) => id);
  const before = await trx
    .selectFrom('changes')
    .selectAll()
    .where('id', 'in', numberListOf(trx, ids))
    .execute();
  const sizes = await sizesOf(trx, jobId, before);
  const gained = new Map<string, number>();
  count(gained, before, sizes, -1);
  count(gained, moves, sizes, 1);
  const move = dialectOf(trx).table(
    {
      ...{ id: 'integer', status: 'text', to_path: 'text', reason: 'text' },
      ...{ confidence: 'real', needs_review: 'integer' },
    },
    moves,
  );
  await sql`
    UPDATE changes SET status = move.status, to_path = move.to_path, reason = move.reason,
      confidence = move.confidence, needs_review = move.needs_review
    FROM ${move} AS move
    WHERE changes.id = move.id`.execute(trx);
  for (const [path, files] of gained) await addTo(trx, jobId, path, files);
  // No move leads there any more.
  for (const path of new Set(before.flatMap(({ to_path: to }) => [folderOf(to), to]))) {
    await removeUnused(trx, jobId, path);
  }
}

/** The number of files directly in each folder that moves as one, as the scan has counted them. */
async function sizesOf(
  trx: Writer,
  jobId: string,
  moves: readonly ChangeRow[],
): Promise<ReadonlyMap<string, number>> {
  const paths = moves.filter(({ file_id: id }) => !id).map(({ from_path: from }) => from);
  if (paths.length === 0) return new Map();
  const rows = await trx
    .selectFrom('folders')
    .select(['path', 'files_before'])
    .where('job_id', '=', jobId)
    .where('path', 'in', listOf(trx, paths))
    .execute();
  return new Map(rows.map(({ path, files_before: files }) => [path, files]));
}

/** Adds what moves take from folders and put into them, or with the sign -1 the opposite. */
function count(
  gained: Map<string, number>,
  moves: readonly ChangeRow[],
  sizes: ReadonlyMap<string, number>,
  sign: 1 | -1,
): void {
  const add = (path: string, files: number) =>
    gained.set(path, (gained.get(path) ?? 0) + sign * files);
  for (const { status, file_id: id, from_path: from, to_path: to } of moves) {
    if (status !== 'planned') continue;
    const files = id ? 1 : (sizes.get(from) ?? 0);
    add(id ? folderOf(from) : from, -files);
    add(id ? folderOf(to) : to, files);
    // Shown, although no file is directly in it.
    if (!id) add(folderOf(to), 0);
  }
}

async function addTo(trx: Writer, jobId: string, path: string, files: number): Promise<void> {
  const { numUpdatedRows } = await trx
    .updateTable('folders')
    .set((e) => ({ files_after: e('files_after', '+', files) }))
    .where('job_id', '=', jobId)
    .where('path', '=', path)
    .executeTakeFirst();
  if (numUpdatedRows > 0n) return;
  await sql`INSERT INTO folders (job_id, path, files_before, files_after)
    SELECT ${jobId}, ${path}, count(*), count(*) + ${files} FROM files
    WHERE present = 1 AND folder = ${path}`.execute(trx);
}

/** Removes a folder that does not exist and would not be created. */
async function removeUnused(trx: Writer, jobId: string, path: string): Promise<void> {
  await sql`DELETE FROM folders
    WHERE job_id = ${jobId} AND path = ${path} AND files_before = 0 AND files_after = 0
      AND NOT EXISTS (SELECT 1 FROM files
        WHERE present = 1 AND ${isBelow('path', path)})
      AND NOT EXISTS (SELECT 1 FROM changes
        WHERE job_id = ${jobId} AND status = 'planned'
          AND (to_path = ${path} OR ${isBelow('to_path', path)}))`.execute(trx);
}
