import type { Document } from 'contract-first/contract';
import { component, components, info, parameter } from './documentParts.ts';

// biome-ignore lint/suspicious/noTemplateCurlyInString: what would be a template in generated code
const prose = 'A `tick`, ${a}, a */ b, "c", \'d\', \\e and\na line';

/** A document with much of what documents can have. */
export const harbour: Document = {
  openapi: '3.1.1',
  info,
  security: [{ Key: [] }],
  'x-tides': [{ tide: 'high', level: 0 }],
  paths: {
    '/ships/{ship-id}': {
      parameters: [
        parameter('ship-id', { type: 'integer', minimum: 1 }, { in: 'path', required: true }),
        parameter(
          'X-Trace',
          { type: 'string', maxLength: 3 },
          { in: 'header', description: prose },
        ),
      ],
      get: {
        operationId: 'ships.get',
        summary: prose,
        description: prose,
        externalDocs: { url: 'https://ships.example' },
        parameters: [
          parameter('limit', { type: 'integer', minimum: 1, maximum: 9, default: 5 }),
          parameter('zero', { type: 'integer', default: 0 }),
          parameter('no', { type: 'boolean', default: false }),
          parameter('empty', { type: 'string', default: '' }),
          parameter('ratio', { type: 'number', exclusiveMaximum: 1 }),
          parameter('tag', { type: 'array', items: { type: 'string', minLength: 1 }, maxItems: 2 }),
          parameter('id', { type: 'array', items: { type: 'integer' }, uniqueItems: true }),
          parameter('csv', { type: 'array', items: { type: 'integer' } }, { explode: false }),
          parameter(
            'pipe',
            { type: 'array', items: { type: 'string' } },
            { style: 'pipeDelimited', explode: false },
          ),
          parameter('side', component('my-schema')),
          parameter('code', component('2fa'), { required: true }),
          parameter('draught', component('Draught')),
          parameter('level', { type: 'integer', enum: [1, 2] }),
          parameter('maybe', { type: ['integer', 'null'], description: 'May be none' }),
          parameter('all', { anyOf: [{ type: 'integer', minimum: 1 }, { const: 'all' }] }),
          parameter('on', { const: true }),
          parameter(
            'a b',
            { type: 'string', format: 'date-time' },
            { example: '2026-01-01T00:00:00Z' },
          ),
          parameter(
            'X-Trace',
            { type: 'string', maxLength: 5 },
            { in: 'header', deprecated: true },
          ),
          parameter('X-Count', { type: 'integer' }, { in: 'header' }),
          parameter('visits', { type: 'integer' }, { in: 'cookie' }),
        ],
        responses: {
          200: {
            description: prose,
            headers: {
              ETag: { $ref: '#/components/headers/Ship' },
              'X-Age': { schema: { type: 'integer' } },
            },
            content: {
              'application/json': {
                schema: component('Ship'),
                examples: { one: { $ref: '#/components/examples/One' } },
              },
              'text/plain': { schema: { type: 'string' }, example: prose },
              'image/*': {},
            },
          },
          201: { description: 'Nothing to say' },
          '4XX': { $ref: '#/components/responses/Ship' },
          default: { $ref: '#/components/responses/Again' },
        },
      },
      put: {
        operationId: 'ships.put',
        security: [{ Key: ['b', 'a'] }, { Other: [] }],
        requestBody: {
          description: prose,
          content: {
            'application/merge-patch+json': {
              schema: component('Named'),
              example: { name: prose },
            },
            'application/octet-stream': { schema: { type: 'string', format: 'binary' } },
          },
        },
        responses: { 204: { description: 'Done' } },
      },
      post: {
        operationId: 'ships.add',
        requestBody: {
          required: true,
          content: {
            'multipart/form-data': {
              schema: {
                type: 'object',
                required: ['plan', 'decks', 'tags'],
                additionalProperties: false,
                properties: {
                  plan: { type: 'string', format: 'binary' },
                  more: { type: 'array', items: { type: 'string', format: 'binary' } },
                  photo: { type: 'string', contentMediaType: 'image/png' },
                  decks: { type: 'integer', minimum: 0 },
                  sails: { type: 'boolean', default: false },
                  tags: { type: 'array', items: { type: 'string' } },
                  side: component('my-schema'),
                },
              },
            },
          },
        },
        responses: { 204: { description: 'Done' } },
      },
    },
    '/unnamed': { get: { responses: { 204: { description: 'No id of its own' } } } },
  },
  components: {
    schemas: components,
    headers: {
      Ship: { required: true, schema: { type: 'string', minLength: 1 }, description: prose },
      Again: { $ref: '#/components/headers/Ship' },
    },
    responses: {
      Ship: {
        description: 'Wrong',
        headers: { Again: { $ref: '#/components/headers/Again' } },
        content: { 'application/json': { schema: component('Named') } },
      },
      Again: { $ref: '#/components/responses/Ship' },
    },
    examples: { One: { value: { name: 'Ann' } } },
  },
};
