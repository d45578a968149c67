import type { Group } from '../case.ts';
import { failure, tree } from './shape.ts';

const ids = Array.from({ length: 20 }, (_, at) => `t${at + 10}`);
const get = (treeId: string) =>
  ({ do: 'call', operation: 'getTree', args: { path: { treeId } } }) as const;
const answer = (treeId: string, delayMs = 0) => ({
  ...{ for: `/trees/${treeId}`, json: { ...tree, id: treeId } },
  ...(delayMs > 0 && { delayMs }),
});

export const concurrency: Group = {
  name: 'concurrency',
  about: 'Several calls at the same time',
  cases: [
    {
      name: 'gives each of 20 calls its own answer',
      why: 'one user would see the data of another',
      server: ids.map((id, at) => answer(id, ((at * 7) % 20) * 15)),
      together: true,
      steps: ids.map((id) => ({ ...get(id), expect: { body: { ...tree, id } } })),
      requests: ids.map((id) => ({ path: `/trees/${id}` })),
      anyOrder: true,
    },
    {
      name: 'does not hold up a fast call behind a slow one',
      why: 'one slow answer would stop a page',
      server: [answer('slow', 4_000), answer('fast')],
      together: true,
      steps: [
        { ...get('slow'), expect: { body: { ...tree, id: 'slow' } } },
        { ...get('fast'), expect: { body: { ...tree, id: 'fast' }, withinMs: 3_000 } },
      ],
      requests: [{}, {}],
    },
    {
      name: 'fails one call without others',
      why: 'calls share a client',
      server: [
        answer('a', 200),
        { for: '/trees/b', status: 500, json: failure('broken') },
        answer('c', 200),
      ],
      together: true,
      steps: [
        { ...get('a'), expect: { body: { ...tree, id: 'a' } } },
        { ...get('b'), expect: { error: 'status', status: 500 } },
        { ...get('c'), expect: { body: { ...tree, id: 'c' } } },
      ],
      requests: [{}, {}, {}],
    },
    {
      name: 'breaks one connection without others',
      why: 'calls share a client',
      server: [answer('a', 300), { for: '/trees/b', cut: 'before' }],
      together: true,
      steps: [
        { ...get('a'), expect: { body: { ...tree, id: 'a' } } },
        { ...get('b'), expect: { error: ['connection', 'other'] } },
      ],
      requests: [{}, {}],
    },
    {
      name: 'keeps the headers of two clients apart',
      why: 'one tenant would act as another',
      client: { headers: { 'X-Tenant': 'north' } },
      server: [answer('a', 100), answer('b', 100)],
      together: true,
      steps: [
        { ...get('a'), expect: { body: { ...tree, id: 'a' } } },
        {
          ...get('b'),
          client: { headers: { 'X-Tenant': 'south' } },
          expect: { body: { ...tree, id: 'b' } },
        },
      ],
      requests: [
        { path: '/trees/a', headers: { 'x-tenant': 'north' } },
        { path: '/trees/b', headers: { 'x-tenant': 'south' } },
      ],
      anyOrder: true,
    },
  ],
};
