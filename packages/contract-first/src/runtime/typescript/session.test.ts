/** Sessions that a client keeps, with the names of the wire. */
import { expect, test } from 'vitest';
import { readJson } from './answers.ts';
import { writeJson } from './bodies.ts';
import { call } from './call.ts';
import { givenProof } from './credentials.ts';
import { AuthenticationError } from './errors.ts';
import type { Api, Operation, SecurityScheme } from './operation.ts';
import { bearer } from './security.ts';
import { endSession, keepSession } from './session.ts';
import { connectTo } from './testing/connect.ts';

const scheme: SecurityScheme = { option: 'token', prepare: bearer };
const api: Api = { schemes: [scheme], authenticate: givenProof };
const answers = [{ mediaType: 'application/json', read: readJson }];
const refresh: Operation = {
  id: 'auth.refresh',
  method: 'POST',
  path: '/refresh',
  bodies: [
    {
      mediaType: 'application/json',
      write: writeJson,
      fields: [{ name: 'refreshWith', wire: 'refresh_token' }],
    },
  ],
  answers,
  session: keepSession,
  refresh: () => refresh,
};
const login: Operation = {
  id: 'auth.login',
  method: 'POST',
  path: '/login',
  answers,
  session: keepSession,
  refresh: () => refresh,
};
const logout: Operation = {
  id: 'auth.logout',
  method: 'POST',
  path: '/logout',
  session: endSession,
  security: [[scheme]],
};
const me: Operation = { id: 'me', method: 'GET', path: '/me', security: [[scheme]] };

const tokens = (access: string, seconds = 3600) => ({
  json: { access_token: access, refresh_token: `refresh ${access}`, expires_in: seconds },
});

test('its token is sent from then on', async () => {
  const { connection, received } = await connectTo([tokens('a'), {}], api, { token: 't' });
  await call(connection, login, []);
  await call(connection, me, []);
  expect(received[1]?.headers.authorization).toBe('Bearer a');
});

test('after its end, the credentials of the client are sent again', async () => {
  const { connection, received } = await connectTo([tokens('a'), {}], api, { token: 't' });
  await call(connection, login, []);
  await call(connection, logout, []);
  await call(connection, me, []);
  expect(received[2]?.headers.authorization).toBe('Bearer t');
});

test('it is refreshed before its token expires', async () => {
  const { connection, received } = await connectTo([tokens('a', 0), tokens('b'), {}], api);
  await call(connection, login, []);
  await call(connection, me, []);
  expect(received[1]?.body.toString()).toBe('{"refresh_token":"refresh a"}');
  expect(received[2]?.headers.authorization).toBe('Bearer b');
});

test('it is refreshed after a 401, and the call is sent again', async () => {
  const { connection, received } = await connectTo(
    [tokens('a'), { status: 401 }, tokens('b'), {}],
    api,
  );
  await call(connection, login, []);
  await call(connection, me, []);
  expect(received.map(({ url }) => url)).toEqual(['/login', '/me', '/refresh', '/me']);
});

test('it is refreshed once for calls at the same time', async () => {
  const { connection, received } = await connectTo([tokens('a', 0), tokens('b'), {}], api);
  await call(connection, login, []);
  await Promise.all([1, 2, 3].map(() => call(connection, me, [])));
  expect(received.filter(({ url }) => url === '/refresh')).toHaveLength(1);
});

test('it is over if it cannot be refreshed', async () => {
  const { connection, received } = await connectTo([tokens('a', 0), { status: 401 }, {}], api, {
    token: 't',
  });
  await call(connection, login, []);
  await expect(call(connection, me, [])).rejects.toThrow(AuthenticationError);
  await call(connection, me, []);
  expect(received[2]?.headers.authorization).toBe('Bearer t');
});

test('its token is not sent to operations without security', async () => {
  const { connection, received } = await connectTo([tokens('a'), {}], api);
  await call(connection, login, []);
  await call(connection, { id: 'open', method: 'GET', path: '/' }, []);
  expect(received[1]?.headers.authorization).toBeUndefined();
});
