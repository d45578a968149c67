/** Jobs of the mock and of the server go the same way: through the same states, with the same counts. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { execute, plan } from '../organize/place.ts';
import { bodyOf } from '../support/library.ts';
import { json, waitForJob } from '../support/testServer.ts';
import { type Host, type Hosts, startHosts } from './hosts.ts';

let hosts: Hosts;
beforeAll(async () => {
  hosts = await startHosts();
});
afterAll(() => hosts?.stop());

const rollback = (host: Host, jobId: string) =>
  host.fetch(`/api/v1/organize/jobs/${jobId}/rollback`, { method: 'POST' });
const cancel = (host: Host, jobId: string) =>
  host.fetch(`/api/v1/organize/jobs/${jobId}/cancel`, { method: 'POST' });

/** A plan for two files and a picture. */
async function planned(host: Host, folder: string): Promise<string> {
  for (const name of ['a.txt', 'b.txt', 'c.png']) await host.put(`/${folder}/${name}`, name);
  return plan(host, { path: `/${folder}`, methodology: 'type' });
}

const counts = ['status', 'progress', 'processed_count', 'total_count', 'error_count'] as const;
const countsOf = (job: Record<string, unknown>) => counts.map((name) => job[name]);

it('a plan that was cancelled cannot be undone', async () => {
  const { server, mock } = await hosts.both(async (host) => {
    const jobId = await planned(host, 'cancelled');
    const cancelled = await bodyOf<Record<string, unknown>>(await cancel(host, jobId), 202);
    const refused = await rollback(host, jobId);
    const { code } = await bodyOf<{ readonly code: string }>(refused, 409);
    return { code, counts: countsOf(cancelled) };
  });
  expect(mock).toEqual(server);
});

it('a job without moves is complete, and cannot be undone', async () => {
  const { server, mock } = await hosts.both(async (host) => {
    await host.put('/idle/Documents/a.txt', 'a');
    const jobId = await plan(host, { path: '/idle', methodology: 'type' });
    const done = await execute(host, jobId);
    const { status } = await rollback(host, jobId);
    return { counts: countsOf(done), status };
  });
  expect(mock).toEqual(server);
});

it('undoing counts the moves that were made', async () => {
  const { server, mock } = await hosts.both(async (host) => {
    const jobId = await planned(host, 'undone');
    const change = json({ changes: [{ from: '/undone/b.txt', excluded: true }] });
    const changed = await host.fetch(`/api/v1/organize/results/${jobId}`, {
      ...change,
      method: 'PATCH',
    });
    await bodyOf(changed, 200);
    const done = await execute(host, jobId);
    await bodyOf(await rollback(host, jobId), 202);
    const undone = await waitForJob(host, jobId, 'rolled_back', 'partial');
    const { status } = await rollback(host, jobId);
    return { done: countsOf(done), undone: countsOf(undone), status };
  });
  expect(mock).toEqual(server);
});

it('undoing counts the duplicates that were removed', async () => {
  const { server, mock } = await hosts.both(async (host) => {
    for (const name of ['a.txt', 'b.txt', 'c.txt']) await host.put(`/twins/${name}`, 'same');
    const scan = await host.fetch('/api/v1/dedupe/scan', json({ path: '/twins' }));
    const { job_id } = await bodyOf<{ readonly job_id: string }>(scan, 202);
    const found = await waitForJob(host, job_id, 'planned');
    const wanted = json({ job_id, keep: 'shortest_path' });
    await bodyOf(await host.fetch('/api/v1/dedupe/execute', wanted), 202);
    const done = await waitForJob(host, job_id, 'completed', 'partial');
    await bodyOf(await rollback(host, job_id), 202);
    const undone = await waitForJob(host, job_id, 'rolled_back', 'partial');
    return { found: countsOf(found), done: countsOf(done), undone: countsOf(undone) };
  });
  expect(mock).toEqual(server);
});
