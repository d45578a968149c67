import { json } from 'node:stream/consumers';
import { expect, it } from 'vitest';
import type { Document } from '../../document/model.ts';
import { verified } from '../testing/verified.ts';

const described = (...statuses: readonly string[]) =>
  Object.fromEntries(statuses.map((status) => [status, { description: status }]));
const named = { type: 'object', required: ['name'], properties: { name: { type: 'string' } } };
const shown = { ...named, properties: { id: { type: 'integer' }, ...named.properties } };
const content = (schema: object) => ({ 'application/json': { schema } });
const one = { description: 'One', content: content(shown) };
const post = (operationId: string, ...statuses: readonly string[]) => ({
  operationId,
  requestBody: { required: true, content: content(named) },
  responses: { ...described('400', '415', ...statuses), 201: one },
});
const inPath = (name: string) => ({
  name,
  in: 'path',
  required: true,
  schema: { type: 'integer' },
});
const document = {
  openapi: '3.1.1',
  info: { title: 'Teams', version: '1' },
  paths: {
    '/orgs': { post: post('addOrg') },
    '/orgs/{orgId}/teams': {
      parameters: [inPath('orgId')],
      post: post('addTeam', '404'),
      get: {
        operationId: 'listTeams',
        responses: {
          ...described('404'),
          200: { description: 'All', content: content({ type: 'array', items: shown }) },
        },
      },
    },
    '/orgs/{orgId}/teams/{teamId}': {
      parameters: [inPath('orgId'), inPath('teamId')],
      get: { operationId: 'getTeam', responses: { ...described('404'), 200: one } },
    },
  },
} as unknown as Document;

type Team = { readonly org: number; readonly id: number; readonly name: string };

/** @param belongs whether a team is found below an organization */
async function foundWith(belongs: (team: Team, org: number) => boolean): Promise<string[]> {
  let count = 0;
  const orgs = new Set<number>();
  const teams: Team[] = [];
  const { findings } = await verified(document, async (request, response) => {
    const [, , org, isTeams, id] = (request.url ?? '').split('/');
    const send = (status: number, body?: unknown) =>
      response
        .writeHead(status, body === undefined ? {} : { 'Content-Type': 'application/json' })
        .end(body === undefined ? undefined : JSON.stringify(body));
    const isKnown = org === undefined || orgs.has(Number(org));
    if (!isKnown) return send(404);
    const bare = ({ id, name }: Team) => ({ id, name });
    const found = teams.filter((each) => belongs(each, Number(org)));
    if (request.method === 'GET' && isTeams !== undefined) {
      if (id === undefined) return send(200, found.map(bare));
      const team = found.find((each) => each.id === Number(id));
      return team ? send(200, bare(team)) : send(404);
    }
    if (request.method !== 'POST' || id !== undefined) return send(404);
    if (request.headers['content-type'] !== 'application/json') return send(415);
    const { name } = Object(await json(request).catch(() => undefined));
    if (typeof name !== 'string') return send(400);
    const made = { org: Number(org), id: ++count, name };
    if (isTeams === undefined) orgs.add(made.id);
    else teams.push(made);
    return send(201, bare(made));
  });
  return findings.map(({ check, operation }) => `${check} ${operation}`);
}

it('finds nothing if teams belong to one organization', async () => {
  expect(await foundWith((team, org) => team.org === org)).toEqual([]);
});

it('finds teams of another organization', async () => {
  expect(await foundWith(() => true)).toEqual(['nested-apart getTeam', 'nested-apart listTeams']);
});
