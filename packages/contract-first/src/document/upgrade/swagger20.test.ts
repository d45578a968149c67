import { describe, expect, it } from 'vitest';
import { upgradeDocument } from '../load.ts';

const swagger = (parts: object) => ({
  swagger: '2.0',
  info: { title: 'Old', version: '1' },
  paths: {},
  ...parts,
});

/** What becomes of one operation, `POST /pets`. */
function upgradedOperation(operation: object, around: object = {}, item: object = {}) {
  const { document, notices } = upgradeDocument(
    swagger({
      ...around,
      paths: { '/pets': { ...item, post: { responses: {}, ...operation } } },
    }),
  );
  return { operation: document.paths['/pets']?.post, notices, document };
}

describe('servers', () => {
  it.each([
    [
      'one per scheme',
      { host: 'a.example', basePath: '/v1', schemes: ['https', 'http'] },
      [{ url: 'https://a.example/v1' }, { url: 'http://a.example/v1' }],
    ],
    ['https without schemes', { host: 'a.example' }, [{ url: 'https://a.example' }]],
    ['only the base path without a host', { basePath: '/v1' }, [{ url: '/v1' }]],
    ['none without either', {}, undefined],
  ])('are %s', (_what, given, servers) => {
    expect(upgradeDocument(swagger(given)).document.servers).toEqual(servers);
  });

  it('of an operation use its own schemes', () => {
    const { operation } = upgradedOperation({ schemes: ['wss'] }, { host: 'a.example' });
    expect(operation).toMatchObject({ servers: [{ url: 'wss://a.example' }] });
  });
});

describe('a parameter', () => {
  it.each([
    ['csv', 'query', { style: 'form', explode: false }],
    [undefined, 'query', { style: 'form', explode: false }],
    ['multi', 'query', { style: 'form', explode: true }],
    ['ssv', 'query', { style: 'spaceDelimited', explode: false }],
    ['pipes', 'query', { style: 'pipeDelimited', explode: false }],
    ['csv', 'header', {}],
    ['csv', 'path', {}],
  ])(
    'with collectionFormat %s in a %s keeps its serialization',
    (collectionFormat, place, style) => {
      const { operation, notices } = upgradedOperation({
        parameters: [
          {
            name: 'tags',
            in: place,
            type: 'array',
            items: { type: 'string' },
            ...(collectionFormat && { collectionFormat }),
          },
        ],
      });
      expect(operation?.parameters).toEqual([
        {
          name: 'tags',
          in: place,
          schema: { type: 'array', items: { type: 'string' } },
          ...style,
        },
      ]);
      expect(notices).toEqual([]);
    },
  );

  it('with a collectionFormat that OpenAPI 3 lacks is a string with a notice', () => {
    const { operation, notices } = upgradedOperation({
      parameters: [{ name: 'a', in: 'query', type: 'array', items: {}, collectionFormat: 'tsv' }],
    });
    expect(operation?.parameters).toMatchObject([{ schema: { type: 'string' } }]);
    expect(notices).toMatchObject([
      { rule: 'collection-format', pointer: '#/paths/~1pets/post/parameters/0' },
    ]);
  });

  it('keeps its extensions outside and its bounds inside its schema', () => {
    const { operation } = upgradedOperation({
      parameters: [
        {
          name: 'n',
          in: 'query',
          type: 'integer',
          minimum: 0,
          exclusiveMinimum: true,
          'x-nullable': true,
          'x-own': 1,
        },
      ],
    });
    expect(operation?.parameters).toEqual([
      {
        name: 'n',
        in: 'query',
        'x-own': 1,
        schema: { type: ['integer', 'null'], exclusiveMinimum: 0 },
      },
    ]);
  });
});

describe('a body', () => {
  const pet = { type: 'object', properties: { name: { type: 'string' } } };

  it('is listed for each consumed media type', () => {
    const { operation } = upgradedOperation({
      consumes: ['application/json', 'application/xml'],
      parameters: [{ name: 'pet', in: 'body', required: true, description: 'A pet', schema: pet }],
    });
    expect(operation).toMatchObject({
      requestBody: {
        required: true,
        description: 'A pet',
        content: { 'application/json': { schema: pet }, 'application/xml': { schema: pet } },
      },
    });
    expect(operation).not.toHaveProperty('parameters');
    expect(operation).not.toHaveProperty('consumes');
  });

  it('without a media type is JSON with a notice', () => {
    const { operation, notices } = upgradedOperation({
      parameters: [{ name: 'pet', in: 'body', schema: pet }],
    });
    expect(operation).toMatchObject({ requestBody: { content: { 'application/json': {} } } });
    expect(notices).toMatchObject([{ rule: 'media-type-assumed' }]);
  });

  it('of a path is inherited by operations without one', () => {
    const { operation } = upgradedOperation(
      {},
      { consumes: ['application/json'] },
      { parameters: [{ name: 'pet', in: 'body', schema: pet }] },
    );
    expect(operation).toMatchObject({
      requestBody: { content: { 'application/json': { schema: pet } } },
    });
  });

  it('of a form with a file is multipart', () => {
    const { operation } = upgradedOperation({
      consumes: ['application/x-www-form-urlencoded'],
      parameters: [
        { name: 'photo', in: 'formData', type: 'file', required: true },
        {
          name: 'tags',
          in: 'formData',
          type: 'array',
          items: { type: 'string' },
          collectionFormat: 'multi',
        },
      ],
    });
    expect(operation).toMatchObject({
      requestBody: {
        required: true,
        content: {
          'multipart/form-data': {
            schema: {
              type: 'object',
              required: ['photo'],
              properties: {
                photo: { type: 'string', format: 'binary' },
                tags: { type: 'array', items: { type: 'string' } },
              },
            },
            encoding: { tags: { style: 'form', explode: true } },
          },
        },
      },
    });
  });

  it('in a shared parameter is resolved', () => {
    const { operation, document } = upgradedOperation(
      { parameters: [{ $ref: '#/parameters/Pet' }, { $ref: '#/parameters/Page' }] },
      {
        consumes: ['application/json'],
        parameters: {
          Pet: { name: 'pet', in: 'body', schema: pet },
          Page: { name: 'page', in: 'query', type: 'integer' },
        },
      },
    );
    expect(operation).toMatchObject({
      requestBody: { content: { 'application/json': { schema: pet } } },
      parameters: [{ $ref: '#/components/parameters/Page' }],
    });
    expect(document.components?.parameters).toEqual({
      Page: { name: 'page', in: 'query', schema: { type: 'integer' } },
    });
  });
});

