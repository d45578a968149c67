import { type Case, document, documentOf, giving, operation, response } from './case.ts';

const text = { type: 'string' };
const cat = {
  type: 'object',
  required: ['kind'],
  properties: { kind: { const: 'cat' }, lives: { type: 'integer' } },
};
const dog = {
  type: 'object',
  required: ['kind'],
  properties: { kind: { const: 'dog' }, tricks: text },
};
const query = (fields: object) => ({ parameters: [{ name: 'q', in: 'query', ...fields }] });
const list = { type: 'array', items: text };

/** Other spellings of the same around schemas, and documentation, which are no change. */
export const wireSpellings: readonly Case[] = [
  operation(
    'explicit default of style and explode',
    false,
    [],
    [query({ schema: list }), query({ schema: list, style: 'form', explode: true })],
  ),
  operation(
    'explode of a parameter that is not a list',
    false,
    [],
    [query({ schema: text }), query({ schema: text, explode: false })],
  ),
  operation(
    'explicit required: false',
    false,
    [],
    [query({ schema: text }), query({ schema: text, required: false })],
  ),
  operation(
    'the case of the name of a header',
    false,
    [],
    [
      { parameters: [{ name: 'X-Id', in: 'header', schema: text }] },
      { parameters: [{ name: 'x-id', in: 'header', schema: text }] },
    ],
  ),
  operation(
    'charset of a media type',
    false,
    [],
    [
      { requestBody: { content: { 'application/json': { schema: text } } } },
      { requestBody: { content: { 'application/json; charset=utf-8': { schema: text } } } },
    ],
  ),
  operation(
    'the case of a media type',
    false,
    [],
    [
      { requestBody: { content: { 'application/json': { schema: text } } } },
      { requestBody: { content: { 'Application/JSON': { schema: text } } } },
    ],
  ),
  operation(
    'explicit default of a content type in a form',
    false,
    [],
    [
      {
        requestBody: {
          content: {
            'multipart/form-data': { schema: { type: 'object', properties: { a: text } } },
          },
        },
      },
      {
        requestBody: {
          content: {
            'multipart/form-data': {
              schema: { type: 'object', properties: { a: text } },
              encoding: { a: { contentType: 'text/plain' } },
            },
          },
        },
      },
    ],
  ),
  operation('no security, or one that needs nothing', false, [], [{}, { security: [{}] }]),
  operation(
    'security of the document, on the operation',
    false,
    [],
    [{}, { security: [{ Key: [] }] }],
    {
      security: [{ Key: [] }],
      components: { securitySchemes: { Key: { type: 'apiKey', in: 'header', name: 'X-Key' } } },
    },
  ),
  document('a server that is the default', false, [], [{}, { servers: [{ url: '/' }] }]),
  document(
    'a slash at the end of a server',
    false,
    [],
    [
      { servers: [{ url: 'https://api.example.com/v1' }] },
      { servers: [{ url: 'https://api.example.com/v1/' }] },
    ],
  ),
  {
    name: 'a parameter of the path item, on the operation',
    breaking: false,
    rules: [],
    before: {
      ...documentOf(),
      paths: {
        '/a': { parameters: [{ name: 'q', in: 'query', schema: text }], get: { responses: {} } },
      },
    },
    after: {
      ...documentOf(),
      paths: {
        '/a': { get: { parameters: [{ name: 'q', in: 'query', schema: text }], responses: {} } },
      },
    },
  },
  {
    name: 'a response, a parameter and a body as components',
    breaking: false,
    rules: [],
    before: documentOf({ ...query({ schema: text }), ...giving(cat) }),
    after: documentOf(
      {
        parameters: [{ $ref: '#/components/parameters/Q' }],
        responses: { 200: { $ref: '#/components/responses/Cat' } },
      },
      {
        components: {
          parameters: { Q: { name: 'q', in: 'query', schema: text } },
          responses: {
            Cat: { description: 'OK', content: { 'application/json': { schema: cat } } },
          },
        },
      },
    ),
  },
  ...['description', 'title', 'example', '$comment', 'x-note'].map((keyword) =>
    response(
      `${keyword} of a member of oneOf`,
      false,
      [],
      [
        { oneOf: [{ ...cat, [keyword]: 'Old' }, dog] },
        { oneOf: [{ ...cat, [keyword]: 'New' }, dog] },
      ],
    ),
  ),
  document(
    'documentation of the document',
    false,
    [],
    [
      { tags: [{ name: 'a' }], externalDocs: { url: 'https://a.example.com' } },
      { tags: [{ name: 'b' }], externalDocs: { url: 'https://b.example.com' } },
    ],
  ),
  operation(
    'documentation of an operation',
    false,
    [],
    [
      { summary: 'A', description: 'B', tags: ['a'], 'x-internal': true },
      {
        summary: 'C',
        description: 'D',
        tags: ['b'],
        externalDocs: { url: 'https://a.example.com' },
      },
    ],
  ),
];
