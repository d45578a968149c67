/** Handlers and responses that all kinds of jobs share. */

import type { MockReply } from 'contract-first/mock';
import type { AnyWork } from '../state/jobKinds.ts';
import type { Jobs } from '../state/jobs.ts';
import type { Job } from '../state/resources.ts';
import { pageOf } from './paging.ts';
import { type Request, text } from './request.ts';

/** The operations that work for jobs of every kind. */
export function jobHandlers(jobs: Jobs<AnyWork>) {
  return {
    'organize.list_jobs': (request: Request) => {
      const { status } = request.query;
      return pageOf(
        request,
        jobs.all.filter((job) => status === undefined || job.status === status),
      );
    },
    'organize.get_status': ({ params }: Request) => ({
      status: 200,
      body: jobs.get(text(params.job_id)).job,
    }),
    'organize.cancel': ({ params }: Request) => accepted(jobs.cancel(text(params.job_id))),
    'organize.rollback': ({ params }: Request) => accepted(jobs.rollBack(text(params.job_id))),
  };
}

/** The response to a request that has started a phase of a job. */
export const accepted = (job: Job): MockReply => ({
  status: 202,
  headers: { Location: `/api/v1/organize/status/${job.job_id}` },
  body: job,
});
