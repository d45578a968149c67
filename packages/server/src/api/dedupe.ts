import { isNumber, PagedList } from '@contract-first/hono';
import type { DuplicateFile, DuplicateGroup } from '../contract.ts';
import { type DedupeOptions, keepRules, optionsOf } from '../dedupe/options.ts';
import { keptBy } from '../dedupe/removing/foresight.ts';
import type { DuplicateGroup as FoundGroup, ReportingDeduper } from '../dedupe/reportingDeduper.ts';
import { timestampOf } from '../files/diskTime.ts';
import type { HandlersOf } from '../http/handlers.ts';
import type { JobService } from '../jobs/jobService.ts';
import type { DuplicateRow } from '../storage/duplicates/duplicateRepository.ts';
import { accepted, toJob } from './jobs.ts';

type DedupeHandlers = HandlersOf<'dedupe.scan' | 'dedupe.get_results' | 'dedupe.execute'>;

export function dedupeHandlers(
  service: JobService,
  deduper: Pick<ReportingDeduper, 'assertFound' | 'results'>,
): DedupeHandlers {
  return {
    'dedupe.scan': async ({ body, principal }) => {
      const { path, min_size, include_hidden, exclude } = body;
      const options: DedupeOptions = { min_size, include_hidden, exclude };
      const job = await service.start({
        kind: 'dedupe',
        user_id: principal.userId,
        path,
        methodology: null,
        dryRun: false,
        options: JSON.stringify(options),
      });
      return accepted(job);
    },

    'dedupe.execute': async ({ body }) => {
      const job = await service.job(body.job_id, 'dedupe');
      const { keep, spare, keep_files } = body;
      await deduper.assertFound(job.job_id, { spare, keep_files });
      const options: DedupeOptions = { ...optionsOf(job), keep, spare, keep_files };
      return accepted(await service.execute('dedupe', body.job_id, JSON.stringify(options)));
    },

    'dedupe.get_results': async ({ params, query }) => {
      const list = new PagedList(`/api/v1/dedupe/results/${params.job_id}`, query);
      const after = list.after(isNumber) ?? 0;
      const job = await service.job(params.job_id, 'dedupe');
      const { groups, more, totals, kept } = await deduper.results(job, after, query.limit);
      const last = more ? groups.at(-1) : undefined;
      const cursor = last ? list.cursorAt(last.group.id) : null;
      return {
        status: 200,
        headers: { Link: list.linkTo(cursor) },
        body: {
          job: toJob(job),
          items: groups.map(toGroup),
          total: totals.groups,
          next_cursor: cursor,
          file_count: totals.files,
          wasted_bytes: totals.wasted,
          kept: [...kept],
        },
      };
    },
  };
}

const toGroup = ({ group, files }: FoundGroup): DuplicateGroup => ({
  sha256: group.sha256,
  size: group.size,
  wasted_bytes: group.size * (group.file_count - group.stay_count),
  files: toDuplicates(files),
});

function toDuplicates(files: readonly DuplicateRow[]): DuplicateFile[] {
  const kept = keepRules.map((rule) => [rule, keptBy(files, rule)] as const);
  return files.map((row) => {
    const rules = kept.flatMap(([rule, ids]) => (ids.has(row.id) ? [rule] : []));
    return toDuplicate(row, rules);
  });
}

/** The most companions, and the most files a file belongs to, that are shown. */
const MOST_SHOWN = 10;

// Only lists of strings are ever stored there.
const listIn = (stored: string | null): string[] =>
  stored === null ? [] : (JSON.parse(stored) as string[]).slice(0, MOST_SHOWN);

const toDuplicate = (row: DuplicateRow, keptByRules: DuplicateFile['kept_by']): DuplicateFile => ({
  file_id: row.file_id,
  path: row.path,
  modified_at: timestampOf(row.modified_ms),
  status: shownStatus[row.status],
  kept_by: keptByRules,
  belongs_to: listIn(row.leaders),
  companions: listIn(row.companions),
  spared_reason: row.spared_reason,
  error: row.error_code && { code: row.error_code, message: row.error_message ?? '' },
});

/** Operations in progress only concern the journal; the API shows them as still to be done. */
const shownStatus = {
  found: 'found',
  removing: 'found',
  kept: 'kept',
  removed: 'removed',
  restoring: 'removed',
  restored: 'restored',
  failed: 'failed',
} as const satisfies Record<DuplicateRow['status'], DuplicateFile['status']>;
