/** What is organized is in its place: the same methodology has nothing to do there again. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startTestServer, type TestServer } from '../server/testServer.ts';
import { labelled } from './labelled/labelled.ts';
import { digests } from './mess.ts';
import { execute, plan, put, results } from './place.ts';

let server: TestServer;
beforeEach(async () => {
  server = await startTestServer();
});
afterEach(() => server.end());

const settings = [
  ['as it is by default', {}],
  ['into another folder', { destination: '/sorted/here' }],
  ['with exclusions and hidden files', { exclude: ['*.pdf', 'Downloads'], include_hidden: true }],
  ['where it is sure', { min_confidence: 0.6 }],
  ['what lies on top', { recursive: false }],
] as const;

describe.each(['johnny_decimal', 'type', 'date'])('%s', (methodology) => {
  it.each(settings)('plans nothing for its own result, %s', async (_, options) => {
    for (const { file } of labelled) {
      await put(server, file.path, file.path, new Date(file.modifiedMs).toISOString());
    }
    await put(server, '/IMG_9.jpg.xmp');
    await put(server, '/IMG_9.jpg');
    const before = await digests(server.root);
    const body = { path: '/', methodology, options };
    const jobId = await plan(server, body);
    expect((await results(server, jobId)).total).toBeGreaterThan(0);
    expect(await execute(server, jobId)).toMatchObject({ status: 'completed' });
    expect(await digests(server.root)).toEqual(before);
    const again = await results(server, await plan(server, body));
    expect(again.items.map(({ from, to }) => `${from} > ${to}`)).toEqual([]);
  });
});
