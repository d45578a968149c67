/** Numbers of Johnny Decimal are given when a plan is carried out, and never again. */
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { json, serverPerTest, waitForJob } from '../support/testServer.ts';
import { execute, plan, put, results, tree } from './place.ts';

const server = serverPerTest();

const body = { path: '/', methodology: 'johnny_decimal' };
const targets = async (jobId: string) => (await results(server, jobId)).items.map(({ to }) => to);

it('a number is not reused after a rollback', async () => {
  await put(server, 'tax 2025.pdf');
  const first = await plan(server, body);
  expect(await targets(first)).toEqual(['/10-19 Finance/12 Tax/12.01 2025 return/tax 2025.pdf']);
  await execute(server, first);
  await server.fetch(`/api/v1/organize/jobs/${first}/rollback`, { method: 'POST' });
  await waitForJob(server, first, 'rolled_back');
  expect(await tree(server)).toEqual(['/tax 2025.pdf']);
  await rm(join(server.root, '10-19 Finance'), { recursive: true, force: true });
  expect(await targets(await plan(server, body))).toEqual([
    '/10-19 Finance/12 Tax/12.02 2025 return/tax 2025.pdf',
  ]);
});

it('a number is not reused after its folder is deleted', async () => {
  await put(server, '10-19 Finance/12 Tax/12.01 2020 return/old.pdf');
  await put(server, 'tax 2025.pdf');
  await execute(server, await plan(server, body));
  await rm(join(server.root, '10-19 Finance'), { recursive: true });
  await put(server, 'tax 2024.pdf');
  expect(await targets(await plan(server, body))).toEqual([
    '/10-19 Finance/12 Tax/12.03 2024 return/tax 2024.pdf',
  ]);
});

it('a number is not used up by a plan', async () => {
  await put(server, 'tax 2025.pdf');
  const [first, second] = [await plan(server, body), await plan(server, body)];
  expect(await targets(second)).toEqual(await targets(first));
});

it('a number that was assigned elsewhere meanwhile invalidates a plan', async () => {
  await put(server, 'a/tax 2025.pdf');
  await put(server, 'b/tax 2024.pdf');
  const onA = await plan(server, { ...body, path: '/a', options: { destination: '/' } });
  const onB = await plan(server, { ...body, path: '/b', options: { destination: '/' } });
  await execute(server, onA);
  const refused = await server.fetch('/api/v1/organize/execute', json({ job_id: onB }));
  expect(refused.status).toBe(409);
  expect(await refused.json()).toMatchObject({
    code: 'job_not_executable',
    detail: 'The number 12.01 has been assigned to "2025 return" since the scan; start a new scan',
  });
  await execute(server, await plan(server, { ...body, path: '/b', options: { destination: '/' } }));
  expect(await tree(server)).toEqual([
    '/10-19 Finance/12 Tax/12.01 2025 return/tax 2025.pdf',
    '/10-19 Finance/12 Tax/12.02 2024 return/tax 2024.pdf',
  ]);
});
