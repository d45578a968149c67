import type { Document } from 'contract-first/contract';
import { describe, expect, it } from 'vitest';
import { done, info } from './testing/documentParts.ts';
import { notReached } from './unreached.ts';

const get = (operationId: string, ...names: readonly string[]) => ({
  get: {
    operationId,
    parameters: names.map((name) => ({ name, in: 'query', schema: { type: 'string' } })),
    responses: done,
  },
});
const post = (operationId: string, ...types: readonly string[]) => ({
  post: {
    operationId,
    requestBody: { required: true, content: Object.fromEntries(types.map((type) => [type, {}])) },
    responses: done,
  },
});

function reported(paths: object, rest: object = {}): string[] {
  const document = { openapi: '3.1.1', info, paths, ...rest } as Document;
  return notReached(document).map(({ pointer }) => pointer);
}

describe('an operation whose path differs from that of another one by nothing that is sent', () => {
  it.each<[what: string, paths: object]>([
    ['with a fragment alone', { '/a': get('one'), '/a#x': get('two') }],
    ['listed first', { '/a#x': get('two'), '/a': get('one') }],
    ['after another fragment', { '/a#y': get('one'), '/a#x': get('two') }],
    ['with other names', { '/{a}': get('one'), '/{b}#x': get('two') }],
    ['with other names alone', { '/{a}/x': get('one'), '/{b}/x': get('two') }],
    [
      'with a body that the other one takes',
      {
        '/a': post('one', 'application/json', 'image/*'),
        '/a#x': post('two', 'image/png'),
      },
    ],
  ])('is reported: %s', (_what, paths) => {
    const path = Object.keys(paths).find((each) => each.endsWith('#x') || each === '/{b}/x') ?? '';
    const [method] = Object.keys((paths as Record<string, object>)[path] ?? {});
    expect(reported(paths)).toEqual([`#/paths/${path.replaceAll('/', '~1')}/${method}`]);
  });

  it.each<[what: string, paths: object]>([
    ['its fragment names a parameter', { '/a': get('one'), '/a#x': get('two', 'x') }],
    ['it has another method', { '/a': get('one'), '/a#x': post('two', 'text/plain') }],
    [
      'it has bodies of another media type',
      {
        '/a': post('one', 'application/json'),
        '/a#x': post('two', 'application/json', 'image/png'),
      },
    ],
    ['no other one has the path', { '/a': get('one'), '/b#x': get('two') }],
    ['its path has another query', { '/a?x=1': get('one'), '/a?x=2#x': get('two') }],
  ])('is not reported if %s', (_what, paths) => {
    expect(reported(paths)).toEqual([]);
  });
});

describe('an operation with several credentials in Authorization', () => {
  const securitySchemes = {
    Basic: { type: 'http', scheme: 'basic' },
    Token: { type: 'oauth2', flows: {} },
    Bearer: { type: 'http', scheme: 'Bearer' },
    Key: { type: 'apiKey', in: 'header', name: 'X-Key' },
  };
  const secured = (...security: readonly object[]) => ({
    '/a': { get: { ...get('one').get, security } },
  });

  it('is reported', () => {
    const paths = secured({ Basic: [], Token: [], Key: [] });
    expect(reported(paths, { components: { securitySchemes } })).toEqual(['#/paths/~1a/get']);
  });

  it.each([
    ['another alternative needs one', [{ Basic: [], Token: [] }, { Key: [] }]],
    ['one token may be of both', [{ Token: [], Bearer: [] }]],
    ['the others are elsewhere', [{ Basic: [], Key: [] }]],
    ['it needs none', []],
  ])('is not reported if %s', (_what, security) => {
    expect(reported(secured(...security), { components: { securitySchemes } })).toEqual([]);
  });
});

it('reports an operation whose security scheme needs a header that cannot exist', () => {
  const paths = { '/a': { get: { ...get('one').get, security: [{ key: [] }] } } };
  const securitySchemes = { key: { type: 'apiKey', in: 'header', name: 'x y' } };
  expect(reported(paths, { components: { securitySchemes } })).toEqual(['#/paths/~1a/get']);
});
