/** Notices of changed files, by the `ws` client over a real socket. */
import { mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { LiveClient } from '../support/liveClient.ts';
import { json, serverPerFile, upload, waitForJob } from '../support/testServer.ts';

const server = serverPerFile();

type Notice = { readonly folders: readonly string[] | null; readonly trash: boolean };

const noticesOf = ({ received }: LiveClient): Notice[] =>
  received.filter(({ type }) => type === 'files_changed') as unknown as Notice[];

/** Connects once nothing changes any more. */
async function connect(headers?: Record<string, string>): Promise<LiveClient> {
  await server.fetch('/api/v1/files?recursive=true');
  return LiveClient.connect(server, { clientId: crypto.randomUUID(), ...(headers && { headers }) });
}

/** Waits until all of the folders were reported. */
const reported = (client: LiveClient, ...folders: readonly string[]): Promise<void> =>
  client.until(() => {
    const all = noticesOf(client).flatMap((notice) => notice.folders ?? folders);
    return folders.every((folder) => all.includes(folder));
  });

async function put(path: string, content = path): Promise<string> {
  const [, folder = '', name = ''] = /^(.*)\/(.*)$/.exec(path) ?? [];
  const fields = { path: folder || '/' };
  const response = await server.fetch('/api/v1/files/upload', upload(name, content, fields));
  return ((await response.json()) as { file_id: string }).file_id;
}

it('a file that another user moves is reported in both folders, without an event', async () => {
  const fileId = await put('/from/a.txt');
  await put('/to/b.txt');
  const token = await server.tokens.issue('mover', ['files:read', 'files:write']);
  const client = await connect();
  const { newest_event_id: newest } = client.received[0] ?? {};
  const response = await server.fetch(`/api/v1/files/${fileId}`, {
    ...json({ path: '/to/a.txt' }),
    method: 'PATCH',
    headers: { Authorization: `Bearer ${token}`, 'Content-Type': 'application/json' },
  });
  expect(response.status).toBe(200);
  await reported(client, '/from', '/to');
  expect(client.events).toEqual([]);
  await client.close();
  const again = await connect();
  expect(again.received[0]?.newest_event_id).toBe(newest);
  await again.close();
});

it('files that another program creates, renames and removes are reported within a second', async () => {
  await mkdir(join(server.root, 'disk'));
  await server.fetch('/api/v1/files?path=/disk');
  const place = (name: string) => join(server.root, 'disk', name);
  for (const change of [
    () => writeFile(place('a.txt'), 'a'),
    () => rename(place('a.txt'), place('b.txt')),
    () => rm(place('b.txt')),
  ]) {
    const client = await connect();
    const began = performance.now();
    await change();
    await reported(client, '/disk');
    expect(performance.now() - began).toBeLessThan(1_000);
    await client.close();
  }
});

it('a new folder is reported in its parent', async () => {
  const client = await connect();
  await put('/new/deep/a.txt');
  await reported(client, '/', '/new/deep');
  await client.close();
});

it('an empty folder that a user creates or deletes is reported in its parent', async () => {
  const client = await connect();
  await server.fetch('/api/v1/folders', json({ path: '/shelf/empty' }));
  await reported(client, '/', '/shelf');
  await client.close();
  const other = await connect();
  await server.fetch('/api/v1/folders?path=/shelf/empty', { method: 'DELETE' });
  await reported(other, '/shelf');
  await other.close();
});

it('deleting and restoring a file reports its folder and the trash', async () => {
  const fileId = await put('/bin/a.txt');
  const client = await connect();
  await server.fetch(`/api/v1/files/${fileId}`, { method: 'DELETE' });
  await reported(client, '/bin');
  await client.until(() => noticesOf(client).some(({ trash }) => trash));
  const before = noticesOf(client).length;
  await server.fetch(`/api/v1/files/${fileId}/restore`, json({}));
  await client.until(() =>
    noticesOf(client)
      .slice(before)
      .some(({ trash }) => trash),
  );
  await client.close();
});

it('a job that moves 5,000 files is reported in few notices', async () => {
  await mkdir(join(server.root, 'many'));
  // Not all at a stretch: the server, in this process, would close connections that the next request takes for open.
  for (let at = 0; at < 5_000; at++) {
    await writeFile(join(server.root, 'many', `${at}.txt`), `${at}`);
  }
  const scan = await server.fetch(
    '/api/v1/organize/scan',
    json({ path: '/many', methodology: 'type' }),
  );
  const { job_id: jobId } = (await scan.json()) as { job_id: string };
  await waitForJob(server, jobId, 'planned');
  await server.fetch('/api/v1/files?path=/many');
  const client = await connect();
  await server.fetch('/api/v1/organize/execute', json({ job_id: jobId }));
  await waitForJob(server, jobId, 'completed');
  await reported(client, '/many');
  expect(noticesOf(client).length).toBeLessThan(200);
  await client.close();
}, 60_000);

it('changes are reported only with the scope files:read', async () => {
  const key = await server.keys.create('jobs only', ['organize:read']);
  const without = await connect({ 'X-API-Key': key });
  const reader = await connect();
  await put('/scopes/a.txt');
  await reported(reader, '/scopes');
  without.send({ type: 'ping' });
  await without.next('pong');
  expect(noticesOf(without)).toEqual([]);
  await Promise.all([without.close(), reader.close()]);
});

it('a subscription to a job does not end the notices', async () => {
  const client = await connect();
  client.send({ type: 'subscribe', job_id: '0198c0de-7a11-4000-8000-00000000a001' });
  await client.next('subscribed');
  await put('/subscribed/a.txt');
  await reported(client, '/subscribed');
  await client.close();
});
