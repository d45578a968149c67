import { Deduping, type Keep } from '../state/deduping.ts';
import type { Jobs } from '../state/jobs.ts';
import type { Library } from '../state/library.ts';
import { normal } from '../state/paths.ts';
import type { AnyWork } from '../state/state.ts';
import { accepted } from './jobs.ts';
import { pageOf } from './paging.ts';
import { bodyOf, type Request, text } from './request.ts';

type Scan = {
  readonly path: string;
  readonly min_size?: number;
  readonly include_hidden?: boolean;
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
      const { job_id, keep } = bodyOf<{ job_id: string; keep: Keep }>(request);
      const { job, work } = jobs.get(job_id, 'dedupe');
      if (work instanceof Deduping && job.status === 'planned') work.keep(keep);
      return accepted(jobs.execute(job_id, 'dedupe'));
    },

    'dedupe.get_results': (request: Request) => {
      const { job, work } = jobs.get(text(request.params.job_id), 'dedupe');
      const isScanning = job.status === 'pending' || job.status === 'scanning';
      const groups = work instanceof Deduping && !isScanning ? work.groups : [];
      return pageOf(request, groups, () => ({
        job,
        file_count: groups.reduce((sum, { files }) => sum + files.length, 0),
        wasted_bytes: groups.reduce((sum, { wasted_bytes }) => sum + wasted_bytes, 0),
        kept: [],
      }));
    },
  };
}
