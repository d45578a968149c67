/**
 * The operations shared by all kinds of jobs.
 *
 * @module
 */
import { isPositionByAge, PagedList } from '@contract-first/hono';
import type { Job } from '../contract.ts';
import { timestampOf } from '../files/diskTime.ts';
import type { HandlersOf } from '../http/handlers.ts';
import type { JobService } from '../jobs/jobService.ts';
import type { Tree } from '../library/tree.ts';
import type { JobRepository, JobRow } from '../storage/jobs/jobRepository.ts';

type JobHandlers = HandlersOf<
  'organize.list_jobs' | 'organize.get_status' | 'organize.cancel' | 'organize.rollback'
>;

export function jobHandlers(service: JobService, jobs: JobRepository, tree: Tree): JobHandlers {
  return {
    'organize.list_jobs': async ({ query }) => {
      const list = new PagedList('/api/v1/organize/jobs', query);
      const wanted = {
        root: tree.identity,
        status: query.status,
        after: list.after(isPositionByAge),
        // One more than requested shows whether there is a next page.
        limit: query.limit + 1,
      };
      const [rows, total] = await Promise.all([jobs.page(wanted), jobs.count(wanted)]);
      const page = list.pageOf(rows, (row) => [row.created_ms, row.job_id]);
      return {
        status: 200,
        headers: { Link: page.link },
        body: { items: page.rows.map(toJob), total, next_cursor: page.cursor },
      };
    },

    'organize.get_status': async ({ params }) => ({
      status: 200,
      body: toJob(await service.job(params.job_id)),
    }),

    'organize.cancel': async ({ params }) => accepted(await service.cancel(params.job_id)),

    'organize.rollback': async ({ params }) => accepted(await service.rollBack(params.job_id)),
  };
}

/** The response to a request that has started work on a job. */
export const accepted = (job: JobRow) =>
  ({
    status: 202,
    headers: { Location: `/api/v1/organize/status/${job.job_id}` },
    body: toJob(job),
  }) as const;

/** A job as in the contract. */
export function toJob(row: JobRow): Job {
  const isActive = ['scanning', 'executing', 'rolling_back'].includes(row.status);
  const isWhole = ['planned', 'completed', 'partial', 'rolled_back'].includes(row.status);
  const share = row.total_count === 0 ? 0 : row.processed_count / row.total_count;
  return {
    job_id: row.job_id,
    kind: row.kind,
    status: row.status,
    path: row.path,
    methodology: row.methodology,
    dry_run: row.dry_run === 1,
    progress: isWhole ? 100 : Math.floor(share * 100),
    processed_count: row.processed_count,
    total_count: row.total_count,
    error_count: row.error_count,
    created_at: new Date(row.created_ms).toISOString(),
    updated_at: new Date(row.updated_ms).toISOString(),
    estimated_completion: isActive && share > 0 ? estimateOf(row, share) : null,
  };
}

/** When the phase will end at its speed so far. */
const estimateOf = (row: JobRow, share: number): string =>
  timestampOf(row.phase_ms + (row.updated_ms - row.phase_ms) / share);
