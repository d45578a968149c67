/**
 * Totals for `GET /api/v1/system/stats`.
 *
 * @module
 */
import { type RawBuilder, sql } from 'kysely';
import type { Database } from './database.ts';
import { PRESENT } from './files/fileQuery.ts';
import type { FileTable, JobTable } from './tables.ts';

/** Totals of the index, the trash and the jobs; sizes in bytes. */
export type Statistics = {
  readonly types: readonly { readonly type: FileTable['type']; count: number; bytes: number }[];
  readonly trash: { readonly count: number; readonly bytes: number };
  readonly jobs: readonly { readonly status: JobTable['status']; readonly count: number }[];
};

const sumOf = (values: RawBuilder<unknown>) =>
  sql<number>`coalesce(sum(CAST(${values} AS double precision)), 0)`;

export async function readStatistics(db: Database): Promise<Statistics> {
  const types = await db
    .selectFrom('files')
    .select((e) => [
      'type',
      e.fn.countAll<number>().as('count'),
      // As floating point, because integers overflow with a few huge sparse files.
      sumOf(sql`size`).as('bytes'),
    ])
    .where('present', '=', PRESENT)
    .groupBy('type')
    .orderBy('type')
    .execute();
  const trash = await db
    .selectFrom('trash')
    .select((e) => [e.fn.countAll<number>().as('count'), sumOf(sql`file ->> 'size'`).as('bytes')])
    .executeTakeFirstOrThrow();
  const jobs = await db
    .selectFrom('jobs')
    .select((e) => ['status', e.fn.countAll<number>().as('count')])
    .groupBy('status')
    .orderBy('status')
    .execute();
  return { types, trash, jobs };
}
