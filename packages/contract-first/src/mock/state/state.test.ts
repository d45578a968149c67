/** The state of mocks of small documents of several styles, on sockets. */
import { describe, expect, it, onTestFinished } from 'vitest';
import { upgradeDocument } from '../../document/load.ts';
import type { Document, Parameter } from '../../document/model.ts';
import { startMockServer } from '../server.ts';
import { documentOf, json, ref, serving } from '../testing/serving.ts';

const text = { type: 'string' } as const;
const whole = { type: 'integer' } as const;
const object = (properties: object, required: readonly string[] = []) => ({
  type: 'object',
  required,
  properties,
});
const content = (schema: object) => ({ 'application/json': { schema: { ...schema } } });
const answer = (schema?: object, headers: object = {}) => ({
  description: 'ok',
  headers: { ...headers },
  ...(schema && { content: content(schema) }),
});
const body = (schema: object) => ({ required: true, content: content(schema) });
const none = { description: 'Not found' };
const inPath = (name: string, schema: object = whole): Parameter => ({
  name,
  in: 'path',
  required: true,
  schema: { ...schema },
});
const inQuery = (name: string, schema: object = text): Parameter => ({
  name,
  in: 'query',
  schema: { ...schema },
});

const pet = object(
  {
    id: { ...whole, readOnly: true },
    name: text,
    status: { ...text, default: 'available' },
    secret: { ...text, writeOnly: true },
    createdAt: { ...text, format: 'date-time', readOnly: true },
  },
  ['id', 'name'],
);
/** A bare array, ids that are numbers. */
const pets = documentOf(
  {
    '/pets': {
      get: {
        parameters: [inQuery('status'), inQuery('sort')],
        responses: { 200: answer({ type: 'array', items: ref('Pet') }) },
      },
      post: {
        requestBody: body(ref('Pet')),
        responses: { 201: answer(ref('Pet'), { Location: { required: true, schema: text } }) },
      },
    },
    '/pets/{petId}': {
      parameters: [inPath('petId')],
      get: { responses: { 200: answer(ref('Pet')), 404: none } },
      put: { requestBody: body(ref('Pet')), responses: { 200: answer(ref('Pet')), 404: none } },
      patch: {
        requestBody: {
          content: {
            'application/merge-patch+json': { schema: object({ name: text, status: text }) },
            'application/json-patch+json': { schema: { type: 'array', items: { type: 'object' } } },
          },
        },
        responses: { 200: answer(ref('Pet')), 404: none, 409: none },
      },
      delete: { responses: { 204: answer(), 404: none } },
    },
    '/health': { get: { responses: { 200: answer(object({ up: { type: 'boolean' } })) } } },
  },
  { Pet: pet },
);

const stateful = (document: Document) => serving(document, { state: {} });

describe('a bare list with numbers as ids', () => {
  it('reads what was created, with everything that a server adds', async () => {
    const { ask } = await stateful(pets);
    const made = await ask('/pets', json({ name: 'Rex', secret: 'x' }));
    expect(made).toMatchObject({ status: 201, violations: [] });
    expect(made.body).toEqual({
      id: expect.any(Number),
      name: 'Rex',
      status: 'available',
      createdAt: expect.stringMatching(/^20.*Z$/),
    });
    const found = await ask(made.headers.get('Location') ?? '');
    expect(found.body).toEqual(made.body);
  });

  it('lists, replaces, changes and deletes it', async () => {
    const { ask } = await stateful(pets);
    const { headers } = await ask('/pets', json({ name: 'Rex' }));
    const place = headers.get('Location') ?? '';
    await ask(place, json({ name: 'Max', status: 'sold' }, 'PUT'));
    const listed = await ask('/pets?status=sold');
    expect(listed.body).toMatchObject([{ name: 'Max', status: 'sold' }]);
    const merge = { 'Content-Type': 'application/merge-patch+json' };
    const patched = await ask(place, {
      method: 'PATCH',
      headers: merge,
      body: JSON.stringify({ name: 'Moritz' }),
    });
    expect(patched.body).toMatchObject({ name: 'Moritz', status: 'sold' });
    expect((await ask(place, { method: 'DELETE' })).status).toBe(204);
    expect((await ask(place)).status).toBe(404);
    expect((await ask('/pets?status=sold')).body).toEqual([]);
  });

  it('applies a JSON Patch, and refuses one whose test fails', async () => {
    const { ask } = await stateful(pets);
    const { headers } = await ask('/pets', json({ name: 'Rex' }));
    const patch = (steps: readonly object[]) =>
      ask(headers.get('Location') ?? '', {
        method: 'PATCH',
        headers: { 'Content-Type': 'application/json-patch+json' },
        body: JSON.stringify(steps),
      });
    const replaced = await patch([{ op: 'replace', path: '/name', value: 'Max' }]);
    expect(replaced.body).toMatchObject({ name: 'Max' });
    expect((await patch([{ op: 'test', path: '/name', value: 'Rex' }])).status).toBe(409);
  });

  it('sorts by a property', async () => {
    const { ask } = await stateful(pets);
    for (const name of ['Bo', 'Al', 'Cy']) await ask('/pets', json({ name, status: 'sold' }));
    const { body: sorted } = await ask('/pets?status=sold&sort=-name');
    expect(sorted).toMatchObject([{ name: 'Cy' }, { name: 'Bo' }, { name: 'Al' }]);
  });

  it('says that other operations have no state', async () => {
    const { ask, lines } = await stateful(pets);
    expect((await ask('/health')).headers.get('X-Mock')).toMatch(/^stateless/);
    expect((await ask('/pets')).headers.get('X-Mock')).not.toContain('stateless');
    expect(lines[0]?.decision).toContain('belongs to no resource');
  });
});

