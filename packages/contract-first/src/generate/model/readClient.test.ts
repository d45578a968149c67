import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { MessageDocument } from '../../contract/messages.ts';
import type { Document } from '../../document/model.ts';
import { readClient } from './readClient.ts';
import {
  documentOf,
  methodOf,
  methodsOf,
  namesOf,
  ok,
  rulesOf,
  textOf,
} from './testing/clientDocument.ts';

const pets = {
  '/pets': {
    get: { operationId: 'listPets', tags: ['pets'], responses: ok({ type: 'array', items: {} }) },
    post: { operationId: 'createPet', tags: ['pets'], responses: ok({}) },
  },
  '/pets/{id}': {
    parameters: [{ name: 'id', in: 'path', required: true, schema: { type: 'string' } }],
    get: { operationId: 'getPetById', tags: ['pets'], responses: ok({}) },
  },
};

it('reads resources with their methods', () => {
  const client = readClient(documentOf(pets, { tags: [{ name: 'pets', description: 'Animals' }] }));
  expect(namesOf(client)).toEqual({
    'GET /pets': 'pets.list',
    'POST /pets': 'pets.create',
    'GET /pets/{id}': 'pets.get',
  });
  expect(client.model.root.resources).toMatchObject([{ name: ['pets'], description: 'Animals' }]);
  expect(client.notices).toEqual([]);
});

it('reads operations of methods of their own, and QUERY', () => {
  const document = documentOf({
    '/pets': {
      query: { responses: ok({}) },
      additionalOperations: { PURGE: { responses: ok({}) } },
    },
  });
  expect(namesOf(readClient(document))).toEqual({
    'QUERY /pets': 'pets.query',
    'PURGE /pets': 'pets.purge',
  });
});

describe('an operation that cannot be read', () => {
  it.each([
    [
      'a reference that leads nowhere',
      { responses: { 200: { $ref: '#/components/responses/None' } } },
    ],
    ['parameters that are no list', { parameters: 5, responses: {} }],
    ['responses that are no object', { responses: { 200: null } }],
  ])('%s is left out alone, and reported', (_, faulty) => {
    const client = readClient(documentOf({ '/faulty': { get: faulty }, ...pets }));
    expect(methodsOf(client)).toHaveLength(3);
    expect(client.notices).toMatchObject([
      { rule: 'operation-left-out', pointer: '#/paths/~1faulty/get' },
    ]);
  });

  it('may be a whole path', () => {
    const client = readClient(documentOf({ '/a': { $ref: '#/none' }, ...pets }));
    expect(methodsOf(client)).toHaveLength(3);
    expect(client.notices).toMatchObject([{ rule: 'operation-left-out', pointer: '#/paths/~1a' }]);
  });

  it('is none with an extension among its responses, or without a type of body', () => {
    const post = { requestBody: {}, responses: { ...ok({}), 'x-note': 'text' } };
    const client = readClient(documentOf({ '/a': { post } }));
    expect([methodsOf(client)[0]?.body, client.notices]).toEqual([undefined, []]);
  });

  it('does not stop others at its path', () => {
    const document = documentOf({
      '/a': { get: { responses: { 200: { $ref: '#/x' } } }, post: { responses: ok({}) } },
    });
    expect(methodsOf(readClient(document))).toHaveLength(1);
  });

  it('is told from one with the same id', () => {
    const get = { operationId: 'same', responses: ok({}) };
    const client = readClient(documentOf({ '/a': { get }, '/b': { get } }));
    expect(methodsOf(client).map(({ id }) => id)).toEqual(['same', 'GET /b']);
  });
});

