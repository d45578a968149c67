/** A document whose API sends webhooks and a callback, in many forms. */
import type { Document } from 'contract-first/contract';
import { component, info } from './documentParts.ts';

const taken = { 204: { description: 'Taken' } };
const body = (content: object, required = true) => ({ requestBody: { required, content } });
const json = (schema: object) => ({ 'application/json': { schema } });
const text = { type: 'string' };
const webhook = (operation: object) => ({ post: { responses: taken, ...operation } });

const Pet = {
  type: 'object',
  required: ['id', 'name', 'secret'],
  properties: {
    id: { type: 'integer', readOnly: true },
    name: { type: 'string', minLength: 1 },
    secret: { type: 'string', writeOnly: true },
    size: { type: 'string', default: 'small' },
  },
};
const form = {
  type: 'object',
  required: ['name'],
  properties: { name: text, tags: { type: 'array', items: text }, owner: { type: 'object' } },
};

export const webhooksDocument = {
  openapi: '3.2.0',
  info,
  paths: {
    '/orders': {
      post: {
        operationId: 'orders.place',
        responses: taken,
        callbacks: {
          paid: {
            '{$request.body#/url}': webhook(
              body(
                json({
                  type: 'object',
                  required: ['sum'],
                  properties: { sum: { type: 'number' } },
                }),
              ),
            ),
          },
        },
      },
    },
  },
  webhooks: {
    newPet: webhook({
      ...body(json(component('Pet'))),
      responses: {
        200: {
          description: 'Seen',
          headers: { 'X-Seen': { required: true, schema: text } },
          content: { 'application/json': { schema: component('Pet') }, 'text/plain': {} },
        },
        204: { description: 'Taken' },
        '4XX': { description: 'Refused', content: { 'application/problem+json': {} } },
      },
    }),
    parameters: webhook({
      parameters: [
        { name: 'since', in: 'query', schema: { type: 'integer' } },
        { name: 'tags', in: 'query', explode: false, schema: { type: 'array', items: text } },
        { name: 'X-Event', in: 'header', required: true, schema: { enum: ['made', 'gone'] } },
        { name: 'webhook-id', in: 'header', required: true, schema: text },
        { name: 'session', in: 'cookie', schema: text },
      ],
    }),
    form: webhook(
      body({
        'application/x-www-form-urlencoded': { schema: form },
        'multipart/form-data': {
          schema: {
            ...form,
            required: ['name', 'photo'],
            properties: { ...form.properties, photo: { type: 'string', format: 'binary' } },
          },
        },
      }),
    ),
    media: webhook(
      body({
        'text/csv': { schema: { type: 'string', maxLength: 5 } },
        'image/*': {},
        'application/jsonl': { itemSchema: component('Pet') },
      }),
    ),
    optional: webhook(body(json(text), false)),
    own: { additionalOperations: { NOTIFY: { responses: taken } } },
    traced: { trace: { responses: taken } },
    anything: { post: {} },
  },
  components: { schemas: { Pet } },
} as unknown as Document;
