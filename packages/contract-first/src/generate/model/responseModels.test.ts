import { describe, expect, it } from 'vitest';
import { documentOf, methodOf } from './testing/clientDocument.ts';

const responsesOf = (responses: object) =>
  methodOf(documentOf({ '/a': { get: { responses } } })).responses;
const kindOf = (mediaType: string, media: object = {}) =>
  responsesOf({ 200: { description: '', content: { [mediaType]: media } } })[0]?.alternatives[0]
    ?.kind;

it.each([
  ['application/json', 'json'],
  ['application/problem+json; charset=utf-8', 'json'],
  ['text/plain', 'text'],
  ['application/xml', 'text'],
  ['text/event-stream', 'events'],
  ['application/stream+json', 'items'],
  ['application/jsonl', 'items'],
  ['application/json-seq', 'items'],
  ['image/png', 'bytes'],
  ['application/octet-stream', 'bytes'],
])('reads %s as %s', (mediaType, kind) => {
  expect(kindOf(mediaType)).toBe(kind);
});

it.each(['application/octet-stream', 'application/pdf', 'application/vnd.ms-excel'])(
  'reads %s as bytes even if its schema is that of an object',
  (mediaType) => {
    expect(kindOf(mediaType, { schema: { type: 'object' } })).toBe('bytes');
  },
);

it('reads any type as JSON if its schema is that of a list or an object', () => {
  expect(kindOf('*/*', { schema: { type: 'array' } })).toBe('json');
  expect(kindOf('*/*', { schema: { type: 'string' } })).toBe('bytes');
});

it('has the schema of the items of a stream', () => {
  const media = { itemSchema: { type: 'object' } };
  const [response] = responsesOf({
    200: { description: '', content: { 'text/event-stream': media } },
  });
  expect(response?.alternatives[0]?.itemSchema).toEqual({ type: 'object' });
});

it.each([
  ['a list', { type: 'array', items: { type: 'object' } }],
  ['one item', { type: 'object' }],
])('has the schema of each item of a sequence that is described as %s', (_what, schema) => {
  const content = { 'application/x-ndjson': { schema } };
  const [response] = responsesOf({ 200: { description: '', content } });
  expect(response?.alternatives[0]?.itemSchema).toEqual({ type: 'object' });
});

describe('success', () => {
  const successes = (...statuses: string[]) =>
    responsesOf(Object.fromEntries(statuses.map((status) => [status, { description: '' }])))
      .filter(({ isSuccess }) => isSuccess)
      .map(({ status }) => status);

  it.each([
    [
      ['200', '201', '404', 'default'],
      ['200', '201'],
    ],
    [['2xx', '4XX'], ['2XX']],
    [['default'], ['default']],
    [['404', 'default'], ['default']],
    [['302', '404'], []],
  ])('of %j is %j', (statuses, expected) => {
    expect(successes(...statuses)).toEqual(expected);
  });
});

it('prefers JSON, and then the order of the document', () => {
  const content = { 'application/xml': {}, 'text/csv': {}, 'application/json': {} };
  const [response] = responsesOf({ 200: { description: '', content } });
  expect(response?.alternatives.map(({ mediaType }) => mediaType)).toEqual([
    'application/json',
    'application/xml',
    'text/csv',
  ]);
});

it('has headers, references followed', () => {
  const document = documentOf(
    {
      '/a': {
        get: {
          responses: {
            200: { description: '', headers: { Link: { $ref: '#/components/headers/Link' } } },
          },
        },
      },
    },
    { components: { headers: { Link: { schema: { type: 'string' } } } } },
  );
  expect(methodOf(document).responses[0]?.headers).toEqual({
    Link: { schema: { type: 'string' } },
  });
});