describe('a name', () => {
  it('is stated by x-sdk', () => {
    const get = { 'x-sdk': { method: 'repos.issues.listForRepo' }, responses: ok({}) };
    const method = methodOf(documentOf({ '/x': { get } }));
    expect(textOf(method)).toBe('repos.issues.listForRepo');
  });

  it.each(['get /x', 'GET /x', 'theId'])('is stated by the configuration for %s', (key) => {
    const get = { operationId: 'theId', 'x-sdk': { method: 'a.b' }, responses: ok({}) };
    const options = { naming: { methods: { [key]: 'things.read' } } };
    expect(textOf(methodOf(documentOf({ '/x': { get } }), options))).toBe('things.read');
  });

  it('that is none is reported', () => {
    const get = { 'x-sdk': { method: '..' }, responses: ok({}) };
    const client = readClient(documentOf({ '/x': { get } }));
    expect([rulesOf(client), namesOf(client)]).toEqual([['method-name'], { 'GET /x': 'x.get' }]);
  });

  it('of an unknown operation is reported', () => {
    const client = readClient(documentOf(pets), { naming: { methods: { nothing: 'a.b' } } });
    expect(client.notices.map(({ message }) => message)).toEqual([
      '`methods` of the configuration names `nothing`, an unknown operation.',
    ]);
  });

  it('that another method has is reported', () => {
    const get = { operationId: 'pets.get', responses: ok({}) };
    const client = readClient(
      documentOf({ '/a': { get }, '/b': { get: { ...get, operationId: 'pets/get' } } }),
    );
    expect(rulesOf(client)).toEqual(['method-name-taken']);
    expect(new Set(Object.values(namesOf(client))).size).toBe(2);
  });
});

describe('names of earlier generations', () => {
  const crowded = documentOf({
    '/pets': { get: { responses: ok({ type: 'array' }) } },
    '/v2/pets': { get: { responses: ok({ type: 'array' }) } },
    '/charges/{id}/dispute': { post: { responses: ok({}) } },
    '/charges/{id}/dispute/close': { post: { responses: ok({}) } },
    '/users/{id}': { get: { responses: ok({}) } },
    '/api/users/{name}': { get: { responses: ok({}) }, put: { responses: ok({}) } },
    '/api/users/{key}/': { put: { responses: ok({}) } },
  });

  it('are kept when operations are added, whichever these are', () => {
    for (const path of Object.keys(crowded.paths)) {
      const { [path]: _, ...fewer } = crowded.paths;
      const before = readClient({ ...crowded, paths: fewer });
      const after = readClient(crowded, { known: before.names });
      expect(after.names).toMatchObject(before.names);
      expect(new Set(Object.values(after.names)).size).toBe(Object.keys(after.names).length);
    }
  });

  it('are the same without being kept, for all that do not share a name', () => {
    const whole = namesOf(readClient(documentOf(pets)));
    for (const path of Object.keys(pets)) {
      const { [path]: _, ...fewer } = pets as Record<string, object>;
      expect(whole).toMatchObject(namesOf(readClient(documentOf(fewer))));
    }
  });

  it('are found when a parameter of the path is renamed', () => {
    const known = { 'GET /pets/{pet_id}': 'animals.fetch_one' };
    const { '/pets/{id}': item } = pets;
    expect(textOf(methodOf(documentOf({ '/pets/{id}': item }), { known }))).toBe(
      'animals.fetchOne',
    );
  });
});

describe("the File Organizer's document", () => {
  const read = (name: string): unknown =>
    JSON.parse(readFileSync(new URL(`../../../../../spec/dist/${name}`, import.meta.url), 'utf8'));
  const document = read('openapi.json') as Document;
  const client = readClient(document, { messages: read('asyncapi.json') as MessageDocument });
  const methods = new Map(methodsOf(client).map((method) => [method.id, method]));

  it('has the methods that its users know', () => {
    for (const { id, resource, name } of methods.values()) {
      expect([...resource, name].map((words) => words.join('_')).join('.')).toBe(id);
    }
    expect(client.notices).toEqual([]);
  });

  it('says what is positional, waited for, and done to the session', () => {
    expect(methods.get('files.upload')?.positional).toEqual({
      arguments: [['file'], ['path']],
      isGradual: true,
    });
    expect(methods.get('organize.scan')).toMatchObject({
      aliases: [['start']],
      waiting: {
        status: 'organize.get_status',
        key: 'job_id',
        state: 'status',
        running: ['pending', 'scanning', 'executing', 'rolling_back'],
      },
    });
    expect(methods.get('auth.refresh')?.session).toBe('refresh');
    expect(methods.get('files.list')?.limit).toBe('files');
    expect(methods.get('organize.execute')?.idempotencyKey).toBe('Idempotency-Key');
  });

  it('has its channel', () => {
    expect(client.model.channel).toMatchObject({
      resource: [['events']],
      name: ['connect'],
      ticket: 'auth.ws_ticket',
    });
  });

  it('says how its lists are read page by page', () => {
    const paged = [...methods.values()].flatMap(({ id, pagination }) =>
      pagination ? [[id, pagination.style]] : [],
    );
    expect(paged).toContainEqual(['files.list', 'cursor']);
    expect(new Set(paged.map(([, style]) => style))).toEqual(new Set(['cursor']));
  });
});

