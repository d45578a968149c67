import { describe, expect, it } from 'vitest';
import { readClient } from './readClient.ts';
import { documentOf, methodOf, ok, rulesOf } from './testing/clientDocument.ts';

const apiKey = { type: 'apiKey', in: 'header', name: 'X-Key' };
const bearer = { type: 'http', scheme: 'Bearer', bearerFormat: 'JWT' };
const withSchemes = (
  securitySchemes: Readonly<Record<string, object>>,
  operation: object = {},
  rest: object = {},
) =>
  documentOf(
    { '/a': { get: { responses: ok({}), ...operation } } },
    { components: { securitySchemes }, ...rest },
  );
const schemesOf = (schemes: Readonly<Record<string, object>>) =>
  readClient(withSchemes(schemes)).model.schemes;
const optionsOf = (schemes: Readonly<Record<string, object>>) =>
  schemesOf(schemes).map(({ option }) => option.join(' '));

describe('the option for credentials', () => {
  it('has the usual name for the only one of its kind', () => {
    expect(optionsOf({ junk: apiKey, other: bearer })).toEqual(['api key', 'access token']);
  });
  it('has the name of its scheme if there are several', () => {
    const query = { ...apiKey, in: 'query' };
    expect(optionsOf({ ApiKeyAuth: apiKey, ticket: query })).toEqual(['api key', 'ticket']);
  });
  it('is unique', () => {
    expect(optionsOf({ key: apiKey, key_auth: apiKey })).toEqual(['key', 'key 2']);
  });
});

it.each([
  [apiKey, { type: 'apiKey', in: 'header', parameter: 'X-Key' }],
  [{ type: 'http', scheme: 'basic' }, { type: 'basic' }],
  [bearer, { type: 'bearer', format: 'JWT' }],
  [
    { type: 'http', scheme: 'digest' },
    { type: 'http', scheme: 'digest' },
  ],
  [
    { type: 'openIdConnect', openIdConnectUrl: 'https://a.test' },
    { type: 'openIdConnect', url: 'https://a.test' },
  ],
  [{ type: 'mutualTLS' }, { type: 'mutualTLS' }],
])('reads %j', (scheme, expected) => {
  expect(schemesOf({ one: scheme })).toMatchObject([expected]);
});

it('reads the flow with which a client gets tokens by itself', () => {
  const flows = {
    implicit: { authorizationUrl: 'https://a.test/authorize', scopes: { read: '' } },
    clientCredentials: {
      tokenUrl: 'https://a.test/token',
      refreshUrl: 'https://a.test/refresh',
      scopes: { read: '', write: '' },
    },
  };
  expect(schemesOf({ oauth: { type: 'oauth2', flows } })).toMatchObject([
    {
      tokenUrl: 'https://a.test/token',
      refreshUrl: 'https://a.test/refresh',
      scopes: ['read', 'write'],
    },
  ]);
});

it('leaves out and reports a scheme that cannot be read', () => {
  const client = readClient(withSchemes({ a: { type: 'apiKey' }, b: { type: 'x' }, c: bearer }));
  expect([client.model.schemes.length, rulesOf(client)]).toEqual([
    1,
    ['security-scheme', 'security-scheme'],
  ]);
});

describe('what an operation needs', () => {
  const schemes = { key: apiKey, token: bearer };
  it.each([
    ['nothing', [], {}, []],
    ['what the document says', undefined, { security: [{ key: [] }] }, [{ key: [] }]],
    [
      'what it says itself',
      [{ token: ['read'] }, { key: [] }],
      {},
      [{ token: ['read'] }, { key: [] }],
    ],
    ['nothing though the document says so', [], { security: [{ key: [] }] }, []],
    ['nothing or something', [{}, { key: [] }], {}, [{}, { key: [] }]],
    ['nothing at all', [{}], {}, []],
  ])('is %s', (_, security, rest, expected) => {
    const operation = security === undefined ? {} : { security };
    expect(methodOf(withSchemes(schemes, operation, rest)).security).toEqual(expected);
  });

  it('leaves out an alternative that nobody can have, with a notice', () => {
    const document = withSchemes(schemes, { security: [{ none: [] }, { key: [] }] });
    expect(methodOf(document).security).toEqual([{ key: [] }]);
    expect(rulesOf(readClient(document))).toEqual(['security-scheme-missing']);
  });

  it.each([
    ['two headers', { key: [], token: [] }, bearer, 0],
    ['two values of Authorization', { basic: [], token: [] }, { type: 'http', scheme: 'basic' }, 1],
    [
      'a key in the header of a token',
      { basic: [], token: [] },
      { type: 'apiKey', in: 'header', name: 'authorization' },
      1,
    ],
  ])('with %s has as many notices as conflicts', (_, alternative, basic, count) => {
    const document = withSchemes(
      { key: apiKey, token: bearer, basic },
      { security: [alternative] },
    );
    const conflicts = rulesOf(readClient(document)).filter((rule) => rule === 'security-conflict');
    expect(conflicts).toHaveLength(Number(count));
  });
});

describe('servers', () => {
  const servers = [
    {
      url: 'https://{region}.a.test',
      variables: { region: { default: 'eu', enum: ['eu', 'us'] } },
    },
  ];
  it('have the defaults of their variables', () => {
    expect(readClient(documentOf({}, { servers })).model.servers).toEqual([
      {
        url: 'https://{region}.a.test',
        description: undefined,
        variables: { region: { default: 'eu' } },
      },
    ]);
  });
  it('of an operation go before those of its path', () => {
    const of = (url: string) => [{ url }];
    const get = { servers: of('https://operation.test'), responses: ok({}) };
    const item = { servers: of('https://path.test'), get };
    expect(methodOf(documentOf({ '/a': item })).servers).toMatchObject(
      of('https://operation.test'),
    );
    const plain = { ...item, get: { responses: ok({}) } };
    expect(methodOf(documentOf({ '/a': plain })).servers).toMatchObject(of('https://path.test'));
  });
});