const user = object({ uuid: { ...text, format: 'uuid', readOnly: true }, name: text }, ['uuid']);
/** Wrapped resources and lists, a cursor, ids that are UUIDs, and a total. */
const users = documentOf(
  {
    '/v1/users': {
      get: {
        parameters: [inQuery('cursor'), inQuery('limit', { ...whole, minimum: 1 })],
        responses: {
          200: answer(
            object(
              {
                data: { type: 'array', items: ref('User') },
                next_cursor: { type: ['string', 'null'] },
                total: whole,
              },
              ['data', 'next_cursor', 'total'],
            ),
          ),
        },
      },
      post: {
        requestBody: body(object({ data: object({ name: text }) }, ['data'])),
        responses: { 201: answer(object({ data: ref('User') }, ['data'])) },
      },
    },
    '/v1/users/{id}': {
      parameters: [inPath('id', { ...text, format: 'uuid' })],
      get: { responses: { 200: answer(object({ data: ref('User') }, ['data'])), 404: none } },
    },
  },
  { User: user },
);

describe('wrapped answers', () => {
  it('have UUIDs, and are read by them', async () => {
    const { ask } = await stateful(users);
    const made = await ask('/v1/users', json({ data: { name: 'Ada' } }));
    expect(made).toMatchObject({ violations: [], body: { data: { name: 'Ada' } } });
    const { uuid } = (made.body as { data: { uuid: string } }).data;
    expect((await ask(`/v1/users/${uuid}`)).body).toEqual(made.body);
  });

  it('page with a cursor to the end', async () => {
    const { ask } = await stateful(users);
    for (const name of ['A', 'B', 'C', 'D']) await ask('/v1/users', json({ data: { name } }));
    type Page = { data: { name: string }[]; next_cursor: string | null; total: number };
    const names: string[] = [];
    let cursor: string | null = '';
    while (cursor !== null) {
      const query = cursor === '' ? '' : `&cursor=${encodeURIComponent(cursor)}`;
      const page = await ask(`/v1/users?limit=2${query}`);
      expect(page.violations).toEqual([]);
      const { data, next_cursor, total } = page.body as Page;
      expect(total).toBe(5);
      names.push(...data.map(({ name }) => name));
      cursor = next_cursor;
    }
    expect(names.slice(1)).toEqual(['A', 'B', 'C', 'D']);
  });
});

