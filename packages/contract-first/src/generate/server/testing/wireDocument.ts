import type { Document } from 'contract-first/contract';
import { info } from './documentParts.ts';

const done = { 204: { description: 'Done' } };
const wrong = { description: 'Wrong', content: { 'application/problem+json': {} } };
const integers = { type: 'array', items: { type: 'integer' } };
const point = {
  type: 'object',
  required: ['x'],
  properties: { x: { type: 'integer' }, y: { type: 'integer' } },
};
const inQuery = (name: string, schema: object, how: object = {}) => ({
  name,
  in: 'query' as const,
  schema,
  ...how,
});
const inPath = (...names: readonly string[]) =>
  names.map((name) => ({
    ...{ name, in: 'path' as const, required: true },
    schema: { type: name === 'id' ? 'integer' : 'string' },
  }));
const body = (content: object, required = true) => ({ requestBody: { required, content } });

/** A document that uses what a request can be on the wire. */
export const wireDocument = {
  openapi: '3.2.0',
  info,
  paths: {
    '/reports/{id}.{format}': {
      get: { operationId: 'getReport', parameters: inPath('id', 'format'), responses: done },
    },
    '/pages/{name}{extension}': {
      get: {
        operationId: 'getPage',
        parameters: [
          ...inPath('name'),
          {
            ...{ name: 'extension', in: 'path' as const, required: true },
            schema: { type: 'string', enum: ['.json', '.html'] },
          },
        ],
        responses: done,
      },
    },
    '/compare/{base}...{head}': {
      get: { operationId: 'compare', parameters: inPath('base', 'head'), responses: done },
    },
    '/items/{id}': {
      get: { operationId: 'getItem', parameters: inPath('id'), responses: done },
      additionalOperations: {
        PURGE: { operationId: 'purgeItem', parameters: inPath('id'), responses: done },
      },
    },
    '/items/{id}:activate': {
      post: { operationId: 'activateItem', parameters: inPath('id'), responses: done },
    },
    '/items?action=copy': { post: { operationId: 'copyItems', responses: done } },
    '/find?q={q}': {
      get: {
        operationId: 'find',
        parameters: [inQuery('q', { type: 'string' }, { required: true })],
        responses: { ...done, 400: wrong },
      },
    },
    '/empty': {
      get: {
        operationId: 'empty',
        parameters: [
          inQuery(
            'all',
            { type: 'object', properties: { x: { type: 'integer' } } },
            { required: true },
          ),
        ],
        responses: done,
      },
    },
    '/lists': {
      get: {
        operationId: 'lists',
        parameters: [inQuery('any', { type: 'array', items: {} }, { required: true })],
        responses: done,
      },
    },
    '/near?x={x}': {
      get: {
        operationId: 'near',
        parameters: [
          { name: 'x', in: 'path' as const, required: true, schema: { type: 'integer' } },
        ],
        responses: { ...done, 400: wrong },
      },
    },
    '/pictures': {
      post: {
        operationId: 'addPicture',
        ...body({ 'application/json': { schema: { type: 'object' } } }),
        responses: done,
      },
    },
    '/pictures#bytes': {
      post: { operationId: 'uploadPicture', ...body({ 'image/*': {} }), responses: done },
    },
    '/login#password': { get: { operationId: 'login', responses: done } },
    '/styles/{label}/{matrix}/{list}': {
      get: {
        operationId: 'pathStyles',
        parameters: [
          { name: 'label', in: 'path', required: true, style: 'label', schema: integers },
          {
            name: 'matrix',
            in: 'path',
            required: true,
            style: 'matrix',
            explode: true,
            schema: point,
          },
          {
            name: 'list',
            in: 'path',
            required: true,
            schema: { type: 'array', items: { type: 'string' } },
          },
        ],
        responses: done,
      },
    },
    '/whole': {
      get: {
        operationId: 'whole',
        parameters: [
          {
            ...{ name: 'q', in: 'querystring', required: true },
            content: { 'application/json': { schema: point } },
          },
        ],
        responses: done,
      },
    },
    '/pairs': {
      get: {
        operationId: 'pairs',
        parameters: [
          {
            ...{ name: 'q', in: 'querystring' },
            content: { 'application/x-www-form-urlencoded': { schema: point } },
          },
        ],
        responses: done,
      },
    },
    '/search': {
      query: {
        operationId: 'search',
        parameters: [
          inQuery(
            'filter',
            {
              type: 'object',
              required: ['min'],
              properties: {
                min: { type: 'integer' },
                tags: { type: 'array', items: { type: 'string' } },
              },
              additionalProperties: false,
            },
            { style: 'deepObject', explode: true },
          ),
          inQuery(
            'tags',
            { type: 'array', items: { type: 'string' } },
            { style: 'pipeDelimited', explode: false },
          ),
          inQuery(
            'words',
            { type: 'array', items: { type: 'string' } },
            { style: 'spaceDelimited', explode: false },
          ),
          inQuery('ids', integers, { explode: false }),
          inQuery('each', integers),
          inQuery('place', point),
          inQuery('flat', point, { explode: false }),
          {
            name: 'where',
            in: 'query',
            content: { 'application/json': { schema: point } },
          },
          { name: 'session', in: 'cookie', schema: { type: 'string', minLength: 3 } },
          { name: 'X-Point', in: 'header', schema: point },
          { name: 'X-Flags', in: 'header', schema: { type: 'array', items: { type: 'boolean' } } },
          { name: 'X-Size', in: 'header', explode: true, schema: point },
        ],
        responses: { ...done, 400: wrong },
      },
    },
    '/items': {
      post: {
        operationId: 'createItem',
        ...body({
          'application/vnd.api+json': {
            schema: {
              type: 'object',
              required: ['data'],
              properties: { data: { type: 'object' } },
            },
          },
          'application/x-www-form-urlencoded': {
            schema: {
              type: 'object',
              required: ['a'],
              properties: {
                a: { type: 'integer' },
                l: { type: 'array', items: { type: 'string' } },
                o: point,
              },
            },
          },
          'multipart/form-data': {
            schema: {
              type: 'object',
              required: ['id', 'meta', 'files'],
              properties: {
                id: { type: 'integer', readOnly: true },
                meta: point,
                note: { type: 'string', maxLength: 5 },
                files: { type: 'array', items: { type: 'string', format: 'binary' } },
              },
            },
            encoding: {
              meta: { contentType: 'application/json' },
              files: { contentType: 'text/plain, image/*' },
            },
          },
          'text/plain': { schema: { type: 'string', minLength: 2 } },
          'text/x-json': { schema: { type: 'object', properties: { x: { type: 'integer' } } } },
          'image/*': {},
        }),
        responses: { ...done, '4XX': wrong },
      },
    },
    '/versions': {
      put: {
        operationId: 'putVersion',
        ...body(
          {
            'application/json': { schema: { type: 'integer' } },
            'application/vnd.ship.v2+json': { schema: { type: 'string' } },
          },
          false,
        ),
        responses: done,
      },
    },
    '/styled': {
      post: {
        operationId: 'postStyled',
        ...body({
          'application/x-www-form-urlencoded': {
            schema: {
              type: 'object',
              properties: {
                spread: point,
                flat: point,
                spaced: point,
                open: { type: 'object' },
                note: { type: 'string' },
              },
            },
            encoding: {
              spread: { style: 'form' },
              flat: { style: 'form', explode: false },
              spaced: { style: 'spaceDelimited' },
              open: { explode: true },
            },
          },
        }),
        responses: done,
      },
    },
    '/form': {
      post: {
        operationId: 'postForm',
        ...body({
          'application/x-www-form-urlencoded': {
            schema: {
              type: 'object',
              properties: {
                card: point,
                items: { type: 'array', items: point },
                n: { type: 'number' },
              },
              additionalProperties: false,
            },
          },
        }),
        responses: done,
      },
    },
  },
  // The type of documents lacks fields of OpenAPI 3.2 in operations.
} as unknown as Document;
