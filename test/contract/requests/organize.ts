import { json } from '../../support/testServer.ts';
import { api, asLarge, asText, nobody, plan, type Requests } from './scene.ts';

const post = { method: 'POST' };

const changing = (jobId: string, from = '/there.txt') => ({
  path: `${api}/organize/results/${jobId}`,
  init: {
    ...json({ changes: [{ from, to: '/Elsewhere/there.txt' }] }),
    method: 'PATCH',
  },
});

export const organize: Requests = {
  valid: {
    'organize.scan': () => ({
      path: `${api}/organize/scan`,
      init: json({ path: '/', methodology: 'type' }),
    }),
    'organize.get_status': ({ jobId }) => ({ path: `${api}/organize/status/${jobId}` }),
    'organize.get_results': ({ jobId }) => ({ path: `${api}/organize/results/${jobId}` }),
    'organize.change_plan': ({ jobId }) => changing(jobId),
    'organize.execute': ({ jobId }) => ({
      path: `${api}/organize/execute`,
      init: json({ job_id: jobId }),
    }),
    'organize.list_jobs': () => ({ path: `${api}/organize/jobs` }),
    'organize.cancel': ({ otherJobId }) => ({
      path: `${api}/organize/jobs/${otherJobId}/cancel`,
      init: post,
    }),
    // Executed by then, since successes are tried in the order of the contract.
    'organize.rollback': ({ jobId }) => ({
      path: `${api}/organize/jobs/${jobId}/rollback`,
      init: post,
    }),
  },
  particular: {
    'organize.list_jobs 400': () => ({ path: `${api}/organize/jobs?status=lazy` }),
    'organize.cancel 400': () => ({ path: `${api}/organize/jobs/not-an-id/cancel`, init: post }),
    'organize.cancel 404': () => ({ path: `${api}/organize/jobs/${nobody}/cancel`, init: post }),
    'organize.cancel 409': async ({ server }) => ({
      path: `${api}/organize/jobs/${await plan(server, { dry_run: true })}/cancel`,
      init: post,
    }),
    'organize.rollback 400': () => ({
      path: `${api}/organize/jobs/not-an-id/rollback`,
      init: post,
    }),
    'organize.rollback 404': () => ({
      path: `${api}/organize/jobs/${nobody}/rollback`,
      init: post,
    }),
    'organize.rollback 409': ({ jobId }) => ({
      path: `${api}/organize/jobs/${jobId}/rollback`,
      init: post,
    }),
    'organize.scan 400': () => ({ path: `${api}/organize/scan`, init: json({ path: '/' }) }),
    'organize.scan 404': () => ({
      path: `${api}/organize/scan`,
      init: json({ path: '/missing', methodology: 'date' }),
    }),
    'organize.scan 409': () => ({
      path: `${api}/organize/scan`,
      init: json({ path: '/there.txt', methodology: 'date' }),
    }),
    'organize.scan 413': () => ({ path: `${api}/organize/scan`, init: asLarge }),
    'organize.scan 415': () => ({ path: `${api}/organize/scan`, init: asText }),
    'organize.get_status 400': () => ({ path: `${api}/organize/status/not-an-id` }),
    'organize.get_status 404': () => ({ path: `${api}/organize/status/${nobody}` }),
    'organize.get_results 400': () => ({ path: `${api}/organize/results/not-an-id` }),
    'organize.get_results 404': () => ({ path: `${api}/organize/results/${nobody}` }),
    'organize.change_plan 400': ({ otherJobId }) => changing(otherJobId, '/missing.txt'),
    'organize.change_plan 404': () => changing(nobody),
    'organize.change_plan 409': async ({ server }) =>
      changing(await plan(server, { dry_run: true })),
    'organize.change_plan 413': ({ otherJobId }) => ({
      path: `${api}/organize/results/${otherJobId}`,
      init: { ...asLarge, method: 'PATCH' },
    }),
    'organize.change_plan 415': ({ otherJobId }) => ({
      path: `${api}/organize/results/${otherJobId}`,
      init: { ...asText, method: 'PATCH' },
    }),
    'organize.execute 400': () => ({ path: `${api}/organize/execute`, init: json({ job: 1 }) }),
    'organize.execute 404': () => ({
      path: `${api}/organize/execute`,
      init: json({ job_id: nobody }),
    }),
    'organize.execute 409': async ({ server }) => ({
      path: `${api}/organize/execute`,
      init: json({ job_id: await plan(server, { dry_run: true }) }),
    }),
    'organize.execute 413': () => ({ path: `${api}/organize/execute`, init: asLarge }),
    'organize.execute 415': () => ({ path: `${api}/organize/execute`, init: asText }),
  },
};
