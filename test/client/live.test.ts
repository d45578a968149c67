/** Events and jobs that are waited for, with the real server, over a real WebSocket. */
import { mkdir, writeFile } from 'node:fs/promises';
import { connect, createServer, type Socket } from 'node:net';
import { join } from 'node:path';
import FileOrganizerClient, {
  AbortError,
  AuthenticationError,
  ConnectionError,
  type Job,
  type LiveEvent,
  TimeoutError,
} from '@file-organizer/client';
import { beforeEach, describe, expect, it, onTestFinished, vi } from 'vitest';
import { WebSocket } from 'ws';
import { adminKey, serverPerTest } from '../support/testServer.ts';

const server = serverPerTest();
let client: FileOrganizerClient;
beforeEach(async () => {
  client = new FileOrganizerClient({ baseUrl: server.url, apiKey: adminKey });
});

const upload = (name: string) => client.files.upload(new File([name], name));

async function take(events: AsyncIterable<LiveEvent>, count: number): Promise<LiveEvent[]> {
  const taken: LiveEvent[] = [];
  for await (const event of events) if (taken.push(event) === count) break;
  return taken;
}

const pathOf = (event: LiveEvent): string | undefined =>
  event.event === 'file_uploaded' ? event.data.path : undefined;

/** A way to the server that can be cut. */
async function startLine(): Promise<{ url: string; cut(): void; open: number }> {
  const { port } = new URL(server.url);
  const sockets = new Set<Socket>();
  let open = 0;
  const line = createServer((near) => {
    open++;
    const far = connect(Number(port), '127.0.0.1');
    for (const [one, two] of [
      [near, far],
      [far, near],
    ] as const) {
      sockets.add(one);
      one.pipe(two);
      one.on('error', () => {});
      one.on('close', () => {
        sockets.delete(one);
        two.destroy();
      });
    }
  });
  await new Promise<void>((resolve) => line.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    for (const socket of sockets) socket.destroy();
    line.close();
  });
  const address = line.address();
  return {
    url: `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`,
    cut: () => {
      for (const socket of sockets) socket.destroy();
    },
    get open() {
      return open;
    },
  };
}

describe('events', () => {
  it('arrive with camelCase fields', async () => {
    const events = client.events.connect();
    await events.connected;
    const file = await upload('a.txt');
    const [event] = await take(events, 1);
    expect(event).toMatchObject({ event: 'file_uploaded', eventId: 1, data: file });
    expect(event?.occurredAt).toMatch(/Z$/);
  });

  it('resume after the connection was lost', async () => {
    const line = await startLine();
    const follower = new FileOrganizerClient({ baseUrl: line.url, apiKey: adminKey });
    const events = follower.events.connect();
    await events.connected;
    await upload('a.txt');
    const reader = events[Symbol.asyncIterator]();
    expect(pathOf((await reader.next()).value as LiveEvent)).toBe('/a.txt');
    line.cut();
    await upload('b.txt');
    await upload('c.txt');
    expect(pathOf((await reader.next()).value as LiveEvent)).toBe('/b.txt');
    expect(pathOf((await reader.next()).value as LiveEvent)).toBe('/c.txt');
    events.close();
    expect(await reader.next()).toEqual({ done: true, value: undefined });
  });

  it('resume after an earlier stream', async () => {
    await upload('a.txt');
    await upload('b.txt');
    const [event] = await take(client.events.connect({ lastEventId: 1 }), 1);
    expect(event && pathOf(event)).toBe('/b.txt');
  });

  it('that are lost are reported', async () => {
    await upload('a.txt');
    let missed = 0;
    const events = client.events.connect({ lastEventId: 999, onMissed: () => missed++ });
    await events.connected;
    expect(missed).toBe(1);
    events.close();
  });

  it('arrive over a WebSocket class of the caller', async () => {
    const other = new FileOrganizerClient({ baseUrl: server.url, apiKey: adminKey, WebSocket });
    const events = other.events.connect();
    await events.connected;
    await upload('a.txt');
    expect(await take(events, 1)).toHaveLength(1);
  });

  it('end with an AbortError when aborted', async () => {
    const controller = new AbortController();
    const events = client.events.connect({ signal: controller.signal });
    await events.connected;
    const waiting = take(events, 1);
    controller.abort('enough');
    await expect(waiting).rejects.toThrow(AbortError);
  });

  it('end with an AuthenticationError if the credentials are refused', async () => {
    const stranger = new FileOrganizerClient({ baseUrl: server.url, apiKey: 'fo_no_body' });
    const events = stranger.events.connect();
    await expect(take(events, 1)).rejects.toThrow(AuthenticationError);
    await expect(events.connected).rejects.toThrow(AuthenticationError);
  });

  it('end with a ConnectionError if another connection replaces theirs', async () => {
    const first = client.events.connect({ clientId: 'desk' });
    await first.connected;
    const second = client.events.connect({ clientId: 'desk' });
    await second.connected;
    await expect(take(first, 1)).rejects.toThrow(ConnectionError);
    second.close();
  });
});

describe('a job', () => {
  beforeEach(async () => {
    await mkdir(join(server.root, 'uploads'));
    for (const name of ['a.txt', 'b.jpg'])
      await writeFile(join(server.root, 'uploads', name), name);
  });
  const scan = { path: '/uploads', methodology: 'type' } as const;

  it.each(['with events', 'with polling'])('is awaited to its end %s', async (how) => {
    // as on a platform that has no WebSocket
    if (how === 'with polling') vi.stubGlobal('WebSocket', undefined);
    onTestFinished(() => void vi.unstubAllGlobals());
    const one = new FileOrganizerClient({ baseUrl: server.url, apiKey: adminKey });
    const states: Job[] = [];
    const planned = await one.organize.startAndWait(scan, {
      onProgress: (job) => states.push(job),
    });
    expect(planned).toMatchObject({ status: 'planned', totalCount: 2 });
    expect(states.at(-1)).toEqual(planned);
    expect(states[0]?.jobId).toBe(planned.jobId);
    expect(await one.organize.executeAndWait(planned.jobId)).toMatchObject({ status: 'completed' });
    const undone = await one.organize.rollbackAndWait(planned.jobId);
    expect(undone.status).toBe('rolled_back');
    const found = await one.dedupe.scanAndWait({ path: '/uploads' });
    expect(found).toMatchObject({ kind: 'dedupe', status: 'planned' });
  });

  it('that cannot be started is an error', async () => {
    const missing = client.organize.startAndWait({ path: '/missing', methodology: 'type' });
    await expect(missing).rejects.toMatchObject({ code: 404, slug: 'folder_not_found' });
  });

  it('is awaited until abort or timeout', async () => {
    const aborted = client.organize.startAndWait(scan, { signal: AbortSignal.abort() });
    await expect(aborted).rejects.toThrow(AbortError);
    const running = async () =>
      Response.json({ job_id: 'j1', status: 'executing' }, { status: 202 });
    const slow = new FileOrganizerClient({ baseUrl: server.url, fetch: running });
    const late = slow.organize.executeAndWait('j1', { timeout: 50 });
    await expect(late).rejects.toThrow(TimeoutError);
  });
});