const item = object({ id: text, title: text, ownerId: text }, ['id', 'title']);
/** Nested resources, page numbers, a `Link` header. */
const nested = documentOf(
  {
    '/owners': {
      post: { requestBody: body(ref('Owner')), responses: { 201: answer(ref('Owner')) } },
      get: { responses: { 200: answer({ type: 'array', items: ref('Owner') }) } },
    },
    '/owners/{id}': {
      parameters: [inPath('id', text)],
      get: { responses: { 200: answer(ref('Owner')), 404: none } },
      delete: { responses: { 204: answer(), 404: none } },
    },
    '/owners/{id}/items': {
      parameters: [inPath('id', text)],
      get: {
        parameters: [inQuery('page', whole), inQuery('per_page', whole)],
        responses: {
          200: answer(
            { type: 'array', items: ref('Item') },
            { Link: { description: 'The next page', schema: text } },
          ),
          404: none,
        },
      },
      post: { requestBody: body(ref('Item')), responses: { 201: answer(ref('Item')), 404: none } },
    },
    '/items/{itemId}': {
      parameters: [inPath('itemId', text)],
      get: { responses: { 200: answer(ref('Item')), 404: none } },
      put: { requestBody: body(ref('Item')), responses: { 200: answer(ref('Item')), 404: none } },
    },
    '/owners/{id}/settings': {
      parameters: [inPath('id', text)],
      get: { responses: { 200: answer(object({ theme: text })), 404: none } },
      put: {
        requestBody: body(object({ theme: text })),
        responses: { 200: answer(object({ theme: text })) },
      },
    },
  },
  { Owner: object({ id: text, name: text }, ['name']), Item: item },
);

/** The same, whose operations on items document no error but 422. */
const unguarded = structuredClone(nested);
for (const operation of Object.values(unguarded.paths?.['/owners/{id}/items'] ?? {})) {
  const responses = Object(operation).responses ?? {};
  delete responses[404];
  Object.assign(responses, { 422: none });
}

describe('nested resources', () => {
  const owner = async (ask: Awaited<ReturnType<typeof stateful>>['ask']) => {
    const { body: made } = await ask('/owners', json({ name: 'Ann' }));
    return (made as { id: string }).id;
  };

  it('are listed below the resource that they were created in', async () => {
    const { ask } = await stateful(nested);
    const [ann, ben] = [await owner(ask), await owner(ask)];
    const made = await ask(`/owners/${ann}/items`, json({ id: 'i9', title: 'Ball' }));
    expect((await ask(`/owners/${ann}/items`)).body).toEqual([made.body]);
    expect((await ask(`/owners/${ben}/items`)).body).toEqual([]);
    expect((await ask('/owners/unknown/items')).status).toBe(404);
    expect((await ask('/items/i9')).body).toEqual(made.body);
  });

  it('page with numbers, and with the next address in Link', async () => {
    const { ask } = await stateful(nested);
    const ann = await owner(ask);
    for (const title of ['A', 'B', 'C']) {
      await ask(`/owners/${ann}/items`, json({ id: title, title }));
    }
    const first = await ask(`/owners/${ann}/items?per_page=2`);
    const [, next = ''] = /^<([^>]+)>; rel="next"$/.exec(first.headers.get('Link') ?? '') ?? [];
    const second = await ask(next);
    expect(second.body).toMatchObject([{ title: 'C' }]);
    expect(second.headers.get('Link')).toBeNull();
  });

  it('are an empty list below an unknown resource if no 404 is documented', async () => {
    const { ask } = await stateful(unguarded);
    const unknown = await ask('/owners/unknown/items');
    expect([unknown.status, unknown.body]).toEqual([200, []]);
    const made = await ask('/owners/unknown/items', json({ id: 'i9', title: 'Ball' }));
    expect(made.status).toBe(201);
    expect((await ask('/owners/unknown/items')).body).toEqual([made.body]);
    expect((await ask('/owners/other/items')).body).toEqual([]);
  });

  it('go with the resource that they are below', async () => {
    const { ask } = await stateful(nested);
    const ann = await owner(ask);
    await ask(`/owners/${ann}/items`, json({ id: 'i9', title: 'Ball' }));
    await ask(`/owners/${ann}`, { method: 'DELETE' });
    expect((await ask('/items/i9')).status).toBe(404);
  });

  it('may have the same id below different ones', async () => {
    const { ask } = await stateful(nested);
    const [ann, ben] = [await owner(ask), await owner(ask)];
    await ask(`/owners/${ann}/items`, json({ id: 'i9', title: 'Ball' }));
    const made = await ask(`/owners/${ben}/items`, json({ id: 'i9', title: 'Bat' }));
    expect(made.status).toBe(201);
    await ask(`/owners/${ann}`, { method: 'DELETE' });
    expect((await ask(`/owners/${ben}/items`)).body).toEqual([made.body]);
  });

  it('without an id are one for each', async () => {
    const { ask } = await stateful(nested);
    const ann = await owner(ask);
    await ask(`/owners/${ann}/settings`, json({ theme: 'dark' }, 'PUT'));
    expect((await ask(`/owners/${ann}/settings`)).body).toEqual({ theme: 'dark' });
  });
});