it('a response keeps its schema, examples and headers', () => {
  const { operation } = upgradedOperation({
    produces: ['application/json'],
    responses: {
      200: {
        description: 'ok',
        schema: { $ref: '#/definitions/Pet' },
        examples: { 'application/json': { name: 'Rex' }, 'text/plain': 'Rex' },
        headers: { 'X-Count': { type: 'integer', description: 'How many' } },
      },
      204: { description: 'none' },
    },
  });
  const schema = { $ref: '#/components/schemas/Pet' };
  expect(operation?.responses).toEqual({
    200: {
      description: 'ok',
      content: {
        'application/json': { schema, example: { name: 'Rex' } },
        'text/plain': { schema, example: 'Rex' },
      },
      headers: { 'X-Count': { description: 'How many', schema: { type: 'integer' } } },
    },
    204: { description: 'none' },
  });
});

it.each([
  [{ type: 'basic' }, { type: 'http', scheme: 'basic' }],
  [
    { type: 'apiKey', name: 'X-Key', in: 'header' },
    { type: 'apiKey', name: 'X-Key', in: 'header' },
  ],
  [
    {
      type: 'oauth2',
      flow: 'accessCode',
      authorizationUrl: '/a',
      tokenUrl: '/t',
      scopes: { r: '' },
    },
    {
      type: 'oauth2',
      flows: { authorizationCode: { authorizationUrl: '/a', tokenUrl: '/t', scopes: { r: '' } } },
    },
  ],
])('the security scheme %o becomes %o', (given, expected) => {
  const { document } = upgradeDocument(swagger({ securityDefinitions: { it: given } }));
  expect(document.components?.securitySchemes).toEqual({ it: expected });
});

it('references point to the new place of their targets', () => {
  const { operation } = upgradedOperation(
    {
      produces: ['application/json'],
      responses: {
        200: { description: 'ok', schema: { type: 'array', items: { type: 'string' } } },
        201: {
          description: 'ok',
          schema: { $ref: '#/paths/~1pets/post/responses/200/schema/items' },
        },
        400: { $ref: '#/responses/Error' },
      },
    },
    { responses: { Error: { description: 'no' } } },
  );
  expect(operation?.responses).toMatchObject({
    201: {
      content: {
        'application/json': {
          schema: {
            $ref: '#/paths/~1pets/post/responses/200/content/application~1json/schema/items',
          },
        },
      },
    },
    400: { $ref: '#/components/responses/Error' },
  });
});

it('a pointer into the upgraded document maps to the source', () => {
  const { document, sourceOf } = upgradeDocument(
    swagger({
      consumes: ['application/json'],
      definitions: { Pet: { type: 'object', properties: { name: { type: 'string' } } } },
      paths: {
        '/pets': {
          post: { parameters: [{ name: 'pet', in: 'body', schema: { type: 'string' } }] },
        },
      },
    }),
  );
  expect(document.openapi).toBe('3.1.2');
  expect(sourceOf('#/components/schemas/Pet/properties/name/type')).toBe(
    '#/definitions/Pet/properties/name/type',
  );
  expect(
    sourceOf('#/paths/~1pets/post/requestBody/content/application~1json/schema/minLength'),
  ).toBe('#/paths/~1pets/post/parameters/0/schema/minLength');
});

it('names such as __proto__ are kept', () => {
  const { document } = upgradeDocument(
    JSON.parse(
      '{ "swagger": "2.0", "paths": {}, "definitions": { "Pet": { "properties": { "__proto__": { "type": "string", "x-nullable": true } } } }, "responses": { "__proto__": { "description": "no" } } }',
    ),
  );
  expect(JSON.stringify(document.components)).toBe(
    '{"schemas":{"Pet":{"properties":{"__proto__":{"type":["string","null"]}}}},"responses":{"__proto__":{"description":"no"}}}',
  );
});