it('reads what the API sends', () => {
  const post = {
    summary: 'A new pet',
    requestBody: { content: { 'application/json': { schema: { type: 'object' } } } },
    responses: {},
  };
  const { model } = readClient(documentOf({}, { webhooks: { 'new-pet': { post } } }));
  expect(model.webhooks).toEqual([
    {
      name: 'new-pet',
      words: ['new', 'pet'],
      summary: 'A new pet',
      description: undefined,
      alternatives: [
        {
          mediaType: 'application/json',
          kind: 'json',
          schema: { type: 'object' },
          itemSchema: undefined,
        },
      ],
      isSigned: false,
    },
  ]);
});

describe('callbacks', () => {
  const post = (name: string, more: object = {}) => ({
    summary: name,
    requestBody: { content: { 'application/json': { schema: { type: 'object' } } } },
    responses: {},
    ...more,
  });
  const calling = (operationId: string, callbacks: object) => ({
    post: { operationId, callbacks, responses: {} },
  });
  const sold = { '{$request.body#/url}': { post: post('Sold') }, 'x-note': 1 };

  it('are requests that the API sends, by their names', () => {
    const { model } = readClient(documentOf({ '/a': calling('create', { sold }) }));
    expect(model.callbacks).toMatchObject([{ name: 'sold', summary: 'Sold', isSigned: false }]);
  });

  it('have the names of their operations if several operations have one of a name', () => {
    const { model } = readClient(
      documentOf({ '/a': calling('create', { sold }), '/b': calling('order', { sold }) }),
    );
    expect(model.callbacks.map(({ name }) => name)).toEqual(['create.sold', 'order.sold']);
  });

  it('may be components', () => {
    const paths = { '/a': calling('create', { sold: { $ref: '#/components/callbacks/Sold' } }) };
    const { model } = readClient(documentOf(paths, { components: { callbacks: { Sold: sold } } }));
    expect(model.callbacks.map(({ name }) => name)).toEqual(['sold']);
  });

  it('are signed if the document has the header of Standard Webhooks', () => {
    const header = { name: 'Webhook-Signature', in: 'header', schema: { type: 'string' } };
    const signed = { '{$url}': { post: post('Sold', { parameters: [header] }) } };
    const { model } = readClient(documentOf({ '/a': calling('create', { signed }) }));
    expect(model.callbacks).toMatchObject([{ isSigned: true }]);
  });

  it('that cannot be read are reported', () => {
    const form = { content: { 'application/x-www-form-urlencoded': {} } };
    const callbacks = {
      lost: { $ref: '#/components/callbacks/Lost' },
      form: { '{$url}': { post: post('Form', { requestBody: form }) } },
      outer: { '{$url}': { post: post('Outer', { callbacks: { sold } }) } },
    };
    const { notices } = readClient(documentOf({ '/a': calling('create', callbacks) }));
    expect(notices.map(({ rule, pointer }) => [rule, pointer])).toEqual([
      ['callback-left-out', '#/paths/~1a/post/callbacks/lost'],
      ['callback-body', '#/paths/~1a/post/callbacks/form/{$url}/post'],
      ['callback-left-out', '#/paths/~1a/post/callbacks/outer/{$url}/post/callbacks'],
    ]);
  });
});

it('names the problems after which a request is sent again', () => {
  const problems = [
    { code: 'busy', retry: true },
    { code: 'bad', retry: false },
  ];
  expect(readClient(documentOf({}, { 'x-problems': problems })).model.retriedProblems).toEqual([
    'busy',
  ]);
});

it('has no method for a change of the protocol, and says so', () => {
  const client = readClient(
    documentOf({ '/ws': { get: { responses: { 101: { description: '' } } } } }),
  );
  expect([methodsOf(client), rulesOf(client)]).toEqual([[], ['operation-left-out']]);
});
