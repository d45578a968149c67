/** The WebSocket; every message is checked against the AsyncAPI document. */
import { request } from 'node:http';
import { connect } from 'node:net';
import { Messages } from 'contract-first/contract';
import { expect, onTestFinished, test, vi } from 'vitest';
import { WebSocket } from 'ws';
import { messageDocument } from './contract.ts';
import { type MockOptions, startMock } from './mock.ts';
import { checkedFetch, json, key, upload } from './testing/checkedFetch.ts';

const messages = new Messages(messageDocument);
type Message = { [field: string]: unknown; data?: Record<string, unknown> };

async function start(options: MockOptions = { stateful: true }) {
  const mock = await startMock({ port: 0, ...options });
  onTestFinished(() => mock.close());
  return { send: checkedFetch(mock), url: mock.url };
}

/** Opens a connection that collects what arrives. */
function open(base: string, query = '', headers: Record<string, string> = { 'X-API-Key': key }) {
  const address = `${base.replace('http', 'ws')}/api/v1/ws/desk${query}`;
  const socket = new WebSocket(address, { headers });
  const received: Message[] = [];
  let wake = () => {};
  const closed = new Promise<number>((resolve) => {
    socket.on('close', (code) => {
      resolve(code);
      wake();
    });
  });
  const refused = new Promise<number | undefined>((resolve) => {
    socket.on('unexpected-response', (_, { statusCode }) => {
      resolve(statusCode);
      socket.terminate();
    });
    socket.on('open', () => resolve(undefined));
    socket.on('error', () => {});
  });
  socket.on('message', (data) => {
    const message = JSON.parse(data.toString());
    const fault = messages.fault(String(message.event ?? message.type), message);
    received.push(fault ? { fault } : message);
    wake();
  });
  const next = async (name: string): Promise<Message> => {
    for (;;) {
      const found = received.find(({ event, type }) => event === name || type === name);
      if (found) return found;
      if (socket.readyState === WebSocket.CLOSED)
        throw new Error(`No ${name}: ${JSON.stringify(received)}`);
      await new Promise<void>((resolve) => {
        wake = resolve;
      });
    }
  };
  const say = (message: unknown) => socket.send(JSON.stringify(message));
  return { socket, received, next, say, closed, refused };
}

test('events report uploads and duplicates', async () => {
  const { send, url } = await start();
  const { next, received } = open(url);
  expect(await next('connected')).toMatchObject({ client_id: 'desk', newest_event_id: 0 });
  const file = await (await send('/api/v1/files/upload', upload('a.txt', 'Buy milk.'))).json();
  expect(await next('file_uploaded')).toMatchObject({ event_id: 1, data: file });
  expect((await next('duplicate_detected')).data?.duplicates).toHaveLength(2);
  await send('/api/v1/organize/scan', json({ path: '/uploads', methodology: 'type' }));
  expect((await next('organize_complete')).data).toMatchObject({ status: 'planned' });
  const progress = received.flatMap(({ event, data }) =>
    event === 'organize_progress' ? [Number(data?.progress)] : [],
  );
  expect(progress).toEqual(progress.toSorted((a, b) => a - b));
  expect(progress.length).toBeGreaterThan(3);
  expect(received.filter(({ fault }) => fault)).toEqual([]);
});

test('changes of files are reported together, without events', async () => {
  const { send, url } = await start();
  const first = await (await send('/api/v1/files/upload', upload('a.txt', 'a'))).json();
  const { next, received } = open(url);
  await next('connected');
  const move = { ...json({ path: '/new/deep/b.txt' }), method: 'PATCH' };
  expect((await send(`/api/v1/files/${first.file_id}`, move)).status).toBe(200);
  await send(`/api/v1/files/${first.file_id}`, { method: 'DELETE' });
  while (!received.some(({ trash }) => trash)) await new Promise((done) => setTimeout(done, 5));
  const folders = new Set(received.flatMap((notice) => (notice.folders as string[]) ?? []));
  expect([...folders].sort()).toEqual(['/', '/new', '/new/deep']);
  expect(received.filter(({ fault, event }) => fault ?? event)).toEqual([]);
});

test('a ticket opens one connection', async () => {
  const { send, url } = await start();
  const made = await send('/api/v1/auth/ws-ticket', { method: 'POST' });
  const { ticket } = await made.json();
  const first = open(url, `?ticket=${ticket}`, {});
  await first.next('connected');
  expect(await open(url, `?ticket=${ticket}`, {}).refused).toBe(401);
  expect(await open(url, '', {}).refused).toBe(401);
});

test('missed events are sent first', async () => {
  const { send, url } = await start();
  for (const name of ['a', 'b', 'c']) await send('/api/v1/files/upload', upload(name, name));
  const { next, received } = open(url, '?last_event_id=1');
  await next('connected');
  await send('/api/v1/files/upload', upload('d', 'd'));
  const ids = () => received.flatMap(({ event_id }) => event_id ?? []);
  while (ids().length < 3) await new Promise((resolve) => setTimeout(resolve, 5));
  expect(received[0]?.type).toBe('connected');
  expect(ids()).toEqual([2, 3, 4]);
  const future = open(url, '?last_event_id=99');
  expect(await future.next('connected')).toMatchObject({ missed: true });
});

