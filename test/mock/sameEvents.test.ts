/** The mock and the server report the same changes and events on live connections. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { execute, plan } from '../organize/place.ts';
import { bodyOf } from '../support/library.ts';
import { LiveClient, type LiveMessage } from '../support/liveClient.ts';
import { json, waitForJob } from '../support/testServer.ts';
import { type Host, type Hosts, startHosts } from './hosts.ts';

let hosts: Hosts;
beforeAll(async () => {
  hosts = await startHosts();
  await hosts.both((host) => host.put('/kept/there.txt', 'there'));
});
afterAll(() => hosts?.stop());

const foldersOf = ({ folders }: LiveMessage): string[] => (Array.isArray(folders) ? folders : []);

/** The changes that are reported while something is done. */
async function changesDuring(host: Host, act: () => Promise<unknown>) {
  const client = await LiveClient.connect(host);
  /** Resolves when everything before it has been reported. */
  const reported = async () => {
    const marker = `/marker-${crypto.randomUUID()}`;
    await host.put(`${marker}/end.txt`, 'end');
    await client.until((received) => received.some((each) => foldersOf(each).includes(marker)));
  };
  await reported();
  const before = client.received.length;
  await act();
  await reported();
  await client.close();
  const changes = client.received.slice(before).filter(({ type }) => type === 'files_changed');
  const folders = new Set(changes.flatMap(foldersOf));
  return {
    folders: [...folders].filter((folder) => !/^\/(marker.*)?$/.test(folder)).sort(),
    trash: changes.some(({ trash }) => trash),
    faults: client.received.filter(({ fault }) => fault),
  };
}

it.each([
  ['an upload', async (host: Host) => void (await host.put('/kept/new.txt', 'new'))],
  [
    'a move to a new folder',
    async (host: Host, fileId: string) => {
      const move = { ...json({ path: '/made/a.txt' }), method: 'PATCH' };
      await bodyOf(await host.fetch(`/api/v1/files/${fileId}`, move), 200);
    },
  ],
  [
    'a removal to the trash, and a restoration',
    async (host: Host, fileId: string) => {
      await host.fetch(`/api/v1/files/${fileId}`, { method: 'DELETE' });
      const restore = `/api/v1/files/${fileId}/restore`;
      await bodyOf(await host.fetch(restore, { method: 'POST' }), 200);
    },
  ],
  [
    'a removal for good',
    async (host: Host, fileId: string) => {
      await host.fetch(`/api/v1/files/${fileId}?permanent=true`, { method: 'DELETE' });
    },
  ],
] as const)('%s changes the same folders', async (what, act) => {
  const { server, mock } = await hosts.both(async (host) => {
    const { file_id } = await host.put(`/kept/${what}.txt`, what);
    return changesDuring(host, () => act(host, file_id));
  });
  expect(mock).toEqual(server);
  expect(mock.folders).toContain('/kept');
});

/** The events of a client, with the states of jobs; each step of the same state once. */
function storyOf({ events }: LiveClient): string[] {
  const steps = events.map(({ event, data }) =>
    data && 'status' in data ? `${event} ${data.status}` : `${event}`,
  );
  return steps.filter((step, at) => step !== steps[at - 1]);
}

it('a job that is executed and undone has the same events', async () => {
  const { server, mock } = await hosts.both(async (host) => {
    for (const name of ['a.txt', 'b.png']) await host.put(`/story/${name}`, name);
    const client = await LiveClient.connect(host);
    const jobId = await plan(host, { path: '/story', methodology: 'type' });
    await execute(host, jobId);
    await host.fetch(`/api/v1/organize/jobs/${jobId}/rollback`, { method: 'POST' });
    await waitForJob(host, jobId, 'rolled_back');
    await client.until(() => storyOf(client).at(-1)?.endsWith('rolled_back') === true);
    await client.close();
    return storyOf(client);
  });
  expect(mock).toEqual(server);
});

it('a second file of the same content has the same events', async () => {
  const { server, mock } = await hosts.both(async (host) => {
    const client = await LiveClient.connect(host);
    await host.put('/twins/a.txt', 'a content of which there are two');
    await host.put('/twins/b.txt', 'a content of which there are two');
    await client.next('duplicate_detected');
    await client.close();
    return client.events.map(({ event, data }) => ({
      event,
      fields: Object.keys(data ?? {}).sort(),
    }));
  });
  expect(mock).toEqual(server);
});
