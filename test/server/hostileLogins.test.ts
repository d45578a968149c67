/** Bodies that anybody can send without credentials, made to cost as much as they can. */
import { describe, expect, it } from 'vitest';
import { password, serverPerFile, startTestServer } from '../support/testServer.ts';
import { answersOn, dial, headOf, send } from '../support/wire.ts';

const server = serverPerFile();

type Problem = {
  readonly code: string;
  readonly detail: string;
  readonly errors?: readonly { readonly pointer: string; readonly message: string }[];
  readonly more_errors?: number;
};

const post = (path: string, body: string) =>
  fetch(`${server.url}/api/v1${path}`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body,
  });
const asAdministrator = (path: string, body: string) =>
  server.fetch(`/api/v1${path}`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body,
  });
const problemIn = async (response: Response, status: number) => {
  const text = await response.text();
  expect(response.status, text).toBe(status);
  return { length: text.length, problem: JSON.parse(text) as Problem };
};
/** An object with so many members that nobody knows. */
const unknownKeys = (count: number, rest = '') =>
  `{${rest}${Array.from({ length: count }, (_, at) => `"k${at}":0`).join()}}`;

describe.each(['/auth/login', '/auth/refresh'])('%s', (path) => {
  it('refuses a body of 80,000 unknown keys by its size', async () => {
    const { length, problem } = await problemIn(await post(path, unknownKeys(80_000)), 413);
    expect(problem.detail).toContain('16384 bytes');
    expect(problem.errors).toBeUndefined();
    expect(length).toBeLessThan(500);
  });

  it('refuses a body in chunks once it is too large', async () => {
    const chunk = `1000\r\n${' '.repeat(4096)}\r\n`;
    const head = headOf('POST', `/api/v1${path}`, {
      'Content-Type': 'application/json',
      'Transfer-Encoding': 'chunked',
    });
    expect((await send(server, head, chunk.repeat(5), '0\r\n\r\n')).status).toBe(413);
  });

  it('lists 20 invalid fields with the number of others', async () => {
    const { length, problem } = await problemIn(await post(path, unknownKeys(1_500)), 400);
    expect(problem.errors).toHaveLength(20);
    const required = path === '/auth/login' ? 2 : 1;
    expect(problem.more_errors).toBe(1_500 + required - 20);
    expect(length).toBeLessThan(5_000);
  });

  it('omits the number of others if all are listed', async () => {
    const { problem } = await problemIn(await post(path, '{}'), 400);
    expect(problem.more_errors).toBeUndefined();
  });
});

it('gives up on a body that stalls', async () => {
  const hasty = await startTestServer({}, { bodyTime: 50 });
  try {
    const socket = await dial(hasty);
    const head = { 'Content-Type': 'application/json', 'Content-Length': 100 };
    socket.write(`${headOf('POST', '/api/v1/auth/login', head)}{"user`);
    const [answer] = await answersOn(socket, 2);
    expect(answer?.status).toBe(408);
    expect(answer?.headers.get('Connection')).toBe('close');
  } finally {
    await hasty.end();
  }
});

it('gives up on a body of one byte at a time', async () => {
  const hasty = await startTestServer({}, { bodyTime: 200 });
  const socket = await dial(hasty);
  const head = { 'Content-Type': 'application/json', 'Content-Length': 1_000 };
  socket.write(headOf('POST', '/api/v1/auth/login', head));
  const dripping = setInterval(() => socket.write(' '), 20);
  try {
    const [answer] = await answersOn(socket, 1);
    expect(answer?.status).toBe(408);
  } finally {
    clearInterval(dripping);
    socket.destroy();
    await hasty.end();
  }
});

