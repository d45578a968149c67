/** The live connection, by the `ws` client over a real socket. */
import { startServer } from '@file-organizer/server';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { until } from '../support/library.ts';
import { LiveClient, liveAddress, ticketFor } from '../support/liveClient.ts';
import { adminKey, json, startTestServer, type TestServer, upload } from '../support/testServer.ts';

const job = (changed: object = {}) => ({
  job_id: '0198c0de-7a11-4000-8000-00000000a001',
  kind: 'organize' as const,
  status: 'scanning' as const,
  path: '/uploads',
  methodology: 'type' as const,
  dry_run: false,
  progress: 50,
  processed_count: 1,
  total_count: 2,
  error_count: 0,
  created_at: '2026-01-01T00:00:00.000Z',
  updated_at: '2026-01-01T00:00:01.000Z',
  estimated_completion: null,
  ...changed,
});
const otherJob = '0198c0de-7a11-4000-8000-00000000a002';
const failure = (message: string, jobId: string | null = null) =>
  ({ code: 'job_failed', message, job_id: jobId, path: null }) as const;
/** The user of the administrator's key. */
let me: string;

async function start(...args: Parameters<typeof startTestServer>): Promise<TestServer> {
  const server = await startTestServer(...args);
  const response = await server.fetch('/api/v1/auth/me');
  me = ((await response.json()) as { user_id: string }).user_id;
  return server;
}

const idsOf = ({ events }: LiveClient) => events.map(({ event_id: id }) => id);
const from = (first: number, last: number) =>
  Array.from({ length: last - first + 1 }, (_, at) => first + at);

