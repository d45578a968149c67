import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import {
  AbortError,
  ConnectionError,
  FileOrganizerClient,
  type FilesChangedMessage,
  type StreamState,
} from './index.ts';

/** A WebSocket in the hand of the test; the server of it is not there. */
class FakeSocket extends EventTarget {
  static readonly made: FakeSocket[] = [];
  readonly url: string;
  readonly sent: string[] = [];
  readyState = 1;

  constructor(url: string) {
    super();
    this.url = url;
    FakeSocket.made.push(this);
  }

  send(data: string): void {
    this.sent.push(data);
  }

  close(code = 1000): void {
    this.readyState = 3;
    this.dispatchEvent(Object.assign(new Event('close'), { code, reason: 'why' }));
  }

  receive(message: object): void {
    this.dispatchEvent(new MessageEvent('message', { data: JSON.stringify(message) }));
  }

  greet(): void {
    this.receive({ type: 'connected', client_id: 'c', newest_event_id: 0, missed: false });
  }

  tell(eventId: number): void {
    this.receive({ event: 'organize_progress', event_id: eventId, data: { job_id: 'j1' } });
  }
}

let tickets = 0;
const fetch = async () => Response.json({ ticket: `ticket ${++tickets}` }, { status: 201 });
const client = new FileOrganizerClient({
  baseUrl: 'http://localhost:1/api',
  fetch,
  WebSocket: FakeSocket,
});

beforeEach(() => {
  vi.useFakeTimers();
  FakeSocket.made.length = 0;
  tickets = 0;
});
afterEach(() => vi.useRealTimers());

/** The connection with such a number, from 0, once it is made. */
async function socket(number: number): Promise<FakeSocket> {
  for (let tries = 0; tries < 100; tries++) {
    const made = FakeSocket.made[number];
    if (made) return made;
    await vi.advanceTimersByTimeAsync(1_000);
  }
  throw new Error(`There was no connection ${number}`);
}

test('the stream connects with a ticket instead of a key', async () => {
  const events = client.events.connect({ clientId: 'desk', lastEventId: 41, jobId: 'j1' });
  const { url, sent } = await socket(0);
  expect(url).toBe('ws://localhost:1/api/api/v1/ws/desk?ticket=ticket%201&last_event_id=41');
  FakeSocket.made[0]?.greet();
  expect(sent).toEqual([JSON.stringify({ type: 'subscribe', job_id: 'j1' })]);
  events.close();
});

test('each connection resumes after the last event with a new ticket', async () => {
  const events = client.events.connect();
  (await socket(0)).greet();
  (await socket(0)).tell(7);
  (await socket(0)).close(1006);
  expect((await socket(1)).url).toContain('ticket=ticket%202&last_event_id=7');
  events.close();
});

test('a stream that is not read disconnects when its buffer is full', async () => {
  const events = client.events.connect();
  const first = await socket(0);
  first.greet();
  for (let at = 1; at <= 1_000; at++) first.tell(at);
  expect(first.readyState).toBe(3);
  await vi.advanceTimersByTimeAsync(120_000);
  expect(FakeSocket.made).toHaveLength(1);
  const reader = events[Symbol.asyncIterator]();
  for (let at = 1; at <= 1_000; at++) await reader.next();
  const next = reader.next();
  expect((await socket(1)).url).toContain('last_event_id=1000');
  (await socket(1)).tell(1_001);
  expect((await next).value?.eventId).toBe(1_001);
  events.close();
});

test('a connection that does not answer a ping is replaced', async () => {
  const events = client.events.connect();
  const first = await socket(0);
  first.greet();
  await vi.advanceTimersByTimeAsync(30_000);
  expect(first.sent).toContain(JSON.stringify({ type: 'ping' }));
  first.receive({ type: 'pong' });
  await vi.advanceTimersByTimeAsync(30_000);
  expect(first.readyState).toBe(1);
  await vi.advanceTimersByTimeAsync(60_000);
  expect(first.readyState).toBe(3);
  await socket(1);
  events.close();
});

