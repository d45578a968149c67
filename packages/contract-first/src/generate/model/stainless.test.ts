import { describe, expect, it } from 'vitest';
import { readClient } from './readClient.ts';
import { renamedMethods, stainlessNaming } from './stainless.ts';
import { documentOf, namesOf, ok } from './testing/clientDocument.ts';

const config = {
  resources: {
    $client: { methods: { status: 'get /status' } },
    pets: {
      models: { pet: '#/components/schemas/Pet' },
      methods: {
        list: 'get /pets',
        retrieve: { type: 'http', endpoint: 'get /pets/{pet_id}' },
        again: 'get /pets',
        wait: { type: 'alias' },
      },
      subresources: { photos: { methods: { upload: 'post /pets/{pet_id}/photos' } } },
    },
  },
};
const get = { responses: ok({}) };
const document = documentOf({
  '/status': { get },
  '/pets': { get },
  '/pets/{id}': { get },
  '/pets/{id}/photos': { post: get },
});

describe('names of a configuration of Stainless', () => {
  const { naming, leftOut } = stainlessNaming(config);

  it('are taken over', () => {
    expect(namesOf(readClient(document, { naming }))).toEqual({
      'GET /status': 'status',
      'GET /pets': 'pets.list',
      'GET /pets/{id}': 'pets.retrieve',
      'POST /pets/{id}/photos': 'pets.photos.upload',
    });
  });
  it('are left out if they have no endpoint, or are the second of one', () => {
    expect(leftOut).toEqual([
      { method: 'pets.again', reason: 'get /pets is pets.list already' },
      { method: 'pets.wait', reason: 'it has no endpoint' },
    ]);
  });
  it.each([undefined, {}, { resources: [] }])('are not in %j', (other) => {
    expect(() => stainlessNaming(other)).toThrow('The configuration has no `resources`.');
  });
});

it('tells which methods are named otherwise', () => {
  const { naming } = stainlessNaming(config);
  expect(renamedMethods(naming.methods ?? {}, readClient(document).names)).toEqual([
    { operation: 'GET /status', before: 'status', after: 'status.get' },
    { operation: 'GET /pets/{id}', before: 'pets.retrieve', after: 'pets.get' },
    {
      operation: 'POST /pets/{id}/photos',
      before: 'pets.photos.upload',
      after: 'pets.photos.create',
    },
  ]);
});
