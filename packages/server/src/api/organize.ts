import type { Change, Job } from '../contract.ts';
import type { ChangeRow, JobRow } from '../db/jobs.ts';
import type { HandlersOf } from '../http/mount.ts';
import type { Organizer } from '../organize/organizer.ts';
import { decodeCursor, encodeCursor, nextLink } from './paging.ts';

type OrganizeHandlers = HandlersOf<
  'organize.scan' | 'organize.get_status' | 'organize.get_results' | 'organize.execute'
>;

export function organizeHandlers(organizer: Organizer): OrganizeHandlers {
  const accepted = (job: JobRow) =>
    ({
      status: 202,
      headers: { Location: `/api/v1/organize/status/${job.job_id}` },
      body: toJob(job),
    }) as const;
  return {
    'organize.scan': async ({ body, principal }) =>
      accepted(
        await organizer.start({
          path: body.path,
          methodology: body.methodology,
          dryRun: body.dry_run,
          userId: principal.userId,
        }),
      ),

    'organize.execute': async ({ body }) => accepted(await organizer.execute(body.job_id)),

    'organize.get_status': async ({ params }) => ({
      status: 200,
      body: toJob(await organizer.job(params.job_id)),
    }),

    'organize.get_results': async ({ params, query }) => {
      const after = query.cursor === undefined ? 0 : decodeCursor(query.cursor, isChangeId);
      // One more than is asked for shows whether there is a next page.
      const results = await organizer.results(params.job_id, after, query.limit + 1);
      const page = results.changes.slice(0, query.limit);
      const last = results.changes.length > query.limit ? page.at(-1) : undefined;
      const cursor = last ? encodeCursor(last.id) : null;
      const path = `/api/v1/organize/results/${params.job_id}`;
      return {
        status: 200,
        headers: { Link: nextLink(path, query, cursor) },
        body: {
          job: toJob(results.job),
          items: page.map(toChange),
          total: results.total,
          next_cursor: cursor,
          folders: results.folders.map((folder) => ({
            path: folder.path,
            files_before: folder.files_before,
            files_after: folder.files_after,
          })),
          kept: [...results.kept],
        },
      };
    },
  };
}

const isChangeId = (value: unknown): value is number => Number.isSafeInteger(value);

function toJob(row: JobRow): Job {
  const isActive = row.status === 'scanning' || row.status === 'executing';
  const isOver = !isActive && row.status !== 'pending';
  const share = row.total_count === 0 ? 0 : row.processed_count / row.total_count;
  return {
    job_id: row.job_id,
    kind: row.kind,
    status: row.status,
    path: row.path,
    methodology: row.methodology,
    dry_run: row.dry_run === 1,
    progress: isOver && row.status !== 'failed' ? 100 : Math.floor(share * 100),
    processed_count: row.processed_count,
    total_count: row.total_count,
    error_count: row.error_count,
    created_at: new Date(row.created_ms).toISOString(),
    updated_at: new Date(row.updated_ms).toISOString(),
    estimated_completion: isActive && share > 0 ? estimateOf(row, share) : null,
  };
}

/** When the phase will end, if it goes on as fast as until now. */
const estimateOf = (row: JobRow, share: number): string =>
  new Date(row.phase_ms + (row.updated_ms - row.phase_ms) / share).toISOString();

function toChange(row: ChangeRow): Change {
  return {
    file_id: row.file_id,
    from: row.from_path,
    to: row.to_path,
    action: 'move',
    reason: row.reason,
    confidence: row.confidence,
    needs_review: row.needs_review === 1,
    // That a move is just being made is the journal's business; to a reader it is yet to come.
    status: row.status === 'moving' ? 'planned' : row.status,
    error: row.error_code && { code: row.error_code, message: row.error_message ?? '' },
  };
}