test.each([1003, 1007, 1008, 1009, 4009])('close code %i ends a stream', async (code) => {
  const events = client.events.connect();
  (await socket(0)).greet();
  (await socket(0)).close(code);
  await expect(events[Symbol.asyncIterator]().next()).rejects.toThrow(ConnectionError);
  await vi.advanceTimersByTimeAsync(120_000);
  expect(FakeSocket.made).toHaveLength(1);
});

test.each([1001, 1006, 1011, 1013, 4001])('close code %i reconnects', async (code) => {
  const events = client.events.connect();
  (await socket(0)).greet();
  (await socket(0)).close(code);
  expect((await socket(1)).readyState).toBe(1);
  events.close();
});

test('a stream without a WebSocket asks for one', async () => {
  vi.stubGlobal('WebSocket', undefined);
  const bare = new FileOrganizerClient({ baseUrl: 'http://localhost:1', fetch });
  vi.unstubAllGlobals();
  await expect(bare.events.connect().connected).rejects.toThrow('pass one');
});

test.each<[string, (signal: AbortSignal) => AsyncIterable<unknown>]>([
  ['in the first argument', (signal) => client.events.connect({ signal })],
  ['in the second argument', (signal) => client.events.connect({}, { signal })],
  [
    'next to options in the first argument',
    (signal) => client.events.connect({ clientId: 'a' }, { signal }),
  ],
])('a signal %s ends a stream', async (_, connect) => {
  const controller = new AbortController();
  const next = connect(controller.signal)[Symbol.asyncIterator]().next();
  (await socket(0)).greet();
  controller.abort();
  await expect(next).rejects.toThrow(AbortError);
  expect((await socket(0)).readyState).toBe(3);
});

test('undefined options are ignored', async () => {
  const events = client.events.connect({
    clientId: undefined,
    lastEventId: undefined,
    jobId: undefined,
    signal: undefined,
    onMissed: undefined,
  });
  expect((await socket(0)).url).toMatch(/\/ws\/[0-9a-f]{32}\?ticket=ticket%201$/);
  events.close();
});

test.each<[object[], string]>([
  [[{ jobID: 'j1' }], 'events.connect has no option "jobID": did you mean "jobId"?'],
  [[{}, { timeout: 5 }], 'events.connect has no option "timeout"'],
  [[{}, {}, {}], 'events.connect was called with too many arguments'],
  [[{ signal: new AbortController().signal }, { signal: new AbortController().signal }], 'twice'],
  [[{ clientId: '..%' }], '"clientId" must be 1 to 64 letters, digits, ".", "_" or "-"'],
  [[{ clientId: '' }], '"clientId" must be'],
  [[{ lastEventId: -1 }], '"lastEventId" must be a whole number, 0 or more'],
])('invalid options %j are refused without connecting', (options, message) => {
  const connect: (...args: object[]) => unknown = client.events.connect.bind(client.events);
  expect(() => connect(...options)).toThrow(TypeError);
  expect(() => connect(...options)).toThrow(message);
});

test('a refused ticket ends a stream', async () => {
  const events = client.events.connect({ jobId: 'no id of a job' });
  (await socket(0)).greet();
  (await socket(0)).receive({ type: 'refused', code: 'invalid_message', message: 'No such id' });
  await expect(events[Symbol.asyncIterator]().next()).rejects.toThrow('No such id');
});

test.each<[string, (one: FakeSocket) => void]>([
  ['is not JSON', (one) => one.dispatchEvent(new MessageEvent('message', { data: '<html>' }))],
  ['its listener fails on', (one) => one.receive({ type: 'connected', missed: true })],
])('the error for a message that %s is thrown to the reader', async (_, send) => {
  const onMissed = () => {
    throw new SyntaxError('mine');
  };
  const events = client.events.connect({ onMissed });
  send(await socket(0));
  await expect(events[Symbol.asyncIterator]().next()).rejects.toThrow(SyntaxError);
});

