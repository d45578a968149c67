import { describe, expect, it } from 'vitest';
import type { Document } from '../contract/document.ts';
import { compareContracts } from './index.ts';

// biome-ignore lint/suspicious/noExplicitAny: a document is changed in places that its type does not name
type Editable = any;

const before = {
  openapi: '3.1.1',
  info: { title: 'Harbour', version: '1' },
  components: {
    schemas: {
      Ship: {
        type: 'object',
        required: ['name'],
        properties: { name: { type: 'string' }, kind: { type: 'string', enum: ['barge', 'tug'] } },
      },
    },
  },
  paths: {
    '/ships/{id}': {
      put: {
        operationId: 'ships.put',
        security: [{ Key: ['read'] }],
        parameters: [
          { name: 'id', in: 'path', required: true, schema: { type: 'string' } },
          { name: 'limit', in: 'query', schema: { type: 'integer', maximum: 10 } },
        ],
        requestBody: {
          content: {
            'application/json': {
              schema: {
                type: 'object',
                additionalProperties: false,
                required: ['name'],
                properties: {
                  name: { type: 'string', maxLength: 10 },
                  kind: { type: 'string', enum: ['barge', 'tug'] },
                  tags: { type: 'array', items: { type: 'string' } },
                },
              },
            },
          },
        },
        responses: {
          200: {
            description: 'The ship',
            headers: { ETag: { required: true, schema: { type: 'string' } } },
            content: { 'application/json': { schema: { $ref: '#/components/schemas/Ship' } } },
          },
          404: { description: 'None' },
        },
      },
    },
  },
};

const operation = (document: Editable) => document.paths['/ships/{id}'].put;
const body = (document: Editable) =>
  operation(document).requestBody.content['application/json'].schema;
const ship = (document: Editable) => document.components.schemas.Ship;

type Cases = Readonly<Record<string, (document: Editable) => void>>;

const breaks: Cases = {
  'operation-removed': (d) => delete d.paths['/ships/{id}'].put,
  'operation-id-changed': (d) => (operation(d).operationId = 'ships.save'),
  'parameter-removed': (d) => operation(d).parameters.pop(),
  'required-parameter-added': (d) =>
    operation(d).parameters.push({ name: 'a', in: 'query', required: true }),
  'parameter-became-required': (d) => (operation(d).parameters[1].required = true),
  'parameter-style-changed': (d) => (operation(d).parameters[1].style = 'pipeDelimited'),
  'request-maximum-narrowed': (d) => (operation(d).parameters[1].schema.maximum = 9),
  'request-body-became-required': (d) => (operation(d).requestBody.required = true),
  'request-body-removed': (d) => delete operation(d).requestBody,
  'request-media-type-removed': (d) => (operation(d).requestBody.content = { 'text/plain': {} }),
  'required-request-property-added': (d) => {
    body(d).required.push('flag');
    body(d).properties.flag = { type: 'string' };
  },
  'request-property-became-required': (d) => body(d).required.push('kind'),
  'request-property-removed': (d) => delete body(d).properties.kind,
  'request-maxLength-narrowed': (d) => (body(d).properties.name.maxLength = 9),
  'request-minLength-narrowed': (d) => (body(d).properties.name.minLength = 1),
  'request-pattern-narrowed': (d) => (body(d).properties.name.pattern = '^a'),
  'request-type-narrowed': (d) => (body(d).properties.name = { type: 'integer' }),
  'request-enum-narrowed': (d) => body(d).properties.kind.enum.pop(),
  'request-minItems-narrowed': (d) => (body(d).properties.tags.minItems = 1),
  'request-format-narrowed': (d) => (body(d).properties.tags.items.format = 'uuid'),
  'status-removed': (d) => delete operation(d).responses[200],
  'status-added': (d) => (operation(d).responses[201] = { description: 'New' }),
  'header-removed': (d) => delete operation(d).responses[200].headers.ETag,
  'header-became-optional': (d) => delete operation(d).responses[200].headers.ETag.required,
  'response-media-type-removed': (d) =>
    (operation(d).responses[200].content = { 'text/plain': {} }),
  'response-property-removed': (d) => delete ship(d).properties.kind,
  'response-property-became-optional': (d) => (ship(d).required = []),
  'response-enum-widened': (d) => ship(d).properties.kind.enum.push('ferry'),
  'response-type-widened': (d) => (ship(d).properties.name.type = ['string', 'null']),
  'credentials-narrowed': (d) => (operation(d).security = [{ Key: ['read', 'write'] }]),
};

