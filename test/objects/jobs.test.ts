/** Jobs on a library in object storage, through two servers. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { film, jpeg, mvhd, tiff } from '../../packages/server/src/organize/dates/testing/media.ts';
import { LiveClient } from '../support/liveClient.ts';
import { json, type TestServer, waitForJob } from '../support/testServer.ts';
import { Engines, startReplica } from './cluster.ts';

const engines = await Engines.start();
afterAll(() => engines?.end());

type Results = {
  readonly items: readonly { readonly from: string; readonly to: string; status: string }[];
  readonly folders: readonly { readonly path: string; readonly status: string }[];
};

describe.skipIf(!engines)('jobs in object storage', () => {
  let one: TestServer;
  let two: TestServer;
  beforeAll(async () => {
    if (!engines) return;
    const library = await engines.library();
    one = await startReplica(library);
    two = await startReplica(library);
  });
  afterAll(async () => {
    await Promise.all([one?.end(), two?.end()]);
  });

  const put = async (path: string, body: Buffer | string) => {
    const response = await one.fetch(`/api/v1/files/content?path=${encodeURIComponent(path)}`, {
      ...{ method: 'PUT', body: new Uint8Array(Buffer.from(body)) },
      headers: { 'Content-Type': 'application/octet-stream' },
    });
    expect(response.status).toBe(201);
  };
  const post = async (server: TestServer, path: string, body: object = {}) => {
    const response = await server.fetch(`/api/v1/${path}`, json(body));
    expect([path, response.status]).toEqual([path, 202]);
    return (await response.json()) as { job_id: string; status: string };
  };
  const treeOf = async (server: TestServer, folder: string) => {
    const list = await server.fetch(`/api/v1/files?path=${folder}&recursive=true&limit=100`);
    const { items } = (await list.json()) as { items: { path: string; sha256: string }[] };
    return items.map(({ path, sha256 }) => `${path} ${sha256}`).sort();
  };
  const folders = async (server: TestServer, folder: string) => {
    const list = await server.fetch(`/api/v1/files?path=${folder}`);
    return ((await list.json()) as { folders: string[] }).folders;
  };

  it('organize by what is in the files, execute on one server and roll back on the other', async () => {
    const taken = tiff({ taken: '2021:07:14 10:00:00' });
    await put('/mess/picture.jpg', jpeg(taken));
    // Its date is after 100 KB of picture.
    const seconds = Date.parse('2019-03-02T10:00:00Z') / 1000;
    await put('/mess/deep/film.mov', film([mvhd(seconds)]));
    const before = await treeOf(two, '/mess');
    const { job_id: id } = await post(one, 'organize/scan', { path: '/mess', methodology: 'date' });
    await waitForJob(two, id, 'planned');
    const results = async () =>
      (await (await two.fetch(`/api/v1/organize/results/${id}`)).json()) as Results;
    const { items } = await results();
    expect(items.map(({ from, to }) => [from, to]).sort()).toEqual([
      ['/mess/deep/film.mov', '/mess/2019/2019-03/film.mov'],
      ['/mess/picture.jpg', '/mess/2021/2021-07/picture.jpg'],
    ]);
    await post(two, 'organize/execute', { job_id: id });
    await waitForJob(one, id, 'completed');
    expect(await folders(one, '/mess')).toEqual(['/mess/2019', '/mess/2021']);
    expect((await results()).folders).toContainEqual(
      expect.objectContaining({ path: '/mess/deep', status: 'removed' }),
    );
    await post(one, `organize/jobs/${id}/rollback`);
    await waitForJob(two, id, 'rolled_back');
    expect(await treeOf(one, '/mess')).toEqual(before);
    expect(await folders(one, '/mess')).toEqual(['/mess/deep']);
  });

  it('duplicates go to the trash and are restored', async () => {
    await put('/twice/a.bin', 'the same bytes');
    await put('/twice/b.bin', 'the same bytes');
    await put('/twice/c.bin', 'other bytes');
    const before = await treeOf(one, '/twice');
    const { job_id: id } = await post(two, 'dedupe/scan', { path: '/twice' });
    await waitForJob(one, id, 'planned');
    await post(one, 'dedupe/execute', { job_id: id, keep: 'shortest_path' });
    await waitForJob(two, id, 'completed');
    expect(await treeOf(two, '/twice')).toHaveLength(2);
    await post(two, `organize/jobs/${id}/rollback`);
    await waitForJob(one, id, 'rolled_back');
    expect(await treeOf(one, '/twice')).toEqual(before);
  });

  it('events of a job arrive at every server', async () => {
    await put('/events/a.txt', 'a');
    const live = await LiveClient.connect(two);
    const { job_id: id } = await post(one, 'organize/scan', {
      ...{ path: '/events', methodology: 'type' },
    });
    await live.until((received) => JSON.stringify(received).includes(id));
    await waitForJob(two, id, 'planned');
    await live.close();
  });
});
