import { json, password } from '../../support/testServer.ts';
import { api, asLarge, asText, nobody, type Requests, type Scene } from './scene.ts';

let count = 0;
/** A user who is not there yet. */
const somebody = () => {
  count++;
  return { username: `somebody-${count}`, password, scopes: ['files:read' as const] };
};
/** The address of a user who was added just now. */
const added = async ({ server }: Scene) =>
  `${api}/users/${(await server.users.create(somebody())).user_id}`;
const patch = (body: unknown): RequestInit => ({ ...json(body), method: 'PATCH' });

/** The address of the only administrator. */
const administrator = async ({ server }: Scene) =>
  `${api}/users/${(await server.users.administrator()).user_id}`;

export const users: Requests = {
  valid: {
    'users.list': () => ({ path: `${api}/users` }),
    'users.create': () => ({ path: `${api}/users`, init: json(somebody()) }),
    'users.update': async (scene) => ({
      path: await added(scene),
      init: patch({ disabled: true }),
    }),
    'users.delete': async (scene) => ({ path: await added(scene), init: { method: 'DELETE' } }),
  },
  particular: {
    'users.list 400': () => ({ path: `${api}/users?limit=0` }),
    'users.create 400': () => ({
      path: `${api}/users`,
      init: json({ ...somebody(), password: 'short' }),
    }),
    'users.create 409': () => ({
      path: `${api}/users`,
      init: json({ ...somebody(), username: 'ADMIN' }),
    }),
    'users.create 413': () => ({ path: `${api}/users`, init: asLarge }),
    'users.create 415': () => ({ path: `${api}/users`, init: asText }),
    'users.update 400': async (scene) => ({ path: await added(scene), init: patch({ admin: 1 }) }),
    'users.update 404': () => ({
      path: `${api}/users/${nobody}`,
      init: patch({ disabled: true }),
    }),
    'users.update 409': async (scene) => ({
      path: await administrator(scene),
      init: patch({ disabled: true }),
    }),
    'users.update 413': () => ({
      path: `${api}/users/${nobody}`,
      init: { ...asLarge, method: 'PATCH' },
    }),
    'users.update 415': () => ({
      path: `${api}/users/${nobody}`,
      init: { ...asText, method: 'PATCH' },
    }),
    'users.delete 400': () => ({ path: `${api}/users/me`, init: { method: 'DELETE' } }),
    'users.delete 404': () => ({ path: `${api}/users/${nobody}`, init: { method: 'DELETE' } }),
    'users.delete 409': async (scene) => ({
      path: await administrator(scene),
      init: { method: 'DELETE' },
    }),
  },
};
