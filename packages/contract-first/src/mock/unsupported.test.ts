import { expect, it } from 'vitest';
import type { PathItem } from '../document/model.ts';
import { startMockServer } from './server.ts';
import { documentOf, ok } from './testing/serving.ts';
import { unsupportedIn } from './unsupported.ts';

const items = (type: string) => ({
  200: { description: 'ok', content: { [type]: { itemSchema: { type: 'object' } } } },
});

it.each<readonly [what: string, item: PathItem, pointer: string, message: RegExp]>([
  [
    'a method that Node.js does not support',
    { additionalOperations: { FROB: { responses: ok() } } },
    '#/paths/~1a/additionalOperations/FROB',
    /FROB/,
  ],
  [
    'an additional operation for a standard method',
    { additionalOperations: { GET: { responses: ok() } } },
    '#/paths/~1a/additionalOperations/GET',
    /field of its own/,
  ],
  [
    'items of an unsupported media type',
    { get: { responses: items('multipart/mixed') } },
    '#/paths/~1a/get/responses/200/content/multipart~1mixed',
    /multipart\/mixed/,
  ],
  [
    'an unsupported parameter for the whole query',
    // Of OpenAPI 3.2, which the type does not have.
    JSON.parse('{"get":{"parameters":[{"in":"querystring","name":"q"}],"responses":{}}}'),
    '#/paths/~1a/get/parameters/0',
    /query string/,
  ],
])('%s is refused with its place', async (_what, item, pointer, message) => {
  const document = documentOf({ '/a': item });
  expect(unsupportedIn(document)).toEqual([{ pointer, message: expect.stringMatching(message) }]);
  await expect(startMockServer({ document, port: 0, host: '127.0.0.1' })).rejects.toThrow(pointer);
});

it('webhooks with unsupported features are accepted', () => {
  const webhooks = { changed: { post: { responses: items('multipart/mixed') } } };
  const document = { ...documentOf({}), webhooks };
  expect(unsupportedIn(document)).toEqual([]);
});
