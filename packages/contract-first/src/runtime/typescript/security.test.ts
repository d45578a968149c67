/** Credentials, as servers receive them. */
import { describe, expect, test } from 'vitest';
import { writeBytes } from './bodies.ts';
import { call } from './call.ts';
import { createConnection } from './connection.ts';
import { givenProof } from './credentials.ts';
import { AuthenticationError, ServerError } from './errors.ts';
import type { Api, Operation, Requirement, SecurityScheme } from './operation.ts';
import { apiKey, basic, bearer, headerKey, httpScheme, oauth2 } from './security.ts';
import { connectTo } from './testing/connect.ts';
import { type Received, type Scripted, scriptedServer } from './testing/scriptedServer.ts';

const key: SecurityScheme = { option: 'apiKey', prepare: apiKey, in: 'header', name: 'X-API-Key' };
const inQuery: SecurityScheme = { option: 'queryKey', prepare: apiKey, in: 'query', name: 'key' };
const inCookie: SecurityScheme = {
  option: 'cookieKey',
  prepare: apiKey,
  in: 'cookie',
  name: 'sid',
};
const token: SecurityScheme = { option: 'token', prepare: bearer };
const user: SecurityScheme = { option: 'user', prepare: basic };
const digest: SecurityScheme = { option: 'digest', prepare: httpScheme, scheme: 'Digest' };
const client: SecurityScheme = { option: 'client', prepare: oauth2, tokenUrl: '/token' };
const schemes = [key, inQuery, inCookie, token, user, digest, client];
const api: Api = { schemes, authenticate: givenProof };

const get = (...security: Requirement[]): Operation => ({
  id: 'things.get',
  method: 'GET',
  path: '/things',
  security,
});

type Options = Readonly<Record<string, unknown>>;

async function sentWith(options: Options, ...security: Requirement[]): Promise<Received> {
  const { connection, received } = await connectTo({}, api, options);
  await call(connection, get(...security), []);
  const [request] = received;
  if (!request) throw new Error('No request has arrived');
  return request;
}

test('an API key is sent in a header', async () => {
  const { headers } = await sentWith({ apiKey: 'k1' }, [key]);
  expect(headers['x-api-key']).toBe('k1');
});

test('an API key that is only for headers is sent in one', async () => {
  const only: SecurityScheme = { ...key, prepare: headerKey };
  const { connection, received } = await connectTo(
    {},
    { schemes: [only], authenticate: givenProof },
    { apiKey: 'k1' },
  );
  await call(connection, get([only]), []);
  expect(received[0]?.headers['x-api-key']).toBe('k1');
});

test('an API key is sent in the query, after what is there', async () => {
  const { connection, received } = await connectTo({}, api, { queryKey: 'k&1' });
  await call(connection, { ...get([inQuery]), path: '/things?a=%20' }, []);
  expect(received[0]?.url).toBe('/things?a=%20&key=k%261');
});

test('an API key is sent in a cookie, beside others', async () => {
  const { connection, received } = await connectTo({}, api, { cookieKey: 'k1' });
  await call(connection, get([inCookie]), [{ headers: { cookie: 'a=b' } }]);
  expect(received[0]?.headers.cookie).toBe('a=b; sid=k1');
});

test('a user name and a password are sent as UTF-8', async () => {
  const { headers } = await sentWith({ user: { username: 'ä', password: 'p:w' } }, [user]);
  expect(headers.authorization).toBe(`Basic ${Buffer.from('ä:p:w').toString('base64')}`);
});

test('a token is sent', async () => {
  const { headers } = await sentWith({ token: 't1' }, [token]);
  expect(headers.authorization).toBe('Bearer t1');
});

test('other schemes are sent by their name', async () => {
  const { headers } = await sentWith({ digest: 'username="a", realm="b"' }, [digest]);
  expect(headers.authorization).toBe('Digest username="a", realm="b"');
});

test('the first alternative is sent whose credentials were given', async () => {
  const { headers } = await sentWith(
    { token: 't1', user: { username: 'a', password: 'b' } },
    [key],
    [token],
    [user],
  );
  expect([headers['x-api-key'], headers.authorization]).toEqual([undefined, 'Bearer t1']);
});

test('credentials that belong together are sent together', async () => {
  const { headers, url } = await sentWith({ apiKey: 'k1', queryKey: 'q1' }, [key, inQuery]);
  expect([headers['x-api-key'], url]).toEqual(['k1', '/things?key=q1']);
});

test('an alternative is not sent if a part of it is missing', async () => {
  const { headers } = await sentWith({ apiKey: 'k1', token: 't1' }, [key, inQuery], [token]);
  expect([headers['x-api-key'], headers.authorization]).toEqual([undefined, 'Bearer t1']);
});

test('credentials are sent even if they are optional', async () => {
  expect((await sentWith({ apiKey: 'k1' }, [], [key])).headers['x-api-key']).toBe('k1');
});

test('no credentials are sent to operations without security', async () => {
  const { connection, received } = await connectTo({}, api, { apiKey: 'k1', token: 't1' });
  await call(connection, { id: 'things.get', method: 'GET', path: '/' }, []);
  expect(received[0]?.headers['x-api-key']).toBeUndefined();
});

