import type { AnyWork } from '../state/jobKinds.ts';
import type { Jobs } from '../state/jobs.ts';
import type { Library } from '../state/library.ts';
import { Organizing, type ScanOptions } from '../state/organizing.ts';
import { normal } from '../state/paths.ts';
import type { PlanChange } from '../state/resources.ts';
import { accepted } from './jobs.ts';
import { pageOf } from './paging.ts';
import { bodyOf, type Request, text } from './request.ts';

type Scan = {
  readonly path: string;
  readonly methodology: string;
  readonly dry_run?: boolean;
  readonly options?: ScanOptions;
};

export function organizeHandlers(jobs: Jobs<AnyWork>, library: Library) {
  return {
    'organize.scan': (request: Request) => {
      const { methodology, dry_run = false, options, ...body } = bodyOf<Scan>(request);
      const path = normal(body.path);
      const work = Organizing.plan(library, path, methodology, options);
      const total = library.under(path).files.length;
      return accepted(jobs.start({ kind: 'organize', path, methodology, dry_run }, work, total));
    },

    'organize.execute': (request: Request) =>
      accepted(jobs.execute(bodyOf<{ job_id: string }>(request).job_id, 'organize')),

    'organize.change_plan': (request: Request) => {
      const { changes } = bodyOf<{ changes: readonly PlanChange[] }>(request);
      const items = jobs.change(text(request.params.job_id), (work) =>
        work instanceof Organizing ? work.change(changes) : undefined,
      );
      return { status: 200, body: { items } };
    },

    'organize.get_results': (request: Request) => {
      const { job, work } = jobs.get(text(request.params.job_id), 'organize');
      const isScanning = job.status === 'pending' || job.status === 'scanning';
      const plan = work instanceof Organizing && !isScanning ? work : undefined;
      return pageOf(request, plan?.changes ?? [], (isFirst) => ({
        job,
        folders: (isFirst && plan?.folders) || [],
        kept: [],
      }));
    },
  };
}
