/** Where and how often requests are sent. */
import { describe, expect, onTestFinished, test, vi } from 'vitest';
import { readJson } from './answers.ts';
import { writeBytes, writeJson } from './bodies.ts';
import { call } from './call.ts';
import { connectClient } from './client.ts';
import { createConnection } from './connection.ts';
import { givenProof } from './credentials.ts';
import { AbortError, ConnectionError, ServerError, TimeoutError } from './errors.ts';
import type { Operation } from './operation.ts';
import { randomId } from './randomId.ts';
import { apiKey } from './security.ts';
import { connectTo } from './testing/connect.ts';
import { type Scripted, scriptedServer } from './testing/scriptedServer.ts';

const get: Operation = {
  id: 'things.get',
  method: 'GET',
  path: '/things',
  answers: [{ mediaType: 'application/json', read: readJson }],
};
const post: Operation = {
  ...get,
  id: 'things.create',
  method: 'POST',
  bodies: [{ mediaType: 'application/json', write: writeJson, argument: 'body' }],
};
const soon: Scripted = { status: 503, headers: { 'retry-after': '0' } };

describe('the server', () => {
  test('is the one of the API', async () => {
    const { url, received } = await scriptedServer();
    await call(createConnection({ baseUrl: `${url}/v1/` }), get, []);
    expect(received[0]?.url).toBe('/v1/things');
  });

  test('is the one of the operation', async () => {
    const { url, received } = await scriptedServer();
    const connection = createConnection({ baseUrl: 'http://localhost:1' });
    await call(connection, { ...get, server: `${url}/own` }, []);
    expect(received[0]?.url).toBe('/own/things');
  });

  test('of the operation may be relative', async () => {
    const { url, received } = await scriptedServer();
    const connection = createConnection({ baseUrl: `${url}/v1` });
    await call(connection, { ...get, server: '/v2' }, []);
    expect(received[0]?.url).toBe('/v2/things');
  });

  test('of the operation gets its credentials', async () => {
    const { url, received } = await scriptedServer();
    const scheme = { option: 'apiKey', prepare: apiKey, in: 'header', name: 'X-Key' } as const;
    const api = { baseUrl: 'http://localhost:1', schemes: [scheme], authenticate: givenProof };
    const connection = createConnection(api, Object.assign({ timeout: 9_000 }, { apiKey: 'k1' }));
    await call(connection, { ...get, server: url, security: [[scheme]] }, []);
    expect(received[0]?.headers['x-key']).toBe('k1');
  });

  test('is the one that the client was given, for every operation', async () => {
    const { url, received } = await scriptedServer();
    const connection = createConnection({ baseUrl: 'http://localhost:1' }, { baseUrl: url });
    await call(connection, { ...get, server: 'http://localhost:2' }, []);
    expect(received).toHaveLength(1);
  });

  test('is the one of the environment', async () => {
    const { url, received } = await scriptedServer();
    vi.stubEnv('API_BASE_URL', url);
    onTestFinished(() => {
      vi.unstubAllEnvs();
    });
    await call(createConnection({ baseUrl: 'http://localhost:1' }), get, []);
    expect(received).toHaveLength(1);
  });

  test('must be known when a call is made', async () => {
    await expect(call(createConnection({}), get, [])).rejects.toThrow(
      new TypeError('baseUrl is missing: pass the URL of the API'),
    );
  });
});