test('an error of middleware while requesting a ticket ends a stream', async () => {
  const failing = new FileOrganizerClient({
    middleware: [
      async () => {
        throw new RangeError('mine');
      },
    ],
    WebSocket: FakeSocket,
  });
  await expect(failing.events.connect().connected).rejects.toThrow(RangeError);
});

/** The states that a stream has been in, without their times. */
function follow(): {
  readonly events: ReturnType<typeof client.events.connect>;
  states: unknown[];
} {
  const states: unknown[] = [];
  const onState = ({ status, ...rest }: StreamState) => {
    const { retryAt, cause, ...told } = rest as { retryAt?: Date; cause?: unknown };
    states.push([status, ...Object.values(told)]);
  };
  return { events: client.events.connect({ onState }), states };
}

test('a stream reports when its connection is opened, lost, tried again and closed', async () => {
  const { events, states } = follow();
  (await socket(0)).greet();
  (await socket(0)).close(1006);
  await vi.advanceTimersByTimeAsync(0);
  expect(events.state).toMatchObject({ status: 'waiting', failures: 0 });
  (await socket(1)).close(1006);
  await vi.advanceTimersByTimeAsync(0);
  expect(events.state).toMatchObject({ status: 'waiting', failures: 1 });
  (await socket(2)).receive({ type: 'connected', newest_event_id: 0, missed: true });
  events.close();
  expect(states).toEqual([
    ['connected', false, false],
    ['waiting', 0],
    ['connecting'],
    ['waiting', 1],
    ['connecting'],
    ['connected', true, true],
    ['closed'],
  ]);
});

test('a waiting stream says when it tries again, and does so then', async () => {
  const { events } = follow();
  (await socket(0)).greet();
  (await socket(0)).close(1006);
  await vi.advanceTimersByTimeAsync(0);
  const { state } = events;
  const retryAt = state.status === 'waiting' ? state.retryAt : undefined;
  await vi.advanceTimersByTimeAsync(Number(retryAt) - Date.now() + 1);
  expect(FakeSocket.made).toHaveLength(2);
  events.close();
});

test('`check` makes a waiting stream try again at once', async () => {
  const { events } = follow();
  for (let at = 0; at < 8; at++) (await socket(at)).close(1006);
  await vi.advanceTimersByTimeAsync(0);
  events.check();
  await vi.advanceTimersByTimeAsync(0);
  expect(FakeSocket.made).toHaveLength(9);
  events.close();
});

test('a connection that is doubted is replaced unless a ping is answered soon', async () => {
  const { events } = follow();
  const first = await socket(0);
  first.greet();
  events.check();
  expect(first.sent).toEqual([JSON.stringify({ type: 'ping' })]);
  first.receive({ type: 'pong' });
  await vi.advanceTimersByTimeAsync(5_000);
  expect(events.state.status).toBe('connected');
  // It does not even take part in closing.
  first.close = () => {};
  events.check();
  await vi.advanceTimersByTimeAsync(5_000);
  expect(events.state.status).not.toBe('connected');
  events.close();
});

test('the last state of a refused stream has the cause', async () => {
  const { events } = follow();
  (await socket(0)).greet();
  (await socket(0)).close(4009);
  await vi.advanceTimersByTimeAsync(0);
  expect(events.state).toMatchObject({ status: 'closed', cause: expect.any(ConnectionError) });
});

test('an error of a listener to states is thrown to the reader', async () => {
  const onState = () => {
    throw new RangeError('mine');
  };
  const events = client.events.connect({ onState });
  (await socket(0)).greet();
  await expect(events[Symbol.asyncIterator]().next()).rejects.toThrow(RangeError);
});

test('notices of changed files are given to onMessage', async () => {
  const notices: FilesChangedMessage[] = [];
  const events = client.events.connect({ onMessage: (message) => notices.push(message) });
  (await socket(0)).greet();
  (await socket(0)).receive({ type: 'files_changed', folders: ['/a'], trash: false });
  (await socket(0)).receive({ type: 'pong' });
  expect(notices).toEqual([{ type: 'files_changed', folders: ['/a'], trash: false }]);
  events.close();
});
