/**
 * The documents that features are put into: a few operations on things, in each version.
 *
 * @module
 */
import type { Base } from './feature.ts';

const thing = () => ({
  type: 'object',
  required: ['id'],
  properties: { id: { type: 'string' }, value: { type: 'string' } },
});

/** OpenAPI 3 in the version with this number. */
export const openApi = (version: string) => (): Base => {
  const json = () => ({
    'application/json': { schema: { $ref: '#/components/schemas/Thing' } },
  });
  const tags = ['things'];
  return {
    openapi: version,
    info: { title: 'Things', version: '1' },
    servers: [{ url: 'https://things.example' }],
    tags: [{ name: 'things' }],
    paths: {
      '/things/{id}': {
        get: {
          operationId: 'things.get',
          summary: 'Get',
          tags,
          parameters: [{ name: 'id', in: 'path', required: true, schema: { type: 'string' } }],
          responses: {
            200: { description: 'Fine', content: json() },
            404: { description: 'Not found' },
          },
        },
      },
      '/things': {
        get: {
          operationId: 'things.list',
          summary: 'List',
          tags,
          parameters: [],
          responses: {
            200: { description: 'Fine', content: json() },
            400: { description: 'Bad' },
          },
        },
        post: {
          operationId: 'things.create',
          summary: 'Create',
          tags,
          requestBody: { required: true, content: json() },
          responses: {
            201: { description: 'Made', content: json() },
            400: { description: 'Bad' },
          },
        },
      },
    },
    components: { schemas: { Thing: thing() } },
  };
};

/** Swagger 2.0. */
export const swagger = (): Base => {
  const schema = () => ({ $ref: '#/definitions/Thing' });
  const tags = ['things'];
  return {
    swagger: '2.0',
    info: { title: 'Things', version: '1' },
    host: 'things.example',
    schemes: ['https'],
    consumes: ['application/json'],
    produces: ['application/json'],
    tags: [{ name: 'things' }],
    paths: {
      '/things/{id}': {
        get: {
          operationId: 'things.get',
          summary: 'Get',
          tags,
          parameters: [{ name: 'id', in: 'path', required: true, type: 'string' }],
          responses: {
            200: { description: 'Fine', schema: schema() },
            404: { description: 'Not found' },
          },
        },
      },
      '/things': {
        get: {
          operationId: 'things.list',
          summary: 'List',
          tags,
          parameters: [],
          responses: {
            200: { description: 'Fine', schema: schema() },
            400: { description: 'Bad' },
          },
        },
        post: {
          operationId: 'things.create',
          summary: 'Create',
          tags,
          parameters: [{ name: 'body', in: 'body', required: true, schema: schema() }],
          responses: {
            201: { description: 'Made', schema: schema() },
            400: { description: 'Bad' },
          },
        },
      },
    },
    definitions: { Thing: thing() },
  };
};

/** The operations of `/things`. */
export const list = (document: Base) => document.paths['/things'].get;
export const create = (document: Base) => document.paths['/things'].post;

/** An operation with an id of its own. */
export const operation = (id: string) => ({
  operationId: id,
  summary: 'Own',
  tags: ['things'],
  responses: { 204: { description: 'Fine' }, 400: { description: 'Bad' } },
});

/** The content of a message with a thing. */
export const thingContent = {
  'application/json': { schema: { $ref: '#/components/schemas/Thing' } },
};
