import { expect, it } from 'vitest';
import { type Document, operations } from '../contract/index.ts';
import { fromHeaders, schemesFor, securitySchemes } from './credentials.ts';

const document = {
  openapi: '3.1.1',
  info: { title: 'Schemes', version: '1' },
  paths: {},
  components: {
    securitySchemes: {
      Implicit: { type: 'oauth2', flows: {} },
      Code: { type: 'oauth2', flows: {} },
      Token: { type: 'http', scheme: 'bearer' },
      Basic: { type: 'http', scheme: 'basic' },
    },
  },
} as unknown as Document;

it('a header is a credential of every scheme that uses it', () => {
  expect(fromHeaders(document, { Authorization: 'Bearer t' })).toEqual({
    credentials: { Implicit: 't', Code: 't', Token: 't' },
    others: {},
  });
});

it.each([
  ['another alternative', [{ Basic: [], Token: [] }, { Basic: [] }], ['Basic']],
  ['none, if there is no other one', [{ Basic: [], Code: [] }], undefined],
])('takes %s for schemes that one header cannot satisfy', (_what, security, keys) => {
  const paths = { '/a': { get: { security, responses: {} } } };
  const [operation] = operations({ ...document, paths });
  const schemes = securitySchemes(document);
  const all = Object.fromEntries(schemes.map(({ key }) => [key, 'secret']));
  const used = operation && schemesFor(operation, schemes, all);
  expect(used?.map(({ key }) => key)).toEqual(keys);
});
