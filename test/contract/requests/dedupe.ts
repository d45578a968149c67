import { json, waitForJob } from '../../support/testServer.ts';
import { api, asLarge, asText, nobody, type Requests, type Scene } from './scene.ts';

/** Has a job find duplicates, and tells its id. */
async function found({ server, jobId }: Scene): Promise<string> {
  // In a scene without a planned job, no more can be asked for.
  if (jobId === nobody) return nobody;
  for (;;) {
    const response = await server.fetch(`${api}/dedupe/scan`, json({ path: '/' }));
    const answer = (await response.json()) as { job_id?: string };
    // Where the scan of the request before is still at work, this one waits, as a client would.
    if (response.status === 409) continue;
    if (!answer.job_id) return nobody;
    await waitForJob(server, answer.job_id, 'planned');
    return answer.job_id;
  }
}

export const dedupe: Requests = {
  valid: {
    'dedupe.scan': async (scene) => {
      // Done once before, when whatever was at work there has ended.
      await found(scene);
      return { path: `${api}/dedupe/scan`, init: json({ path: '/' }) };
    },
    'dedupe.get_results': async (scene) => ({
      path: `${api}/dedupe/results/${await found(scene)}`,
    }),
    'dedupe.execute': async (scene) => ({
      path: `${api}/dedupe/execute`,
      init: json({ job_id: await found(scene), keep: 'oldest' }),
    }),
  },
  particular: {
    'dedupe.scan 400': () => ({ path: `${api}/dedupe/scan`, init: json({ min_size: -1 }) }),
    'dedupe.scan 404': () => ({ path: `${api}/dedupe/scan`, init: json({ path: '/missing' }) }),
    'dedupe.scan 409': () => ({ path: `${api}/dedupe/scan`, init: json({ path: '/there.txt' }) }),
    'dedupe.scan 413': () => ({ path: `${api}/dedupe/scan`, init: asLarge }),
    'dedupe.scan 415': () => ({ path: `${api}/dedupe/scan`, init: asText }),
    'dedupe.get_results 400': () => ({ path: `${api}/dedupe/results/not-an-id` }),
    'dedupe.get_results 404': ({ jobId }) => ({ path: `${api}/dedupe/results/${jobId}` }),
    'dedupe.execute 400': ({ jobId }) => ({
      path: `${api}/dedupe/execute`,
      init: json({ job_id: jobId, keep: 'all' }),
    }),
    'dedupe.execute 404': ({ jobId }) => ({
      path: `${api}/dedupe/execute`,
      init: json({ job_id: jobId, keep: 'newest' }),
    }),
    'dedupe.execute 409': async (scene) => {
      const jobId = await found(scene);
      const init = json({ job_id: jobId, keep: 'newest' });
      await scene.server.fetch(`${api}/dedupe/execute`, init);
      await waitForJob(scene.server, jobId, 'completed');
      return { path: `${api}/dedupe/execute`, init };
    },
    'dedupe.execute 413': () => ({ path: `${api}/dedupe/execute`, init: asLarge }),
    'dedupe.execute 415': () => ({ path: `${api}/dedupe/execute`, init: asText }),
  },
};
