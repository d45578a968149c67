/** The server reads files for its own purposes, and they look as if nobody had: PARA goes by when that was. */
import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { docx } from '../../packages/server/src/search/testing/sampleDocuments.ts';
import { until } from '../support/library.ts';
import { photoTakenOn } from '../support/photo.ts';
import { json, serverPerTest, waitForJob } from '../support/testServer.ts';
import { plan, put, results } from './place.ts';

const server = serverPerTest();

const when = '2015-06-01T00:00:00.000Z';

// Elsewhere the system has no way to read a file without a trace.
it.runIf(process.platform === 'linux')('a scan does not change access times', async () => {
  // One to be told by its beginning, one to be looked at further on, and one with a sample.
  const png = Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex');
  const files = { 'a.png': png, 'b.bin': Buffer.alloc(20_000, 1), 'c.rst': 'An invoice' };
  for (const [name, content] of Object.entries(files)) await put(server, name, content, when);
  await plan(server, { path: '/', methodology: 'para' });
  await untouched(Object.keys(files));
});

it.runIf(process.platform === 'linux')(
  'reading the date of a photo does not change access times',
  async () => {
    await put(server, 'a.jpg', photoTakenOn('2024:05:17 10:00:00'), when);
    const jobId = await plan(server, { path: '/', methodology: 'date' });
    const { items } = await results(server, jobId);
    expect(items).toMatchObject([{ to: '/2024/2024-05/a.jpg' }]);
    await untouched(['a.jpg']);
  },
);

it.runIf(process.platform === 'linux')(
  'searching for text or duplicates does not change access times',
  async () => {
    const files = { 'a.txt': 'quinquereme', 'b.txt': 'quinquereme', 'c.docx': docx('trireme') };
    for (const [name, content] of Object.entries(files)) await put(server, name, content, when);
    for (const [word, count] of [
      ['quinquereme', 2],
      ['trireme', 1],
    ] as const) {
      await until(`"${word}" is found`, async () => {
        const response = await server.fetch(`/api/v1/search?q=${word}`);
        return ((await response.json()) as { total: number }).total === count;
      });
    }
    const response = await server.fetch('/api/v1/dedupe/scan', json({ path: '/', min_size: 1 }));
    const { job_id: jobId } = (await response.json()) as { job_id: string };
    await waitForJob(server, jobId, 'planned');
    const keep = json({ job_id: jobId, keep: 'shortest_path' });
    expect((await server.fetch('/api/v1/dedupe/execute', keep)).status).toBe(202);
    await waitForJob(server, jobId, 'completed');
    await untouched(['a.txt', 'c.docx']);
  },
);

async function untouched(names: readonly string[]): Promise<void> {
  for (const name of names) {
    const { atime } = await stat(join(server.root, name));
    expect(atime.toISOString(), name).toBe(when);
  }
}