describe('a temporary failure', () => {
  test('is tried again', async () => {
    const { connection, received } = await connectTo([soon, soon, {}], {}, { maxRetries: 2 });
    await call(connection, get, []);
    expect(received).toHaveLength(3);
  });

  test('is thrown after the last attempt', async () => {
    const { connection, received } = await connectTo(soon, {}, { maxRetries: 2 });
    await expect(call(connection, get, [])).rejects.toThrow(ServerError);
    expect(received).toHaveLength(3);
  });

  test('is not tried again if the operation could be carried out twice', async () => {
    const { connection, received } = await connectTo(soon, {}, { maxRetries: 2 });
    await expect(call(connection, post, [{ body: 1 }])).rejects.toThrow(ServerError);
    expect(received).toHaveLength(1);
  });

  test('is tried again with the same idempotency key', async () => {
    const { connection, received } = await connectTo([soon, {}], {}, { maxRetries: 2 });
    await call(
      connection,
      { ...post, idempotencyKey: { header: 'X-Request-Key', make: randomId } },
      [{ body: 1 }],
    );
    const keys = received.map(({ headers }) => headers['x-request-key']);
    expect([keys.length, new Set(keys).size, keys[0]?.length]).toEqual([2, 1, 32]);
  });

  test('of a problem that does not last is tried again', async () => {
    const { connection, received } = await connectTo(
      [{ status: 409, json: { code: 'busy' }, headers: { 'retry-after': '0' } }, {}],
      { retriedProblems: ['busy'] },
      { maxRetries: 1 },
    );
    await call(connection, get, []);
    expect(received).toHaveLength(2);
  });

  test('is not tried again with a stream, which is gone', async () => {
    const { connection, received } = await connectTo(soon, {}, { maxRetries: 2 });
    const put: Operation = {
      ...get,
      method: 'PUT',
      bodies: [{ mediaType: '*/*', write: writeBytes, argument: 'content' }],
    };
    const content = new Blob(['a']).stream();
    await expect(call(connection, put, [{ content }])).rejects.toThrow(ServerError);
    expect(received).toHaveLength(1);
  });

  test('of the connection while the body arrives is tried again', async () => {
    const { connection } = await connectTo(
      [
        (response) => {
          response.writeHead(200, { 'content-length': '10' });
          response.write('{', () => response.destroy());
        },
        { json: 1 },
      ],
      {},
      { maxRetries: 1 },
    );
    expect(await call(connection, get, [])).toBe(1);
  });
});

describe('a call', () => {
  const never: Scripted = () => {};

  test('ends after its timeout', async () => {
    const { connection } = await connectTo(never);
    await expect(call(connection, get, [{ timeout: 50 }])).rejects.toThrow(TimeoutError);
  });

  test('ends with its signal', async () => {
    const { connection } = await connectTo(never);
    const signal = AbortSignal.timeout(50);
    await expect(call(connection, get, [{ signal }])).rejects.toThrow(AbortError);
  });

  test('says why there is no connection', async () => {
    const connection = createConnection({ baseUrl: 'http://127.0.0.1:1' }, { maxRetries: 0 });
    await expect(call(connection, get, [])).rejects.toThrow(ConnectionError);
  });

  test('follows no redirect', async () => {
    const other = await scriptedServer();
    const { connection } = await connectTo({ status: 307, headers: { location: other.url } });
    await expect(call(connection, get, [])).rejects.toThrow(`The server redirects to ${other.url}`);
    expect(other.received).toEqual([]);
  });

  test('has the headers of its client', async () => {
    const { connection, received } = await connectTo({}, {}, { headers: { 'X-Tenant': 'a' } });
    await call(connection, get, []);
    expect(received[0]?.headers['x-tenant']).toBe('a');
  });

  test('may leave out a header of its client', async () => {
    const { connection, received } = await connectTo({}, {}, { headers: { 'X-Tenant': 'a' } });
    await call(connection, get, [{ headers: { 'x-tenant': null } }]);
    expect(received[0]?.headers['x-tenant']).toBeUndefined();
  });

  test.each([
    [[{ other: 1 }], 'things.get has no option "other"'],
    [[{}, {}], 'things.get was called with too many arguments'],
    [['a'], 'things.get expects an object of fields or options'],
  ])('with the arguments %j is refused', async (args, message) => {
    const connection = createConnection({ baseUrl: 'http://127.0.0.1:1' });
    await expect(call(connection, get, args)).rejects.toThrow(new TypeError(message));
  });
});

test('a client refuses options that it does not have', () => {
  expect(() => connectClient({}, Object.assign({ timeout: 9_000 }, { baseURL: '' }))).toThrow(
    'ApiClient has no option "baseURL": did you mean "baseUrl"?',
  );
});

test('an upload with progress does not use XMLHttpRequest, which follows redirects, with an API key', async () => {
  vi.stubGlobal('document', {});
  vi.stubGlobal(
    'XMLHttpRequest',
    class {
      constructor() {
        throw new RangeError('XMLHttpRequest was used');
      }
    },
  );
  onTestFinished(() => {
    vi.unstubAllGlobals();
  });
  const scheme = { option: 'apiKey', prepare: apiKey, in: 'header', name: 'Any-Name' } as const;
  const { connection, received } = await connectTo(
    {},
    { schemes: [scheme], authenticate: givenProof },
    { apiKey: 'k1' },
  );
  const put: Operation = {
    ...get,
    method: 'PUT',
    security: [[scheme]],
    bodies: [{ mediaType: '*/*', write: writeBytes, argument: 'content' }],
  };
  const onProgress = vi.fn();
  await call(connection, put, [{ content: new Blob(['abc']) }, { onProgress }]);
  expect([received.length, onProgress.mock.lastCall]).toEqual([1, [{ loaded: 3, total: 3 }]]);
});