test('a ping is answered', async () => {
  const { url } = await start();
  const { next, say } = open(url);
  await next('connected');
  say({ type: 'ping' });
  await next('pong');
});

test('a connection ends at the next ping after its session', async () => {
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
  onTestFinished(() => void vi.useRealTimers());
  const { send, url } = await start();
  const wanted = json({ username: 'jane', password: 'correct horse battery staple' });
  const session = await (await send('/api/v1/auth/login', wanted)).json();
  const headers = { Authorization: `Bearer ${session.access_token}` };
  const [mine, others] = [open(url, '', headers), open(url)];
  await Promise.all([mine.next('connected'), others.next('connected')]);
  await send('/api/v1/auth/logout', { method: 'POST', headers });
  vi.advanceTimersByTime(30_000);
  expect(await mine.closed).toBe(4001);
  expect(others.socket.readyState).toBe(WebSocket.OPEN);
});

test('a client can subscribe to a job and unsubscribe', async () => {
  const { url } = await start();
  const { next, say } = open(url);
  await next('connected');
  const job_id = '0198c0de-7a11-7000-8000-00000000a001';
  say({ type: 'subscribe', job_id });
  expect(await next('subscribed')).toMatchObject({ job_id });
  say({ type: 'unsubscribe' });
  await next('unsubscribed');
});

test('invalid messages are refused', async () => {
  const { url } = await start();
  const { socket, next, say, received } = open(url);
  await next('connected');
  say({ type: 'sing' });
  expect(await next('refused')).toMatchObject({ code: 'invalid_message' });
  socket.send('{');
  while (!received.some(({ code }) => code === 'invalid_json')) {
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
});

test('a second connection with the same client id replaces the first', async () => {
  const { url } = await start();
  const first = open(url);
  await first.next('connected');
  await open(url).next('connected');
  expect(await first.closed).toBe(4009);
});

test('a connection receives only what its scopes allow', async () => {
  const { send, url } = await start();
  const wanted = { name: 'jobs', scopes: ['organize:read'] };
  const made = await (await send('/api/v1/auth/api-keys', json(wanted))).json();
  const { next, received } = open(url, '', { 'X-API-Key': made.key });
  await next('connected');
  await send('/api/v1/files/upload', upload('a.txt', 'a'));
  await send('/api/v1/organize/scan', json({ path: '/uploads', methodology: 'type' }));
  await next('organize_progress');
  expect(received.some(({ event }) => event === 'file_uploaded')).toBe(false);
});

test('without state, the example events are sent on a timer', async () => {
  const { url } = await start({});
  const { next, received } = open(url, '?ticket=any', {});
  await next('connected');
  expect((await next('organize_progress')).event_id).toBeGreaterThan(0);
  expect(received.filter(({ fault }) => fault)).toEqual([]);
});

test('an invalid handshake is refused like any request', async () => {
  const { url } = await start({ cors: ['http://localhost:5173'] });
  const withKey = { 'X-API-Key': key };
  expect(await open(url, '?last_event_id=x').refused).toBe(400);
  expect(await open(url, '', { ...withKey, Prefer: 'code=503' }).refused).toBe(503);
  expect(await open(url, '', { ...withKey, Origin: 'http://example.com' }).refused).toBe(403);
  expect(await open(url, '', { ...withKey, Origin: 'http://localhost:5173' }).refused).toBe(
    undefined,
  );
});

test('a handshake pipelined behind an unanswered request is refused', async () => {
  const { url } = await start();
  const { hostname, port } = new URL(url);
  const socket = connect(Number(port), hostname);
  const head = (path: string, headers: string) =>
    `GET /api/v1/${path} HTTP/1.1\r\nHost: a\r\nX-API-Key: ${key}\r\n${headers}\r\n`;
  const upgrade =
    'Connection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n';
  socket.write(head('files', '') + head('ws/desk', upgrade));
  let answers = '';
  for await (const chunk of socket) {
    answers += chunk;
    if (answers.includes('upgrade_required')) break;
  }
  expect(answers.match(/HTTP\/1\.1 \d+/g)).toEqual(['HTTP/1.1 200', 'HTTP/1.1 426']);
});

/** The status and media type of the response to a request with `Upgrade`. */
const upgrade = (url: string, protocol: string) =>
  new Promise<[number | undefined, string | undefined]>((resolve, reject) => {
    const headers = { Connection: 'Upgrade', Upgrade: protocol, 'X-API-Key': key };
    request(url, { headers }, (response) => {
      resolve([response.statusCode, response.headers['content-type']]);
      response.resume();
    })
      .on('error', reject)
      .end();
  });

test('an invalid WebSocket handshake is a problem', async () => {
  const { url } = await start();
  expect(await upgrade(`${url}/api/v1/ws/desk`, 'websocket')).toEqual([
    400,
    'application/problem+json',
  ]);
});

test('an upgrade to another protocol is ignored', async () => {
  const { url } = await start();
  expect(await upgrade(`${url}/api/v1/files`, 'h2c')).toEqual([200, 'application/json']);
});

test('closing the mock closes its connections', async () => {
  const mock = await startMock({ port: 0 });
  const { next, closed } = open(mock.url);
  await next('connected');
  await mock.close();
  expect([1001, 1006]).toContain(await closed);
});
