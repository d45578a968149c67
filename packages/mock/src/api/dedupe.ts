import { type DedupeOptions, Deduping } from '../state/deduping.ts';
import type { AnyWork } from '../state/jobKinds.ts';
import type { Jobs } from '../state/jobs.ts';
import type { Library } from '../state/library.ts';
import { normal } from '../state/paths.ts';
import type { KeepRule } from '../state/resources.ts';
import { accepted } from './jobs.ts';
import { pageOf } from './paging.ts';
import { bodyOf, type Request, text } from './request.ts';

type Scan = DedupeOptions & { readonly path: string };
type Execution = {
  readonly job_id: string;
  readonly keep: KeepRule;
  readonly spare?: readonly string[];
  readonly keep_files?: readonly string[];
};

export function dedupeHandlers(jobs: Jobs<AnyWork>, library: Library) {
  return {
    'dedupe.scan': (request: Request) => {
      const { path: wanted, ...options } = bodyOf<Scan>(request);
      const path = normal(wanted);
      const work = Deduping.plan(library, path, options);
      const total = library.under(path).files.length;
      const job = { kind: 'dedupe', path, methodology: null, dry_run: false } as const;
      return accepted(jobs.start(job, work, total));
    },

    'dedupe.execute': (request: Request) => {
      const { job_id, keep, spare = [], keep_files = [] } = bodyOf<Execution>(request);
      const { job, work } = jobs.get(job_id, 'dedupe');
      if (work instanceof Deduping && job.status === 'planned') {
        work.keep(keep, spare, keep_files);
      }
      return accepted(jobs.execute(job_id, 'dedupe'));
    },

    'dedupe.get_results': (request: Request) => {
      const { job, work } = jobs.get(text(request.params.job_id), 'dedupe');
      const isScanning = job.status === 'pending' || job.status === 'scanning';
      const groups = work instanceof Deduping && !isScanning ? work.groups : [];
      const left = work instanceof Deduping && !isScanning ? work.left : [];
      return pageOf(request, groups, (isFirst) => ({
        job,
        file_count: groups.reduce((sum, { files }) => sum + files.length, 0),
        wasted_bytes: groups.reduce((sum, { wasted_bytes }) => sum + wasted_bytes, 0),
        kept: isFirst ? left : [],
      }));
    },
  };
}