test('no credentials are sent to another origin', async () => {
  const other = await scriptedServer();
  const { connection } = await connectTo({}, api, {
    apiKey: 'k1',
    queryKey: 'k2',
    middleware: [(request, next) => next({ ...request, url: other.url })],
  });
  await call(connection, get([key, inQuery]), []);
  expect([other.received[0]?.headers['x-api-key'], other.received[0]?.url]).toEqual([
    undefined,
    '/',
  ]);
});

test('middleware does not see credentials', async () => {
  const seen: string[] = [];
  const { connection } = await connectTo({}, api, {
    queryKey: 'hidden',
    apiKey: 'hidden',
    middleware: [
      (request, next) => {
        seen.push(request.url, ...request.headers.values());
        return next(request);
      },
    ],
  });
  await call(connection, get([key, inQuery]), []);
  expect(seen.join()).not.toContain('hidden');
});

describe('credentials of the environment', () => {
  const named: SecurityScheme = { ...key, environment: ['TEST_KEY'] };
  const pair: SecurityScheme = { ...user, environment: ['TEST_USER', 'TEST_PASSWORD'] };
  const sent = async (variables: Options, options: Options) => {
    for (const [name, value] of Object.entries(variables)) process.env[name] = String(value);
    const { connection, received } = await connectTo(
      {},
      { schemes: [token, named, pair], authenticate: givenProof },
      options,
    );
    for (const name of Object.keys(variables)) delete process.env[name];
    await call(connection, get([token], [named], [pair]), []);
    return received[0]?.headers;
  };

  test('are sent if none are given', async () => {
    expect((await sent({ API_TEST_KEY: 'k1' }, {}))?.['x-api-key']).toBe('k1');
  });

  test('are not sent if others are given', async () => {
    const headers = await sent({ API_TEST_KEY: 'k1' }, { token: 't1' });
    expect([headers?.['x-api-key'], headers?.authorization]).toEqual([undefined, 'Bearer t1']);
  });

  test('may be a user name and a password', async () => {
    const headers = await sent({ API_TEST_USER: 'a', API_TEST_PASSWORD: 'b' }, {});
    expect(headers?.authorization).toBe(`Basic ${btoa('a:b')}`);
  });
});

describe('credentials that are wrong', () => {
  test.each<[Options, string]>([
    [{ apiKey: 'ä hidden' }, 'apiKey must contain only printable ASCII characters, without spaces'],
    [{ token: 'a\r\nhidden' }, 'token must contain only printable ASCII characters'],
    [{ token: 7 }, 'token must contain only printable ASCII characters'],
    [{ user: { username: 'hidden' } }, 'user must be an object with a username and a password'],
    [{ user: { username: 'a:hidden', password: '' } }, 'user: username must not contain ":"'],
    [{ client: { clientId: 'hidden' } }, 'client must be an access token, or an object with'],
    [{ apikey: 'hidden' }, 'createConnection has no option "apikey": did you mean "apiKey"?'],
  ])('%o are refused', (options, message) => {
    const make = () => createConnection(api, { baseUrl: 'http://localhost:1', ...options });
    expect(make).toThrow(message);
    expect(make).not.toThrow('hidden');
  });

  test('two of them are refused if one is enough for every operation', () => {
    const options = { baseUrl: 'http://localhost:1', apiKey: 'k1', token: 't1' };
    expect(() =>
      createConnection({ schemes, authenticate: givenProof, isOneScheme: true }, options),
    ).toThrow('Give either apiKey or token, not both');
  });
});

describe('a token of a function', () => {
  test('is asked for by each request', async () => {
    let count = 0;
    const { connection, received } = await connectTo({}, api, { token: () => `t${++count}` });
    await call(connection, get([token]), []);
    await call(connection, get([token]), []);
    expect(received.map(({ headers }) => headers.authorization)).toEqual([
      'Bearer t1',
      'Bearer t2',
    ]);
  });

  test('is asked for again after a 401', async () => {
    let count = 0;
    const options = { token: async () => `t${++count}` };
    const { connection, received } = await connectTo([{ status: 401 }, {}], api, options);
    await call(connection, get([token]), []);
    expect(received).toHaveLength(2);
  });

  test('is not sent again after a 401 if it is the same', async () => {
    const { connection, received } = await connectTo({ status: 401 }, api, { token: () => 't1' });
    await expect(call(connection, get([token]), [])).rejects.toThrow(AuthenticationError);
    expect(received).toHaveLength(1);
  });

  test('that fails throws its own error', async () => {
    const options = {
      token: async () => {
        throw new RangeError('no vault');
      },
    };
    const { connection } = await connectTo({}, api, options);
    await expect(call(connection, get([token]), [])).rejects.toThrow(new RangeError('no vault'));
  });
});

