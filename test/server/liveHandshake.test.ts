/** The handshake of the live connection. */
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { passInDatabase } from '../support/database.ts';
import type { ProblemBody } from '../support/library.ts';
import { handshake, LiveClient, ticketFor } from '../support/liveClient.ts';
import { adminKey, startTestServer, type TestServer } from '../support/testServer.ts';

describe('a handshake', () => {
  let server: TestServer;
  beforeAll(async () => {
    server = await startTestServer({ corsOrigins: ['https://friend.example'] });
  });
  afterAll(() => server.end());

  const path = '/api/v1/ws/client';
  const refused = async (
    target: string,
    headers: Record<string, string> = { 'X-API-Key': adminKey },
  ) => {
    const response = await handshake(server, target, headers);
    expect(response.headers.get('X-Request-Id')).toBeTruthy();
    const body = (await response.json()) as ProblemBody;
    return [`${response.status} ${body.code}`, body] as const;
  };

  it('with a ticket is accepted once', async () => {
    const ticket = await ticketFor(server);
    const client = await LiveClient.connect(server, { query: `?ticket=${ticket}`, headers: {} });
    await client.close();
    const [problem, body] = await refused(`${path}?ticket=${ticket}&last_event_id=1`, {});
    expect(problem).toBe('401 invalid_credentials');
    expect(body.instance).not.toContain(ticket);
  });

  it('with a ticket is accepted once of many concurrent ones', async () => {
    const ticket = await ticketFor(server);
    const all = Array.from({ length: 10 }, (_, at) =>
      handshake(server, `${path}-${at + 1}?ticket=${ticket}`, {}),
    );
    const statuses = (await Promise.all(all)).map(({ status }) => status);
    expect(statuses.toSorted()).toEqual([101, ...Array(9).fill(401)]);
  });

  it('with an expired ticket is refused', async () => {
    const ticket = await ticketFor(server);
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 30_000 });
    await passInDatabase(server, 30_000);
    try {
      expect((await refused(`${path}?ticket=${ticket}`, {}))[0]).toBe('401 invalid_credentials');
    } finally {
      vi.useRealTimers();
    }
  });

  it('does not negotiate compression', async () => {
    const asked = { 'X-API-Key': adminKey, 'Sec-WebSocket-Extensions': 'permessage-deflate' };
    const { status, headers } = await handshake(server, path, asked);
    expect([status, headers.get('Sec-WebSocket-Extensions')]).toEqual([101, null]);
  });

  it('with a key or token in the URL is refused', async () => {
    const token = await server.tokens.issue('somebody', ['admin']);
    for (const secret of [adminKey, token]) {
      expect((await refused(`${path}?ticket=${secret}`, {}))[0]).toBe('401 invalid_credentials');
      expect((await refused(`${path}?api_key=${secret}`, {}))[0]).toBe('401 missing_credentials');
    }
  });

  it.each([
    ['another origin', 'https://foe.example'],
    ['a null origin', 'null'],
    ['another port', 'http://localhost:1'],
  ])('from a page of %s is refused', async (_what, origin) => {
    const [problem] = await refused(path, { 'X-API-Key': adminKey, Origin: origin });
    expect(problem).toBe('403 origin_not_allowed');
  });

  it('from a page of its own or an allowed origin is accepted', async () => {
    for (const Origin of [server.url, 'https://friend.example']) {
      expect((await handshake(server, path, { 'X-API-Key': adminKey, Origin })).status).toBe(101);
    }
  });

  it.each([
    ['a bad client id', '/api/v1/ws/a%20b', {}, '400 invalid_request'],
    ['a bad last event', `${path}?last_event_id=-1`, {}, '400 invalid_request'],
    ['an invalid last event', `${path}?last_event_id=1e400`, {}, '400 invalid_request'],
    ['two last events', `${path}?last_event_id=1&last_event_id=2`, {}, '400 invalid_request'],
    ['a bad key', path, { 'Sec-WebSocket-Key': 'short' }, '400 invalid_request'],
    ['a bad subprotocol', path, { 'Sec-WebSocket-Protocol': ',,' }, '400 invalid_request'],
    ['another version', path, { 'Sec-WebSocket-Version': '8' }, '426 upgrade_required'],
    ['an unknown path', '/api/v1/nothing', {}, '404 not_found'],
  ])('with %s is refused', async (_what, target, headers, problem) => {
    expect((await refused(target, { 'X-API-Key': adminKey, ...headers }))[0]).toBe(problem);
  });

  it('of another protocol is ignored', async () => {
    const response = await handshake(server, '/api/v1/files', {
      'X-API-Key': adminKey,
      Upgrade: 'h2c',
    });
    expect(response.status).toBe(200);
  });

  it('for an ordinary operation gets the ordinary response', async () => {
    const response = await handshake(server, '/api/v1/files', { 'X-API-Key': adminKey });
    expect(response.status).toBe(200);
    expect(await response.json()).toMatchObject({ items: [] });
  });
});