it('reads what a Swagger 2.0 document creates', async () => {
  const definition = { type: 'object', required: ['name'], properties: { id: whole, name: text } };
  const { document } = upgradeDocument({
    swagger: '2.0',
    info: { title: 'Old', version: '1' },
    consumes: ['application/json'],
    produces: ['application/json'],
    paths: {
      '/pet': {
        post: {
          parameters: [
            { name: 'body', in: 'body', required: true, schema: { $ref: '#/definitions/Pet' } },
          ],
          responses: { 200: { description: 'ok', schema: { $ref: '#/definitions/Pet' } } },
        },
      },
      '/pet/{petId}': {
        get: {
          parameters: [{ name: 'petId', in: 'path', required: true, type: 'integer' }],
          responses: {
            200: { description: 'ok', schema: { $ref: '#/definitions/Pet' } },
            404: none,
          },
        },
      },
    },
    definitions: { Pet: definition },
  });
  const { ask } = await stateful(document);
  await ask('/pet', json({ id: 7, name: 'Rex' }));
  expect((await ask('/pet/7')).body).toEqual({ id: 7, name: 'Rex' });
});

it('puts what is not there if the document says 201', async () => {
  const note = object({ text }, ['text']);
  const { ask } = await stateful(
    documentOf({
      '/notes/{slug}': {
        parameters: [inPath('slug', text)],
        get: { responses: { 200: answer(note), 404: none } },
        put: { requestBody: body(note), responses: { 200: answer(note), 201: answer(note) } },
      },
    }),
  );
  expect((await ask('/notes/a', json({ text: 'one' }, 'PUT'))).status).toBe(201);
  expect((await ask('/notes/a', json({ text: 'two' }, 'PUT'))).status).toBe(200);
  expect((await ask('/notes/a')).body).toEqual({ text: 'two' });
});

it('takes no object with a list among other properties for a list', async () => {
  const checks = { type: 'array', items: object({ name: text }) };
  const stats = answer(object({ up: { type: 'boolean' }, checks }));
  const { ask } = await stateful(documentOf({ '/stats': { get: { responses: { 200: stats } } } }));
  expect((await ask('/stats')).headers.get('X-Mock')).toMatch(/^stateless/);
});

const named = object({ id: text, name: text }, ['id']);
const keyed = documentOf(
  {
    '/things': {
      get: { responses: { 200: answer({ type: 'array', items: named }) } },
      post: {
        parameters: [{ name: 'Idempotency-Key', in: 'header', schema: text }],
        requestBody: body(named),
        responses: { 201: answer(named) },
      },
    },
    '/things/{id}': {
      parameters: [inPath('id', text)],
      get: { responses: { 200: answer(named), 404: none } },
    },
  },
  {},
);

it('a taken id does not replace what has it, if no 409 is documented', async () => {
  const { ask, lines } = await stateful(keyed);
  await ask('/things', json({ id: 'a', name: 'first' }));
  await ask('/things', json({ id: 'a', name: 'second' }));
  expect(lines[1]?.decision).toContain('Id a already exists');
  expect((await ask('/things/a')).body).toEqual({ id: 'a', name: 'first' });
});

it('a reset forgets the replies to repeated requests', async () => {
  const { ask } = await stateful(keyed);
  const request = json({ id: 'a', name: 'first' });
  const again = { ...request, headers: { ...request.headers, 'Idempotency-Key': 'k' } };
  await ask('/things', again);
  await ask('/__mock/reset', { method: 'POST' });
  await ask('/things', again);
  expect((await ask('/things/a')).status).toBe(200);
});

it('a reload shows new examples of what no request has changed', async () => {
  const withExample = (name: string) =>
    documentOf({
      '/things': {
        get: {
          responses: {
            200: {
              description: 'ok',
              content: {
                'application/json': {
                  schema: { type: 'array', items: named },
                  example: [{ id: 'a', name }],
                },
              },
            },
          },
        },
      },
    });
  const document = withExample('old');
  const mock = await startMockServer({ document, port: 0, host: '127.0.0.1', state: {} });
  onTestFinished(() => mock.close());
  mock.replace(withExample('new'));
  expect(await (await fetch(`${mock.url}/things`)).json()).toEqual([{ id: 'a', name: 'new' }]);
});
