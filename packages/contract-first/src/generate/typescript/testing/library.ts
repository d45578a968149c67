/** Documents of a small library, from which tests generate clients. */
import type { MessageDocument } from '../../../contract/messages.ts';
import type { Document, JsonSchema, Operation } from '../../../document/model.ts';

const book: JsonSchema = {
  type: 'object',
  description: 'A book, with its `shelf_mark`',
  required: ['shelf_mark'],
  properties: {
    shelf_mark: { type: 'string', description: 'Any */* mark' },
    next_volume: { anyOf: [{ $ref: '#/components/schemas/Book' }, { type: 'null' }] },
    state: { type: 'string', enum: ['on_shelf', 'lent_out'], description: '`on_shelf` or not' },
  },
};

export const json = (schema: JsonSchema) => ({ 'application/json': { schema } });
export const gives = (schema: JsonSchema) => ({
  200: { description: 'Done', content: json(schema) },
});
export const reference = { $ref: '#/components/schemas/Book' };

const find: Operation = {
  operationId: 'books.find',
  summary: 'Find books',
  description: 'Looks through every shelf.',
  'x-sdk': { positional: ['title'], aliases: ['search_for'] },
  parameters: [
    { name: 'title', in: 'query', description: 'A part of the title', schema: { type: 'string' } },
    { name: 'max_pages', in: 'query', schema: { type: 'integer' } },
  ],
  responses: {
    ...gives({ type: 'array', items: reference }),
    404: { description: 'None', content: { 'application/problem+json': { schema: reference } } },
    418: { description: 'A teapot' },
  },
};

const add: Operation = {
  operationId: 'books.add',
  'x-sdk': { positional: ['scan', 'shelf_mark'] },
  requestBody: {
    required: true,
    content: {
      'multipart/form-data': {
        schema: {
          type: 'object',
          required: ['scan', 'shelf_mark', 'page_count'],
          properties: {
            scan: { type: 'string', format: 'binary' },
            shelf_mark: { type: 'string' },
            page_count: { type: 'integer' },
          },
        },
      },
    },
  },
  responses: gives(reference),
};

const get: Operation = {
  operationId: 'books.get_one',
  deprecated: true,
  security: [],
  parameters: [{ name: 'book_id', in: 'path', required: true, schema: { type: 'string' } }],
  responses: gives(reference),
};

const index: Operation = {
  operationId: 'books.index',
  responses: gives({ type: 'object', 'x-opaque': true, properties: { dewey_000: {} } }),
};

export const library = withOperations({
  '/books': { get: find, post: add },
  '/books/{book_id}': { get },
  '/index': { get: index },
});

function withOperations(
  paths: Document['paths'],
  schemas: Record<string, JsonSchema> = { Book: book },
): Document {
  return {
    openapi: '3.1.1',
    info: { title: 'A library', version: '1' },
    security: [{ Key: [] }],
    tags: [{ name: 'books', description: 'What stands on the shelves' }],
    paths,
    components: { schemas },
  };
}

/** A document with one operation that gives a schema. */
export function giving(schema: JsonSchema): Document {
  return withOperations({ '/x': { get: { operationId: 'x.get', responses: gives(schema) } } });
}

/** A document with one operation, which is `find` but for some part. */
export function finding(part: Partial<Operation>): Document {
  return withOperations({ '/books': { get: { ...find, ...part } } });
}

const order: JsonSchema = {
  type: 'object',
  required: ['order_id', 'state'],
  properties: {
    order_id: { type: 'string' },
    state: { type: 'string', enum: ['on_its_way', 'here'], 'x-running': ['on_its_way'] },
  },
};
export const ordersWith = (sdk: object): Document =>
  withOperations(
    {
      '/orders': {
        get: {
          operationId: 'orders.list_all',
          'x-rate-limit': 'reading',
          parameters: [{ name: 'cursor', in: 'query', schema: { type: 'string' } }],
          responses: gives({
            type: 'object',
            required: ['items', 'next_cursor'],
            properties: {
              items: { type: 'array', items: { $ref: '#/components/schemas/Order' } },
              next_cursor: { type: ['string', 'null'] },
            },
          }),
        },
        post: {
          operationId: 'orders.place',
          'x-sdk': sdk,
          parameters: [{ name: 'Idempotency-Key', in: 'header', schema: { type: 'string' } }],
          responses: gives({ $ref: '#/components/schemas/Order' }),
        },
      },
      '/orders/{order_id}': {
        get: {
          operationId: 'orders.get',
          parameters: [
            { name: 'order_id', in: 'path', required: true, schema: { type: 'string' } },
            { name: 'If-None-Match', in: 'header', schema: { type: 'string' } },
          ],
          responses: {
            ...gives({ $ref: '#/components/schemas/Order' }),
            304: { description: 'As it was' },
          },
        },
      },
      '/desk': {
        post: {
          operationId: 'desk.enter',
          'x-sdk': { session: 'begin' },
          responses: gives({ $ref: '#/components/schemas/Book' }),
        },
        put: {
          operationId: 'desk.stay',
          'x-sdk': { session: 'refresh' },
          responses: gives({ $ref: '#/components/schemas/Book' }),
        },
      },
    },
    { Book: book, Order: order },
  );
export const orders = ordersWith({ wait: 'orders.get', aliases: ['put_in'] });
export const bell: MessageDocument = {
  asyncapi: '3.0.0',
  channels: {
    bell: {
      address: '/bell/{listener_id}',
      'x-sdk': { method: 'bells.listen', ticket: 'desk.enter', final: [4000] },
    },
  },
  operations: {
    rings: { action: 'send', messages: [{ $ref: '#/channels/bell/messages/arrived' }] },
    says: { action: 'receive', messages: [{ $ref: '#/channels/bell/messages/hello' }] },
  },
  components: {
    messages: {
      arrived: {
        name: 'arrived',
        payload: {
          type: 'object',
          required: ['event', 'data'],
          properties: {
            event: { type: 'string', const: 'arrived' },
            data: { $ref: '#/components/schemas/Order' },
          },
        },
      },
      hello: { name: 'hello', payload: { type: 'object', properties: { event: {} } } },
    },
    schemas: { Order: order },
  },
};
