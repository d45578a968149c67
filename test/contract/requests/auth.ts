import { json, password } from '../../support/testServer.ts';
import { api, asLarge, asText, type Requests, type Scene } from './scene.ts';

/** A session of the administrator that began just now. */
const session = async ({ server }: Scene) =>
  server.sessions.begin(await server.users.administrator());
/** The address of a key of the administrator that was made just now. */
const key = async ({ server }: Scene) => {
  const made = await server.keys.create('to be deleted', ['files:read']);
  return `${api}/auth/api-keys/${made.split('_')[1]}`;
};

/** A request of the administrator's session, without a body. */
const asSession = async (scene: Scene, headers: Record<string, string> = {}) => ({
  method: 'POST',
  headers: { ...headers, Authorization: `Bearer ${(await session(scene)).accessToken}` },
});
/** A ticket that signs the administrator in. */
const ticketOf = async ({ signIns, users }: Scene['server']) => {
  const { ticket } = await signIns.issueFor(await users.administrator());
  return { ticket };
};

/** A request to sign in of a page that may not. */
const fromForeignPage = {
  ...json({}),
  headers: { 'Content-Type': 'application/json', Origin: 'https://foe.example' },
};

export const auth: Requests = {
  valid: {
    'auth.login': () => ({
      path: `${api}/auth/login`,
      init: json({ username: 'admin', password }),
    }),
    'auth.refresh': async (scene) => ({
      path: `${api}/auth/refresh`,
      init: json({ refresh_token: (await session(scene)).refreshToken }),
    }),
    'auth.logout': async (scene) => ({
      path: `${api}/auth/logout`,
      init: {
        method: 'POST',
        headers: { Authorization: `Bearer ${(await session(scene)).accessToken}` },
      },
    }),
    'auth.me': () => ({ path: `${api}/auth/me` }),
    'auth.ws_ticket': () => ({ path: `${api}/auth/ws-ticket`, init: { method: 'POST' } }),
    'auth.sign_in_ticket': async (scene) => ({
      path: `${api}/auth/sign-in-ticket`,
      init: await asSession(scene),
    }),
    'auth.redeem': async ({ server }) => ({
      path: `${api}/auth/redeem`,
      init: json(await ticketOf(server)),
    }),
    'auth.list_api_keys': () => ({ path: `${api}/auth/api-keys` }),
    'auth.create_api_key': () => ({
      path: `${api}/auth/api-keys`,
      init: json({ name: 'reader', scopes: ['files:read'] }),
    }),
    'auth.delete_api_key': async (scene) => ({
      path: await key(scene),
      init: { method: 'DELETE' },
    }),
  },
  particular: {
    'auth.login 400': () => ({ path: `${api}/auth/login`, init: json({ username: 'admin' }) }),
    'auth.login 401': () => ({
      path: `${api}/auth/login`,
      init: json({ username: 'admin', password: 'wrong' }),
    }),
    'auth.login 403': () => ({ path: `${api}/auth/login`, init: fromForeignPage }),
    'auth.login 413': () => ({ path: `${api}/auth/login`, init: asLarge }),
    'auth.login 415': () => ({ path: `${api}/auth/login`, init: asText }),
    'auth.ws_ticket 400': () => ({
      path: `${api}/auth/ws-ticket`,
      init: { method: 'POST', headers: { 'Idempotency-Key': '' } },
    }),
    'auth.sign_in_ticket 400': async (scene) => ({
      path: `${api}/auth/sign-in-ticket`,
      init: await asSession(scene, { 'Idempotency-Key': '' }),
    }),
    'auth.redeem 400': () => ({ path: `${api}/auth/redeem`, init: json({}) }),
    'auth.redeem 401': () => ({ path: `${api}/auth/redeem`, init: json({ ticket: 'fs_none' }) }),
    'auth.redeem 403': () => ({ path: `${api}/auth/redeem`, init: fromForeignPage }),
    'auth.redeem 413': () => ({ path: `${api}/auth/redeem`, init: asLarge }),
    'auth.redeem 415': () => ({ path: `${api}/auth/redeem`, init: asText }),
    'auth.redeem 422': async ({ server }) => {
      const redeem = (ticket: object) => ({
        ...json(ticket),
        headers: { 'Content-Type': 'application/json', 'Idempotency-Key': 'another-ticket' },
      });
      const first = await ticketOf(server);
      await (await server.fetch(`${api}/auth/redeem`, redeem(first))).text();
      return { path: `${api}/auth/redeem`, init: redeem({ ...first, ticket: ` ${first.ticket}` }) };
    },
    'auth.login 422': async ({ server }) => {
      const login = (username: string) => ({
        ...json({ username, password }),
        headers: { 'Content-Type': 'application/json', 'Idempotency-Key': 'another-login' },
      });
      await (await server.fetch(`${api}/auth/login`, login('admin'))).text();
      return { path: `${api}/auth/login`, init: login('ADMIN') };
    },
    'auth.refresh 422': async (scene) => {
      const refresh = (refresh_token: string) => ({
        ...json({ refresh_token }),
        headers: { 'Content-Type': 'application/json', 'Idempotency-Key': 'another-refresh' },
      });
      const path = `${api}/auth/refresh`;
      const { refreshToken } = await session(scene);
      const first = await scene.server.fetch(path, refresh(refreshToken));
      const { refresh_token } = (await first.json()) as { refresh_token: string };
      return { path, init: refresh(refresh_token) };
    },
    'auth.refresh 400': () => ({ path: `${api}/auth/refresh`, init: json({}) }),
    'auth.refresh 401': () => ({
      path: `${api}/auth/refresh`,
      init: json({ refresh_token: 'fr_none' }),
    }),
    'auth.refresh 403': () => ({ path: `${api}/auth/refresh`, init: fromForeignPage }),
    'auth.refresh 413': () => ({ path: `${api}/auth/refresh`, init: asLarge }),
    'auth.refresh 415': () => ({ path: `${api}/auth/refresh`, init: asText }),
    'auth.list_api_keys 400': () => ({ path: `${api}/auth/api-keys?limit=0` }),
    'auth.create_api_key 400': () => ({
      path: `${api}/auth/api-keys`,
      init: json({ name: '', scopes: [] }),
    }),
    'auth.create_api_key 403': async ({ server }) => {
      const { headers, ...rest } = json({ name: 'more', scopes: ['files:write'] });
      const reader = { 'X-API-Key': await server.keys.create('reader', ['files:read']) };
      return {
        path: `${api}/auth/api-keys`,
        init: { ...rest, headers: { ...Object.fromEntries(new Headers(headers)), ...reader } },
      };
    },
    'auth.create_api_key 413': () => ({ path: `${api}/auth/api-keys`, init: asLarge }),
    'auth.create_api_key 415': () => ({ path: `${api}/auth/api-keys`, init: asText }),
    'auth.delete_api_key 400': () => ({
      path: `${api}/auth/api-keys/not.an.id`,
      init: { method: 'DELETE' },
    }),
    'auth.delete_api_key 403': async (scene) => ({
      path: await key(scene),
      init: {
        method: 'DELETE',
        headers: { 'X-API-Key': await scene.server.keys.create('none', []) },
      },
    }),
    'auth.delete_api_key 404': () => ({
      path: `${api}/auth/api-keys/none`,
      init: { method: 'DELETE' },
    }),
  },
};
