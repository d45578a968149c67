import { isNumber, PagedList } from '@contract-first/hono';
import { type Change, defaultScanOptions } from '../contract.ts';
import type { HandlersOf } from '../http/handlers.ts';
import type { JobService } from '../jobs/jobService.ts';
import type { PlanningOrganizer } from '../organize/planningOrganizer.ts';
import type { ChangeRow } from '../storage/jobs/planRepository.ts';
import { accepted, toJob } from './jobs.ts';

type OrganizeHandlers = HandlersOf<
  'organize.scan' | 'organize.get_results' | 'organize.change_plan' | 'organize.execute'
>;

export function organizeHandlers(
  service: JobService,
  organizer: Pick<PlanningOrganizer, 'changePlan' | 'checkedOptions' | 'results'>,
): OrganizeHandlers {
  return {
    'organize.scan': async ({ body, principal }) =>
      accepted(
        await service.start({
          kind: 'organize',
          user_id: principal.userId,
          path: body.path,
          methodology: body.methodology,
          dryRun: body.dry_run,
          options: JSON.stringify(
            await organizer.checkedOptions(body.methodology, body.options ?? defaultScanOptions),
          ),
        }),
      ),

    'organize.execute': async ({ body }) =>
      accepted(await service.execute('organize', body.job_id)),

    'organize.change_plan': async ({ params, body }) => {
      const changed = await service.changePlan('organize', params.job_id, (job, fence) =>
        organizer.changePlan(job, body.changes, fence),
      );
      return { status: 200, body: { items: changed.map(toChange) } };
    },

    'organize.get_results': async ({ params, query }) => {
      const list = new PagedList(`/api/v1/organize/results/${params.job_id}`, query);
      const after = list.after(isNumber) ?? 0;
      // One more than requested shows whether there is a next page.
      const job = await service.job(params.job_id, 'organize');
      const results = await organizer.results(params.job_id, after, query.limit + 1);
      const page = list.pageOf(results.changes, ({ id }) => id);
      return {
        status: 200,
        headers: { Link: page.link },
        body: {
          job: toJob(job),
          items: page.rows.map(toChange),
          total: results.total,
          next_cursor: page.cursor,
          folders: results.folders.map((folder) => ({
            path: folder.path,
            files_before: folder.files_before,
            files_after: folder.files_after,
            status: folder.status,
          })),
          kept: [...results.kept],
        },
      };
    },
  };
}

function toChange(row: ChangeRow): Change {
  return {
    file_id: row.file_id || null,
    from: row.from_path,
    to: row.to_path,
    action: row.action,
    reason: row.reason,
    confidence: row.confidence,
    needs_review: row.needs_review === 1,
    status: shownStatus[row.status],
    error: row.error_code && { code: row.error_code, message: row.error_message ?? '' },
  };
}

/** A move in progress only concerns the journal; the API shows it as still to be done. */
const shownStatus = {
  planned: 'planned',
  excluded: 'excluded',
  moving: 'planned',
  done: 'done',
  undoing: 'done',
  failed: 'failed',
  undone: 'undone',
} as const satisfies Record<ChangeRow['status'], Change['status']>;