describe('events', () => {
  let server: TestServer;
  beforeAll(async () => {
    server = await start();
  });
  afterAll(() => server.end());

  it('include uploads', async () => {
    const client = await LiveClient.connect(server);
    const response = await server.fetch('/api/v1/files/upload', upload('a.txt', 'hello'));
    const file = await response.json();
    const event = await client.next('file_uploaded');
    expect(event.data).toEqual(file);
    await client.close();
  });

  it('do not include those of requests answered before', async () => {
    for (const name of ['before-1.txt', 'before-2.txt', 'before-3.txt']) {
      const before = await server.fetch('/api/v1/files/upload', upload(name, name));
      expect(before.status).toBe(201);
      const client = await LiveClient.connect(server);
      const after = await server.fetch(
        '/api/v1/files/upload',
        upload(`after ${name}`, `a ${name}`),
      );
      expect((await client.next('file_uploaded')).data).toEqual(await after.json());
      await client.close();
    }
  });

  it('include a job from start to end', async () => {
    const client = await LiveClient.connect(server);
    server.jobEvents.jobChanged(me, job());
    server.jobEvents.jobChanged(me, job({ status: 'failed' }));
    await client.next('error');
    expect(client.events.map(({ event, data }) => [event, data?.status ?? data?.code])).toEqual([
      ['organize_progress', 'scanning'],
      ['organize_complete', 'failed'],
      ['error', 'job_failed'],
    ]);
    await client.close();
  });

  it('include the progress of a real job', async () => {
    const client = await LiveClient.connect(server);
    const wanted = json({ path: '/', methodology: 'type' });
    const response = await server.fetch('/api/v1/organize/scan', wanted);
    const { job_id: jobId } = (await response.json()) as { job_id: string };
    const { data } = await client.next('organize_complete');
    expect(data).toMatchObject({ job_id: jobId, status: 'planned' });
    expect(client.events[0]).toMatchObject({ event: 'organize_progress', data: { job_id: jobId } });
    await client.close();
  });

  it('include a duplicate that is uploaded', async () => {
    const first = await server.fetch('/api/v1/files/upload', upload('one.txt', 'twice'));
    const client = await LiveClient.connect(server);
    const second = await server.fetch('/api/v1/files/upload', upload('two.txt', 'twice'));
    const { data } = await client.next('duplicate_detected');
    expect(data).toEqual({
      job_id: null,
      file: await second.json(),
      duplicates: [await first.json()],
    });
    await client.close();
  });

  it('include duplicates found by a scan', async () => {
    const client = await LiveClient.connect(server);
    const scan = await server.fetch('/api/v1/dedupe/scan', json({ path: '/' }));
    const { job_id: jobId } = (await scan.json()) as { job_id: string };
    const { data } = await client.next('duplicate_detected');
    expect(data).toMatchObject({
      job_id: jobId,
      file: { path: '/one.txt' },
      duplicates: [{ path: '/two.txt' }],
    });
    // Or the next test would hear of it.
    await client.until(() => client.events.some(({ event }) => event === 'organize_complete'));
    await client.close();
  });

  it('report concurrent uploads of equal files once', async () => {
    const client = await LiveClient.connect(server);
    const put = (name: string) => server.fetch('/api/v1/files/upload', upload(name, 'at once'));
    const told = () =>
      client.events
        .filter(({ event }) => event === 'duplicate_detected')
        .map(({ data }) => (data?.duplicates as unknown[] | undefined)?.length);
    await Promise.all([put('left.txt'), put('right.txt')]);
    await client.until(() => told().length > 0);
    await put('third.txt');
    await client.until(() => told().includes(2));
    expect(told()).toEqual([1, 2]);
    await client.close();
  });

  it('are sent only to their own user', async () => {
    const token = await server.tokens.issue('somebody', ['admin']);
    const headers = { Authorization: `Bearer ${token}` };
    const response = await server.fetch('/api/v1/auth/me', { headers });
    const { user_id: them } = (await response.json()) as { user_id: string };
    const other = await LiveClient.connect(server, { headers });
    const client = await LiveClient.connect(server);
    // Not even where somebody subscribes to a job of another's.
    other.send({ type: 'subscribe', job_id: job().job_id });
    await other.next('subscribed');
    server.events.publish(me, 'error', failure('mine', job().job_id));
    server.events.publish(them, 'error', failure('theirs'));
    await Promise.all([client.next('error'), other.next('error')]);
    expect(client.events.map(({ data }) => data?.message)).toEqual(['mine']);
    expect(other.events.map(({ data }) => data?.message)).toEqual(['theirs']);
    expect(idsOf(other)).toEqual([1]);
    await Promise.all([client.close(), other.close()]);
  });

  it('are sent only with the required scope', async () => {
    const key = await server.keys.create('reader', ['organize:read']);
    const client = await LiveClient.connect(server, { headers: { 'X-API-Key': key } });
    await (await server.fetch('/api/v1/files/upload', upload('c.txt', 'c'))).text();
    server.jobEvents.jobChanged(me, job({ status: 'planned' }));
    await client.next('organize_complete');
    expect(client.events.map(({ event }) => event)).toEqual(['organize_complete']);
    await client.close();
  });

  it('of other jobs are not sent during a subscription', async () => {
    const client = await LiveClient.connect(server);
    client.send({ type: 'subscribe', job_id: otherJob });
    await client.next('subscribed');
    server.events.publish(me, 'error', failure('of one job', job().job_id));
    server.events.publish(me, 'error', failure('of the other', otherJob));
    server.events.publish(me, 'error', failure('of none'));
    await client.until(() => client.events.length === 2);
    client.send({ type: 'unsubscribe' });
    await client.next('unsubscribed');
    server.events.publish(me, 'error', failure('of one job, later', job().job_id));
    await client.until(() => client.events.length === 3);
    expect(client.events.map(({ data }) => data?.message)).toEqual([
      'of the other',
      'of none',
      'of one job, later',
    ]);
    await client.close();
  });
});

