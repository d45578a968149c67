import { json } from 'node:stream/consumers';
import { expect, it } from 'vitest';
import type { Document } from '../../document/model.ts';
import { verified } from '../testing/verified.ts';

const described = (...statuses: readonly string[]) =>
  Object.fromEntries(statuses.map((status) => [status, { description: status }]));
const credentials = {
  type: 'object',
  required: ['name', 'password'],
  properties: { name: { type: 'string' }, password: { type: 'string', format: 'password' } },
};
const security = [{ session: [] }];
const example = { name: 'ada', password: 'lovelace' };
const document = {
  openapi: '3.1.1',
  info: { title: 'Sessions', version: '1' },
  paths: {
    '/login': {
      post: {
        operationId: 'login',
        requestBody: {
          required: true,
          content: { 'application/json': { schema: credentials, example } },
        },
        responses: described('204', '400', '401', '415'),
      },
    },
    '/me': { get: { operationId: 'me', security, responses: described('200', '401') } },
    '/logout': { post: { operationId: 'logout', security, responses: described('204', '401') } },
  },
  components: { securitySchemes: { session: { type: 'apiKey', in: 'cookie', name: 'sid' } } },
} as unknown as Document;

/** @returns the checks that find something */
async function foundOn(isRight: { readonly password: boolean; readonly logout: boolean }) {
  const sessions = new Set<string>();
  const signIn = () => {
    const sid = `s${sessions.size}x${Math.random()}`;
    sessions.add(sid);
    return sid;
  };
  const { findings } = await verified(
    document,
    async (request, response) => {
      const send = (status: number) => response.writeHead(status).end();
      const [, sid = ''] = /sid=(.*)/.exec(request.headers.cookie ?? '') ?? [];
      switch (`${request.method} ${request.url}`) {
        case 'POST /login': {
          if (request.headers['content-type'] !== 'application/json') return send(415);
          const body: unknown = await json(request).catch(() => undefined);
          const { name, password } = Object(body);
          if (typeof name !== 'string' || typeof password !== 'string') return send(400);
          const isKnown =
            name === example.name && (!isRight.password || password === example.password);
          return send(isKnown ? 204 : 401);
        }
        case 'GET /me':
          return send(sessions.has(sid) ? 200 : 401);
        case 'POST /logout':
          if (!sessions.has(sid)) return send(401);
          if (isRight.logout) sessions.delete(sid);
          return send(204);
        default:
          return send(404);
      }
    },
    { credentials: { session: signIn } },
  );
  return findings.map(({ check, operation }) => `${check} ${operation}`);
}

it('finds nothing on a server that is right', async () => {
  expect(await foundOn({ password: true, logout: true })).toEqual([]);
});

it('finds that any password is accepted', async () => {
  expect(await foundOn({ password: false, logout: true })).toEqual(['passwords login']);
});

it('finds that a session goes on after signing out', async () => {
  expect(await foundOn({ password: true, logout: false })).toEqual(['session-ended logout']);
});