const adds: Cases = {
  'operation-added': (d) => (d.paths['/ships/{id}'].get = { responses: {} }),
  'parameter-added': (d) => operation(d).parameters.push({ name: 'a', in: 'query' }),
  'request-maximum-widened': (d) => (operation(d).parameters[1].schema.maximum = 11),
  'request-media-type-added': (d) => (operation(d).requestBody.content['text/plain'] = {}),
  'request-property-added': (d) => (body(d).properties.flag = { type: 'string' }),
  'request-property-became-optional': (d) => (body(d).required = []),
  'request-enum-widened': (d) => body(d).properties.kind.enum.push('ferry'),
  'response-property-added': (d) => (ship(d).properties.flag = { type: 'string' }),
  'response-property-became-required': (d) => ship(d).required.push('kind'),
  'response-enum-narrowed': (d) => ship(d).properties.kind.enum.pop(),
  'error-status-added': (d) => (operation(d).responses[409] = { description: 'Taken' }),
  'error-status-removed': (d) => delete operation(d).responses[404],
  'header-added': (d) => (operation(d).responses[200].headers.Link = {}),
  'credentials-dropped': (d) => (operation(d).security = []),
  'credentials-widened': (d) => operation(d).security.push({ Token: [] }),
};

const changesBy = (change: (document: Editable) => void) => {
  const after = structuredClone(before);
  change(after);
  // They are documents, written without their types.
  return compareContracts(before as unknown as Document, after as unknown as Document);
};

describe('a change is breaking', () => {
  it.each(Object.entries(breaks))('%s', (rule, change) => {
    expect(changesBy(change)).toContainEqual(expect.objectContaining({ level: 'breaking', rule }));
  });

  it('where an operation begins to need credentials', () => {
    const open = structuredClone(before) as Editable;
    operation(open).security = [];
    const changes = compareContracts(open, before as unknown as Document);
    expect(changes).toMatchObject([{ level: 'breaking', rule: 'credentials-required' }]);
  });

  it('where a request does not take other properties any more', () => {
    const open = structuredClone(before) as Editable;
    delete body(open).additionalProperties;
    const changes = compareContracts(open, before as unknown as Document);
    expect(changes).toMatchObject([{ level: 'breaking', rule: 'request-closed' }]);
  });
});

describe('a change is additive', () => {
  it.each(Object.entries(adds))('%s', (rule, change) => {
    const changes = changesBy(change);
    expect(changes).toMatchObject([{ rule }]);
    expect(changes.map(({ level }) => level)).toEqual(['additive']);
  });
});

it.each<[string, (document: Editable) => void]>([
  ['nothing', () => {}],
  ['words', (d) => (operation(d).description = 'Other words')],
  [
    'the name of a path parameter',
    (d) => {
      d.paths['/ships/{ship}'] = d.paths['/ships/{id}'];
      delete d.paths['/ships/{id}'];
      operation({ paths: { '/ships/{id}': d.paths['/ships/{ship}'] } }).parameters[0].name = 'ship';
    },
  ],
  [
    'where a schema stands',
    (d) => {
      operation(d).responses[200].content['application/json'].schema = ship(d);
    },
  ],
  ['the order of an enum', (d) => ship(d).properties.kind.enum.reverse()],
])('%s is no change', (_what, change) => {
  expect(changesBy(change)).toEqual([]);
});