describe('a replay', () => {
  let server: TestServer;
  beforeEach(async () => {
    server = await start();
    return () => server.end();
  });

  const publish = (first: number, last: number, padding = 0) => {
    for (const id of from(first, last)) {
      server.events.publish(me, 'error', failure(`${id}${' '.repeat(padding)}`));
    }
  };
  const connectAfter = (id: number, to: { url: string } = server) =>
    LiveClient.connect(to, { query: `?last_event_id=${id}` });

  it('has the events since the last one, even across a restart', async () => {
    const client = await LiveClient.connect(server);
    expect(client.received[0]).toMatchObject({ newest_event_id: 0, missed: false });
    publish(1, 3);
    await client.until(() => client.events.length === 3);
    await client.close();
    publish(4, 6);
    await server.close();
    const again = await startServer(server.config);
    try {
      const second = await connectAfter(3, again);
      expect(second.received[0]).toMatchObject({ newest_event_id: 6, missed: false });
      await second.until(() => second.events.length === 3);
      again.events.publish(me, 'error', failure('7'));
      await second.until(() => second.events.length === 4);
      expect(idsOf(second)).toEqual([4, 5, 6, 7]);
      await second.close();
    } finally {
      await again.close();
    }
  });

  it('has the last 1,000 events and says if more were missed', async () => {
    publish(1, 1200);
    await server.events.settled();
    const complete = await connectAfter(200);
    await complete.until(() => complete.events.length === 1000);
    expect(complete.received[0]).toMatchObject({ missed: false, newest_event_id: 1200 });
    expect(idsOf(complete)).toEqual(from(201, 1200));
    const late = await connectAfter(199);
    expect(late.received[0]).toMatchObject({ missed: true });
    await late.until(() => late.events.length === 1000);
    const unknown = await connectAfter(1201);
    expect(unknown.received[0]).toMatchObject({ missed: true });
    await Promise.all([complete.close(), late.close(), unknown.close()]);
  });

  it('and new events arrive in order, once each', async () => {
    publish(1, 500, 1000);
    await server.events.settled();
    const clients: LiveClient[] = [];
    for (let batch = 0; batch < 20; batch++) {
      publish(501 + batch * 50, 550 + batch * 50, 1000);
      // A client knows only what was told: the first one has the event that this one has seen last.
      const last = batch * 50;
      await clients[0]?.until(() => (clients[0]?.events.at(-1)?.event_id ?? 0) >= last);
      // Connections begin in the middle of what is written and what is told.
      const query = `?last_event_id=${last}`;
      clients.push(await LiveClient.connect(server, { query, clientId: `client-${batch}` }));
    }
    for (const [batch, client] of clients.entries()) {
      const first = batch * 50 + 1;
      await client.until(() => client.events.at(-1)?.event_id === 1500);
      expect(idsOf(client)).toEqual(from(first, 1500));
      await client.close();
    }
  });

  it('needs last_event_id', async () => {
    publish(1, 5);
    await server.events.settled();
    const client = await LiveClient.connect(server);
    expect(client.received[0]).toMatchObject({ newest_event_id: 5, missed: false });
    publish(6, 6);
    await client.until(() => client.events.length === 1);
    expect(idsOf(client)).toEqual([6]);
    await client.close();
  });
});