it('refuses a body while 64 others are pending', async () => {
  const own = await startTestServer();
  const head = headOf('POST', '/api/v1/auth/login', {
    'Content-Type': 'application/json',
    'Content-Length': 1_000_000,
  });
  const late = await Promise.all(Array.from({ length: 64 }, () => dial(own)));
  try {
    for (const socket of late) socket.write(head);
    const last = await dial(own);
    last.write(head);
    const [answer] = await answersOn(last, 1);
    expect([answer?.status, answer?.headers.get('Connection')]).toEqual([413, 'close']);
    expect(late.filter(({ bytesRead }) => bytesRead > 0)).toEqual([]);
  } finally {
    for (const socket of late) socket.destroy();
    await own.end();
  }
});

describe('JSON of an authenticated client', () => {
  it.each([
    ['nested lists', `{"path":"/","methodology":"type","options":${'['.repeat(500_000)}`, 'nest'],
    ['nested objects', '{"a":'.repeat(100_000), 'nest'],
    [
      'a list of objects',
      `{"path":"/","methodology":"type","options":{"exclude":[${'{},'.repeat(300_000)}{}]}}`,
      'values',
    ],
    ['an object of many members', unknownKeys(80_000), 'values'],
  ])('with %s is refused before parsing with one error', async (_what, body, word) => {
    const { problem } = await problemIn(await asAdministrator('/organize/scan', body), 400);
    expect(problem.errors).toHaveLength(1);
    expect(problem.errors?.[0]?.pointer).toBe('#/body');
    expect(problem.errors?.[0]?.message).toContain(word);
  });

  it('gets 20 errors for 5,000 invalid items', async () => {
    const body = JSON.stringify({
      job_id: '0198c0de-7a11-7000-8000-000000000001',
      keep: 'newest',
      spare: Array.from({ length: 5_000 }, () => ({})),
    });
    const { problem } = await problemIn(await asAdministrator('/dedupe/execute', body), 400);
    expect([problem.errors?.length, problem.more_errors]).toEqual([20, 4_980]);
  });
});

it('a query with 2,000 unknown parameters gets 20 errors', async () => {
  const query = Array.from({ length: 2_000 }, (_, at) => `${at}=`).join('&');
  const { problem } = await problemIn(await server.fetch(`/api/v1/files?${query}`), 400);
  expect([problem.errors?.length, problem.more_errors]).toEqual([20, 1_980]);
});

describe('limits', () => {
  const strict = serverPerFile({ rateLimitScale: 1 });

  const signIn = (body: object, path = 'login') =>
    fetch(`${strict.url}/api/v1/auth/${path}`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify(body),
    });
  const failuresLeft = async () => {
    const metrics = await strict.fetch('/api/v1/metrics');
    return /rate_limited_requests_total\{policy="failures"\} (\d+)/.exec(await metrics.text())?.[1];
  };

  it('count invalid logins without affecting other accounts', async () => {
    for (let count = 0; count < 100; count++) {
      const response = await signIn({ username: `name-${count}`, password: 0 });
      expect(response.status).toBe(400);
    }
    const wrong = { username: 'admin', password: 'wrong' };
    expect((await signIn({ username: 'admin', password })).status).toBe(200);
    expect((await signIn(wrong)).status).toBe(401);
    expect((await signIn(wrong)).status).toBe(401);
    const refused = await signIn(wrong);
    expect(refused.status).toBe(429);
    expect(refused.headers.get('RateLimit-Policy')).toBe('"failures";q=100;w=60');
    expect(await failuresLeft()).toBe('1');
    expect((await signIn({ username: 'name-1', password })).status).toBe(401);
  });

  it('of one refresh token do not affect another', async () => {
    for (let count = 0; count < 10; count++) {
      await signIn({ refresh_token: 'fr_other' }, 'refresh');
      await fetch(`${strict.url}/api/v1/auth/refresh`, { method: 'POST', body: 'x' });
    }
    const { refreshToken } = await strict.sessions.begin(await strict.users.administrator());
    expect((await signIn({ refresh_token: refreshToken }, 'refresh')).status).toBe(200);
  });
});
