import { expect, it } from 'vitest';
import type { Json } from './cases/case.ts';
import { documentOfCase } from './cases/case.ts';
import { compareContracts } from './index.ts';

const done = { description: 'Done' };
const text = { schema: { type: 'string' } };
const responding = (response: Json): Json => ({ responses: { 200: { ...done, ...response } } });
const sending = (media: Json): Json => ({
  requestBody: { content: { 'multipart/form-data': { schema: { type: 'object' }, ...media } } },
});

/** Two values of each field of an object of OpenAPI 3.2, and the object in an operation. */
const objects: Readonly<
  Record<string, readonly [fields: Json, inOperation: (object: Json) => Json]>
> = {
  link: [
    {
      operationId: ['a', 'b'],
      operationRef: ['#/paths/~1a/post', '#/paths/~1b/post'],
      parameters: [{ id: '$response.body#/id' }, { id: '$response.body#/idx' }],
      requestBody: ['$response.body#/a', { a: 1 }],
      description: ['a', 'b'],
      server: [{ url: '/a' }, { url: '/b' }],
    },
    (link) => responding({ links: { next: link } }),
  ],
  header: [
    {
      ...{ description: ['a', 'b'], required: [true, false], deprecated: [true, false] },
      ...{ style: ['simple', 'other'], explode: [true, false], example: [1, 2] },
      ...{ schema: [{}, { type: 'string' }], examples: [{}, { a: { value: 1 } }] },
      content: [{ 'text/plain': {} }, { 'application/json': {} }],
    },
    (header) => responding({ headers: { A: header } }),
  ],
  parameter: [
    {
      ...{ description: ['a', 'b'], required: [true, false], deprecated: [true, false] },
      ...{ style: ['form', 'pipeDelimited'], explode: [true, false], example: [1, 2] },
      ...{ schema: [{}, { type: 'string' }], examples: [{}, { a: { value: 1 } }] },
      content: [{ 'text/plain': {} }, { 'application/json': {} }],
      ...{ allowReserved: [true, false], allowEmptyValue: [true, false] },
    },
    (parameter) => ({ parameters: [{ name: 'a', in: 'query', ...parameter }] }),
  ],
  'media type': [
    {
      ...{ schema: [{}, { type: 'object' }], itemSchema: [{}, { type: 'object' }] },
      ...{ example: [1, 2], examples: [{}, { a: { value: 1 } }] },
      encoding: [{ a: {} }, { a: { contentType: 'text/plain' } }],
      prefixEncoding: [[], [{ contentType: 'text/plain' }]],
      itemEncoding: [{}, { contentType: 'text/plain' }],
    },
    sending,
  ],
  encoding: [
    {
      contentType: ['text/plain', 'text/html'],
      headers: [{ A: text }, { B: text }],
      ...{ style: ['form', 'pipeDelimited'], explode: [true, false], allowReserved: [true, false] },
      encoding: [{ a: {} }, { a: { contentType: 'text/plain' } }],
      prefixEncoding: [[], [{ contentType: 'text/plain' }]],
      itemEncoding: [{}, { contentType: 'text/plain' }],
    },
    (encoding) => sending({ encoding: { a: encoding } }),
  ],
  response: [
    {
      ...{ summary: ['a', 'b'], description: ['a', 'b'] },
      ...{ headers: [{ A: text }, { B: text }], links: [{}, { a: { operationId: 'a' } }] },
      content: [{ 'text/plain': {} }, { 'application/json': {} }],
    },
    responding,
  ],
  'request body': [
    {
      ...{ description: ['a', 'b'], required: [true, false] },
      content: [{ 'text/plain': {} }, { 'application/json': {} }],
    },
    (body) => ({ requestBody: { content: {}, ...body } }),
  ],
  server: [
    {
      ...{ url: ['/a', '/b'], description: ['a', 'b'], name: ['a', 'b'] },
      variables: [{}, { a: { default: 'a' } }],
    },
    (server) => ({ servers: [{ url: '/', ...server }] }),
  ],
  'server variable': [
    { enum: [['a'], ['b']], default: ['a', 'b'], description: ['a', 'b'] },
    (variable) => ({ servers: [{ url: '/{a}', variables: { a: variable } }] }),
  ],
  operation: [
    {
      ...{ tags: [['a'], ['b']], summary: ['a', 'b'], description: ['a', 'b'] },
      ...{ externalDocs: [{ url: '/a' }, { url: '/b' }], operationId: ['a', 'b'] },
      ...{ parameters: [[], [{ name: 'a', in: 'query', ...text }]] },
      ...{ requestBody: [{ content: {} }, { content: { 'text/plain': {} } }] },
      ...{ responses: [{ 200: done }, { 204: done }], callbacks: [{}, { a: { '/': {} } }] },
      ...{ deprecated: [true, false], security: [[], [{ A: [] }]] },
      servers: [[], [{ url: '/b' }]],
    },
    (operation) => operation,
  ],
  'security scheme': [
    {
      ...{ type: ['http', 'mutualTLS'], description: ['a', 'b'], name: ['a', 'b'] },
      ...{ in: ['query', 'header'], scheme: ['basic', 'bearer'], bearerFormat: ['a', 'b'] },
      ...{ openIdConnectUrl: ['/a', '/b'], oauth2MetadataUrl: ['/a', '/b'] },
      ...{ deprecated: [true, false], flows: [{}, { implicit: { scopes: {} } }] },
    },
    () => ({ security: [{ A: [] }] }),
  ],
  'flow of a security scheme': [
    {
      ...{ authorizationUrl: ['/a', '/b'], deviceAuthorizationUrl: ['/a', '/b'] },
      ...{ tokenUrl: ['/a', '/b'], refreshUrl: ['/a', '/b'], scopes: [{}, { a: 'A' }] },
    },
    () => ({ security: [{ A: [] }] }),
  ],
};

const fields = Object.entries(objects).flatMap(([name, [values, inOperation]]) =>
  Object.entries(values).map(([field, both]) => [name, field, both, inOperation] as const),
);

it.each(fields)('knows the standard fields of a %s: %s', (name, field, both, inOperation) => {
  const [before, after] = (both as readonly [unknown, unknown]).map((value) => {
    const object = { [field]: value };
    const scheme = name === 'security scheme' ? object : {};
    const flow = name === 'flow of a security scheme' ? { flows: { implicit: object } } : {};
    return documentOfCase({
      openapi: '3.2.0',
      info: { title: 'Fields', version: '1' },
      paths: { '/a': { post: { responses: { 200: done }, ...inOperation(object) } } },
      components: { securitySchemes: { A: { type: 'http', ...scheme, ...flow } } },
    });
  });
  if (!before || !after) throw new TypeError('two documents are needed');
  const changes = compareContracts(before, after);
  expect(changes.map(({ rule }) => rule)).not.toContain('unknown-field-changed');
});

it('treats x- names in a map of parts or links as names', () => {
  const documents = ['text/plain', 'text/html'].map((contentType) =>
    documentOfCase({
      openapi: '3.2.0',
      info: { title: 'Fields', version: '1' },
      paths: {
        '/a': {
          post: { responses: { 200: done }, ...sending({ encoding: { 'x-a': { contentType } } }) },
        },
      },
    }),
  );
  const [before, after] = documents;
  if (!before || !after) throw new TypeError('two documents are needed');
  expect(compareContracts(before, after).map(({ rule }) => rule)).toContain(
    'request-encoding-narrowed',
  );
});