describe('a connection', () => {
  let server: TestServer;
  beforeAll(async () => {
    server = await start();
  });
  afterAll(() => server.end());

  it('is closed when its client reads too slowly', async () => {
    const slow = await LiveClient.connect(server, { clientId: 'slow' });
    const quick = await LiveClient.connect(server, { clientId: 'quick' });
    slow.socket.pause();
    // More than the system takes for a reader, and the bound on top.
    const count = 40;
    for (let sent = 1; sent <= count; sent++) {
      server.events.publish(me, 'error', failure('x'.repeat(1_000_000)));
      await quick.until(() => quick.events.length === sent);
    }
    slow.socket.resume();
    expect(await slow.closed).toBe(1006);
    expect(slow.events.length).toBeLessThan(count);
    await quick.close();
  });

  it('answers a ping', async () => {
    const client = await LiveClient.connect(server);
    client.send({ type: 'ping' });
    await client.next('pong');
    await client.close();
  });

  it('reports each invalid message', async () => {
    const client = await LiveClient.connect(server);
    const wrong = ['{', '"ping"', '{}', '{"type":"pong"}', '{"type":"ping","x":1}', 'null', '[]'];
    for (const text of [...wrong, '{"type":"subscribe","job_id":"1"}']) client.socket.send(text);
    await client.until((all) => all.filter(({ type }) => type === 'refused').length === 8);
    expect(client.received.filter(({ code }) => code === 'invalid_json')).toHaveLength(1);
    await client.close();
  });

  it.each([
    ['a binary message', 1003, (client: LiveClient) => client.socket.send(Buffer.from('{}'))],
    ['a message over 64 KiB', 1009, (client: LiveClient) => client.send('x'.repeat(65_536))],
    [
      'text that is not UTF-8',
      1007,
      (client: LiveClient) => client.socket.send(Buffer.from([0xff]), { binary: false }),
    ],
    [
      'more than 100 messages at once',
      1008,
      (client: LiveClient) => {
        for (let sent = 0; sent < 101; sent++) client.send({ type: 'ping' });
      },
    ],
  ])('is closed after %s with %i', async (_what, code, send) => {
    const client = await LiveClient.connect(server);
    send(client);
    expect(await client.closed).toBe(code);
  });

  it('is closed after more than 100 pings', async () => {
    const client = await LiveClient.connect(server);
    const answered = () => new Promise((resolve) => client.socket.once('pong', resolve));
    for (let sent = 0; sent < 100; sent++) {
      client.socket.ping();
      await answered();
    }
    client.socket.ping();
    expect(await client.closed).toBe(1008);
  });

  it('is replaced by another of the same client', async () => {
    const first = await LiveClient.connect(server);
    const second = await LiveClient.connect(server);
    expect(await first.closed).toBe(4009);
    await second.close();
  });

  it('is one of at most 32 per user', async () => {
    const clients = await Promise.all(
      from(1, 60).map((id) => LiveClient.connect(server, { clientId: `client-${id}` })),
    );
    const isOpen = ({ socket }: LiveClient) => socket.readyState === socket.OPEN;
    await until('the others are closed', () => clients.filter(isOpen).length <= 32);
    const kept = clients.filter(isOpen);
    expect(kept).toHaveLength(32);
    const lost = clients.filter((client) => !kept.includes(client));
    for (const { closed } of lost) expect(await closed).toBe(1013);
    server.events.publish(me, 'error', failure('all are told'));
    await Promise.all(kept.map((client) => client.next('error')));
    await Promise.all(kept.map((client) => client.close()));
  });

  it('is closed when a user has too many', async () => {
    const clients: LiveClient[] = [];
    for (const id of from(1, 33)) {
      clients.push(await LiveClient.connect(server, { clientId: `client-${id}` }));
    }
    expect(await clients[0]?.closed).toBe(1013);
    await Promise.all(clients.map((client) => client.close()));
  });
});

describe('over time', () => {
  it('a connection that does not answer a ping is closed', async () => {
    const server = await start({}, { pingInterval: 50 });
    const { WebSocket } = await import('ws');
    const options = { headers: { 'X-API-Key': adminKey }, autoPong: false };
    const socket = new WebSocket(liveAddress(server), options);
    const code = await new Promise((resolve) => socket.on('close', resolve));
    expect(code).toBe(1006);
    const alive = await LiveClient.connect(server);
    for (let pings = 0; pings < 3; pings++) {
      await new Promise((resolve) => alive.socket.once('ping', resolve));
    }
    expect(alive.socket.readyState).toBe(WebSocket.OPEN);
    await alive.close();
    await server.end();
  });

  it('connections by key and by ticket are closed when the key is deleted', async () => {
    // Long enough for a busy client to answer a ping: else it is cut off for its silence.
    const server = await start({}, { pingInterval: 500 });
    const key = await server.keys.create('watcher', ['files:read']);
    const byKey = await LiveClient.connect(server, { headers: { 'X-API-Key': key } });
    const query = `?ticket=${await ticketFor(server, key)}`;
    const byTicket = await LiveClient.connect(server, { clientId: 'two', query, headers: {} });
    await new Promise((resolve) => byTicket.socket.once('ping', resolve));
    const id = key.split('_')[1];
    await server.fetch(`/api/v1/auth/api-keys/${id}`, { method: 'DELETE' });
    expect(await byKey.closed).toBe(4001);
    expect(await byTicket.closed).toBe(4001);
    await server.end();
  });

  it('a server that stops closes connections without waiting for unresponsive clients', async () => {
    const server = await start();
    const client = await LiveClient.connect(server);
    const deaf = await LiveClient.connect(server, { clientId: 'deaf' });
    deaf.socket.pause();
    await server.end();
    expect(await client.closed).toBe(1001);
    deaf.socket.terminate();
    await until('the client has gone', () => deaf.socket.readyState === 3);
  });
});