describe('a client with a secret', () => {
  const secret = { clientId: 'id:1', clientSecret: 's&1' };
  const tokens = (value: string, seconds?: number): Scripted => ({
    json: { access_token: value, token_type: 'Bearer', expires_in: seconds },
  });
  const scoped: Operation = get([{ scheme: client, scopes: ['read', 'write'] }]);

  test('requests a token for the scopes of the operation', async () => {
    const { connection, received } = await connectTo([tokens('t1'), {}], api, { client: secret });
    await call(connection, scoped, []);
    const [request] = received;
    expect([request?.method, request?.url, request?.body.toString()]).toEqual([
      'POST',
      '/token',
      'grant_type=client_credentials&scope=read+write',
    ]);
  });

  test('shows its secret only to the token URL', async () => {
    const { connection, received } = await connectTo([tokens('t1'), {}], api, { client: secret });
    await call(connection, scoped, []);
    expect(received.map(({ headers }) => headers.authorization)).toEqual([
      `Basic ${btoa('id%3A1:s%261')}`,
      'Bearer t1',
    ]);
  });

  test('uses a token for many calls', async () => {
    const { connection, received } = await connectTo([tokens('t1', 3600), {}], api, {
      client: secret,
    });
    await call(connection, scoped, []);
    await call(connection, scoped, []);
    expect(received).toHaveLength(3);
  });

  test('requests one token for calls at the same time', async () => {
    const { connection, received } = await connectTo([tokens('t1'), {}], api, { client: secret });
    await Promise.all([1, 2, 3].map(() => call(connection, scoped, [])));
    expect(received.filter(({ url }) => url === '/token')).toHaveLength(1);
  });

  test('requests another token before one expires', async () => {
    const { connection, received } = await connectTo(
      [tokens('t1', 0), tokens('t2', 0), {}, tokens('t3', 3600), {}],
      api,
      { client: secret },
    );
    await call(connection, scoped, []);
    await call(connection, scoped, []);
    expect(
      received
        .map(({ headers }) => headers.authorization)
        .filter((each) => each?.startsWith('Bearer')),
    ).toEqual(['Bearer t2', 'Bearer t3']);
  });

  test('requests another token after a 401, once', async () => {
    const { connection, received } = await connectTo(
      [tokens('t1'), { status: 401 }, tokens('t2'), { status: 401 }],
      api,
      { client: secret },
    );
    await expect(call(connection, scoped, [])).rejects.toThrow(AuthenticationError);
    expect(received.map(({ headers }) => headers.authorization?.split(' ').at(-1))).toEqual([
      btoa('id%3A1:s%261'),
      't1',
      btoa('id%3A1:s%261'),
      't2',
    ]);
  });

  test('that is refused throws an AuthenticationError with the reason', async () => {
    const { connection, received } = await connectTo(
      { status: 400, json: { error: 'invalid_client', error_description: 'Unknown client' } },
      api,
      { client: secret },
    );
    await expect(call(connection, scoped, [])).rejects.toThrow(
      new AuthenticationError('No access token: Unknown client').message,
    );
    expect(received).toHaveLength(1);
  });

  test('tries again if the token URL is unavailable, whatever the operation', async () => {
    const { connection } = await connectTo(
      [{ status: 503, headers: { 'retry-after': '0' } }, tokens('t1'), {}],
      api,
      { client: secret, maxRetries: 1 },
    );
    await call(connection, { ...scoped, method: 'POST' }, []);
  });

  test('tries again if the connection to the token URL is lost', async () => {
    const { connection, received } = await connectTo(
      [(response) => response.destroy(), tokens('t1'), {}],
      api,
      {
        client: secret,
        maxRetries: 2,
      },
    );
    await call(connection, { ...scoped, method: 'POST' }, []);
    expect(received.map(({ url }) => url)).toEqual(['/token', '/token', '/things']);
  });

  test('tries again if the token URL is unavailable after a 401', async () => {
    const { connection, received } = await connectTo(
      [
        tokens('t1'),
        { status: 401 },
        { status: 503, headers: { 'retry-after': '0' } },
        tokens('t2'),
        {},
      ],
      api,
      { client: secret, maxRetries: 2 },
    );
    await call(connection, { ...scoped, method: 'POST' }, []);
    expect(received.at(-1)?.headers.authorization).toBe('Bearer t2');
  });

  test('tries again before a body that can be sent only once', async () => {
    const { connection, received } = await connectTo(
      [{ status: 503, headers: { 'retry-after': '0' } }, tokens('t1'), {}],
      api,
      { client: secret, maxRetries: 2 },
    );
    const bodies = [{ mediaType: 'text/plain', write: writeBytes, argument: 'file' }];
    const file = new Blob(['once']).stream();
    await call(connection, { ...scoped, method: 'POST', bodies }, [{ file }]);
    expect(received.at(-1)?.body.toString()).toBe('once');
  });

  test('fails if the token URL stays unavailable', async () => {
    const { connection } = await connectTo({ status: 503 }, api, { client: secret });
    await expect(call(connection, scoped, [])).rejects.toThrow(ServerError);
  });

  test('may have a token instead', async () => {
    const { headers } = await sentWith({ client: 't1' }, [client]);
    expect(headers.authorization).toBe('Bearer t1');
  });
});
