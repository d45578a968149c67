import { expect, it } from 'vitest';
import type { Document } from './model.ts';
import { outgoingRequests } from './outgoing.ts';

const sent = { responses: { 204: { description: 'Taken' } } };

const document = {
  openapi: '3.2.0',
  info: { title: 'Shop', version: '1' },
  paths: {
    '/orders/{id}': {
      post: {
        operationId: 'orders.place',
        callbacks: {
          paid: { '{$request.body#/url}': { post: sent }, 'x-note': 'no path item' },
          shipped: { $ref: '#/components/callbacks/Shipped' },
        },
        responses: {},
      },
    },
  },
  webhooks: {
    newPet: { post: sent },
    'pet/gone': { $ref: '#/components/pathItems/Gone' },
  },
  components: {
    callbacks: {
      Shipped: {
        '{$request.body#/a}': { post: sent, additionalOperations: { PURGE: sent } },
        '{$request.body#/b}': { post: sent },
      },
    },
    pathItems: { Gone: { put: sent, delete: sent } },
  },
} as unknown as Document;

it('webhooks and callbacks have names of their own, and places', () => {
  const placed = '#/paths/~1orders~1{id}/post/callbacks';
  expect(
    outgoingRequests(document).map(({ name, operation, pointer }) => [name, operation, pointer]),
  ).toEqual([
    ['newPet', undefined, '#/webhooks/newPet/post'],
    ['pet/gone.put', undefined, '#/webhooks/pet~1gone/put'],
    ['pet/gone.delete', undefined, '#/webhooks/pet~1gone/delete'],
    ['paid', 'orders.place', `${placed}/paid/{$request.body#~1url}/post`],
    ['shipped.post', 'orders.place', `${placed}/shipped/{$request.body#~1a}/post`],
    [
      'shipped.PURGE',
      'orders.place',
      `${placed}/shipped/{$request.body#~1a}/additionalOperations/PURGE`,
    ],
    ['shipped.post2', 'orders.place', `${placed}/shipped/{$request.body#~1b}/post`],
  ]);
});
