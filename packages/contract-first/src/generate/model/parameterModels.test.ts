import { describe, expect, it } from 'vitest';
import { readClient } from './readClient.ts';
import { documentOf, methodOf, methodsOf, ok, rulesOf } from './testing/clientDocument.ts';

const withParameters = (parameters: readonly object[], path = '/a/{id}') =>
  documentOf({ [path]: { get: { parameters, responses: ok({}) } } });
const id = { name: 'id', in: 'path', required: true, schema: { type: 'string' } };

it('fills in the style of its place', () => {
  const { parameters } = methodOf(
    withParameters([
      id,
      { name: 'q', in: 'query', schema: {} },
      { name: 'filter', in: 'query', style: 'deepObject', explode: true, schema: {} },
      { name: 'If-Match', in: 'header', schema: {} },
      { name: 'session', in: 'cookie', schema: {} },
    ]),
  );
  expect(parameters.map(({ style, explode }) => [style, explode])).toEqual([
    ['simple', false],
    ['form', true],
    ['deepObject', true],
    ['simple', false],
    ['form', true],
  ]);
});

it('has the media type of one with content', () => {
  const content = { 'application/json': { schema: { type: 'object' } } };
  const [, where] = methodOf(
    withParameters([id, { name: 'where', in: 'query', content }]),
  ).parameters;
  expect(where).toMatchObject({ contentType: 'application/json', schema: { type: 'object' } });
});

it('reads the whole query as one value', () => {
  const content = { 'application/json': { schema: {} } };
  const [, whole] = methodOf(
    withParameters([id, { name: 'q', in: 'querystring', content }]),
  ).parameters;
  expect(whole).toMatchObject({ in: 'querystring', contentType: 'application/json' });
});

it('takes those of the path item, which the operation may override', () => {
  const item = {
    parameters: [id, { name: 'q', in: 'query', schema: { type: 'string' } }],
    get: {
      parameters: [{ name: 'q', in: 'query', schema: { type: 'integer' } }],
      responses: ok({}),
    },
  };
  const { parameters } = methodOf(documentOf({ '/a/{id}': item }));
  expect(parameters.map(({ name, schema }) => [name, schema])).toEqual([
    ['id', { type: 'string' }],
    ['q', { type: 'integer' }],
  ]);
});

it('gives the path the first choice of names', () => {
  const { parameters } = methodOf(withParameters([{ name: 'id', in: 'query', schema: {} }, id]));
  expect(parameters.map(({ argument }) => argument)).toEqual([['query', 'id'], ['id']]);
});

it('keeps the idempotency key for the client', () => {
  const method = methodOf(
    withParameters([id, { name: 'Idempotency-Key', in: 'header', schema: {} }]),
  );
  expect([method.idempotencyKey, method.parameters.length]).toEqual(['Idempotency-Key', 1]);
});

it.each(['Accept', 'content-type', 'Authorization'])('leaves %s to the client', (name) => {
  const client = readClient(withParameters([id, { name, in: 'header', schema: {} }]));
  expect([methodsOf(client)[0]?.parameters.length, client.notices]).toEqual([1, []]);
});

describe('what a document leaves out', () => {
  it('is a string for a parameter of the path', () => {
    const client = readClient(withParameters([]));
    expect(methodsOf(client)[0]?.parameters).toMatchObject([
      { name: 'id', in: 'path', required: true, schema: { type: 'string' } },
    ]);
    expect(rulesOf(client)).toEqual(['path-parameter-missing']);
  });
  it.each([
    ['that the path does not have', { ...id, name: 'other' }],
    ['in a place that does not exist', { name: 'a', in: 'trailer' }],
  ])('is a parameter %s, with a notice', (_, parameter) => {
    const client = readClient(withParameters([id, parameter]));
    expect([methodsOf(client)[0]?.parameters.length, rulesOf(client)]).toEqual([
      1,
      ['parameter-left-out'],
    ]);
  });
  it('is a style that does not exist, with a notice', () => {
    const client = readClient(withParameters([{ ...id, style: 'form' }]));
    expect(methodsOf(client)[0]?.parameters).toMatchObject([{ style: 'simple' }]);
    expect(rulesOf(client)).toEqual(['parameter-style']);
  });
});

describe('what the client sends by itself is no argument', () => {
  const schemes = { key: { type: 'apiKey', in: 'header', name: 'X-Key' } };
  const key = { name: 'x-key', in: 'header', required: true, schema: { type: 'string' } };
  const withKey = (security: readonly object[]) => ({
    ...documentOf({ '/a': { get: { security, parameters: [key], responses: ok({}) } } }),
    components: { securitySchemes: schemes },
  });

  it('a credential of the operation', () => {
    expect(methodOf(withKey([{ key: [] }])).parameters).toEqual([]);
  });

  it('but the key of a scheme that the operation does not use is one', () => {
    expect(methodOf(withKey([])).parameters.map(({ name }) => name)).toEqual(['x-key']);
  });

  it.each(['Content-Length', 'host', 'Transfer-Encoding'])(
    'a header of the connection: %s',
    (name) => {
      const document = withParameters([id, { name, in: 'header', schema: {} }]);
      expect(methodOf(document).parameters.map((each) => each.name)).toEqual(['id']);
      expect(rulesOf(readClient(document))).toContain('parameter-left-out');
    },
  );
});

it.each([
  ['exploded, the name of another', { name: 'b', explode: true }, 1],
  ['exploded, a name of its own', { name: 'a', explode: true }, 0],
  ['in one text', { name: 'b', explode: false }, 0],
  ['in brackets', { name: 'b', style: 'deepObject', explode: true }, 0],
])(
  'reports a property of an object in the query only if it is ambiguous: %s',
  (_, parameter, count) => {
    const object = { type: 'object', properties: { a: { type: 'string' } } };
    const document = withParameters([
      id,
      { in: 'query', schema: object, ...parameter },
      ...(parameter.name === 'a' ? [] : [{ name: 'a', in: 'query', schema: { type: 'string' } }]),
    ]);
    expect(rulesOf(readClient(document)).filter((rule) => rule === 'query-ambiguous')).toHaveLength(
      count,
    );
  },
);
