import { describe, expect, it } from 'vitest';
import type { Document } from '../document/model.ts';
import { compareDocuments } from './index.ts';

const kindOfBook = { type: 'string', enum: ['novel', 'poem'], description: 'What it is' };

/** A document to change. */
const books = () =>
  ({
    openapi: '3.1.1',
    info: { title: 'Books', version: '1' },
    security: [{ Key: ['read', 'write'] }, { Token: [] }],
    paths: {
      '/books/{id}': {
        parameters: [{ name: 'id', in: 'path', required: true, schema: { type: 'integer' } }],
        get: {
          operationId: 'books.get',
          description: 'Gets a book',
          parameters: [
            { name: 'X-Trace', in: 'header', schema: { type: 'string' } },
            { name: 'page', in: 'query', schema: { type: 'integer', minimum: 1 } },
          ],
          responses: {
            200: {
              description: 'A book',
              headers: { ETag: { required: true, schema: { type: 'string' } } },
              content: {
                'application/json': {
                  schema: { $ref: '#/components/schemas/Book' },
                  example: { title: 'a', required: false },
                },
              },
            },
            404: { description: 'None' },
          },
        },
      },
    },
    components: {
      schemas: {
        Kind: kindOfBook,
        Book: {
          type: 'object',
          required: ['title', 'kind'],
          properties: {
            title: { type: 'string', maxLength: 9, pattern: '^/a/u' },
            kind: { ...kindOfBook },
            sequel: { anyOf: [{ $ref: '#/components/schemas/Book' }, { type: 'null' }] },
          },
        },
      },
    },
  }) satisfies Document;

/** A path into a document, the value to put there, and where that is to be reported. */
type Change = readonly [what: string, path: readonly string[], value: unknown, pointer: string];

/** A copy of a document with a value put in a place, or taken from it where it is undefined. */
function changed(path: readonly string[], value: unknown): Document {
  const document = books();
  const last = path.at(-1) ?? '';
  let part: Record<string, unknown> = document;
  for (const key of path.slice(0, -1)) part = part[key] as Record<string, unknown>;
  if (value === undefined) delete part[last];
  else part[last] = value;
  return document;
}

const paths = ['paths', '/books/{id}'];
const get = [...paths, 'get'];
const ok = [...get, 'responses', '200'];
const book = ['components', 'schemas', 'Book'];
const at = '/get ~1books~1{id}';
const schemaAt = `${at}/responses/200/content/application~1json/schema`;
const text = { type: 'string' };

describe('a change is reported at its place', () => {
  it.each<Change>([
    ['a path removed', paths, undefined, at],
    ['an operation added', [...paths, 'put'], { responses: {} }, '/put ~1books~1{id}'],
    ['a status removed', [...get, 'responses', '404'], undefined, `${at}/responses/404`],
    ['a status added', [...get, 'responses', '500'], { description: '' }, `${at}/responses/500`],
    ['a header removed', [...ok, 'headers'], undefined, `${at}/responses/200/headers`],
    [
      'a header no longer required',
      [...ok, 'headers', 'ETag', 'required'],
      false,
      `${at}/responses/200/headers/etag/required`,
    ],
    [
      'a type',
      [...book, 'properties', 'title', 'type'],
      'integer',
      `${schemaAt}/properties/title/type`,
    ],
    [
      'a nullable type',
      [...book, 'properties', 'title', 'type'],
      ['string', 'null'],
      `${schemaAt}/properties/title/type`,
    ],
    [
      'a bound',
      [...book, 'properties', 'title', 'maxLength'],
      8,
      `${schemaAt}/properties/title/maxLength`,
    ],
    [
      'the end anchor of a pattern',
      [...book, 'properties', 'title', 'pattern'],
      '^/a',
      `${schemaAt}/properties/title/pattern`,
    ],
    [
      'a value of an enum',
      [...book, 'properties', 'kind', 'enum'],
      ['novel', 'essay'],
      `${schemaAt}/properties/kind/enum/0`,
    ],
    ['a property required', [...book, 'required'], ['title'], `${schemaAt}/required/0`],
    ['a property added', [...book, 'properties', 'pages'], {}, `${schemaAt}/properties/pages`],
    [
      'no other properties',
      [...book, 'additionalProperties'],
      false,
      `${schemaAt}/additionalProperties`,
    ],
    [
      'a description',
      [...book, 'properties', 'kind', 'description'],
      'x',
      `${schemaAt}/properties/kind/description`,
    ],
    [
      'an alternative',
      [...book, 'properties', 'sequel', 'anyOf', '1'],
      text,
      `${schemaAt}/properties/sequel/anyOf/1/type`,
    ],
    [
      'an example',
      [...ok, 'content', 'application/json', 'example', 'required'],
      true,
      `${at}/responses/200/content/application~1json/example/required`,
    ],
    [
      'an example, in a key that is ignored elsewhere',
      [...ok, 'content', 'application/json', 'example', 'required'],
      undefined,
      `${at}/responses/200/content/application~1json/example/required`,
    ],
    [
      'a media type',
      [...ok, 'content', 'text/plain'],
      { schema: text },
      `${at}/responses/200/content/text~1plain`,
    ],
    [
      'a parameter added',
      [...get, 'parameters', '2'],
      { name: 'size', in: 'query' },
      `${at}/parameters/query size`,
    ],
    [
      'a parameter moved',
      [...get, 'parameters', '1', 'in'],
      'cookie',
      `${at}/parameters/query page`,
    ],
    [
      'a parameter required',
      [...get, 'parameters', '1', 'required'],
      true,
      `${at}/parameters/query page/required`,
    ],
    [
      'a parameter of the path',
      [...paths, 'parameters', '0', 'schema', 'type'],
      'string',
      `${at}/parameters/path id/schema/type`,
    ],
    ['a scope', ['security', '0', 'Key'], ['read'], `${at}/security/0/Key/1`],
    ['no credentials', [...get, 'security'], [], `${at}/security/0`],
    ['a body', [...get, 'requestBody'], { content: {} }, `${at}/requestBody`],
    ['an extension', [...get, 'x-limit'], 5, `${at}/x-limit`],
    ['the id', [...get, 'operationId'], 'books.read', `${at}/operationId`],
    ['deprecation', [...get, 'deprecated'], true, `${at}/deprecated`],
  ])('%s', (_what, path, value, pointer) => {
    const document = changed(path, value);
    const there = compareDocuments(books(), document).map((difference) => difference.pointer);
    const back = compareDocuments(document, books()).map((difference) => difference.pointer);
    expect(there).toContain(pointer);
    expect(back).toContain(pointer);
  });

  it('has both values', () => {
    const document = changed([...book, 'properties', 'title', 'maxLength'], 8);
    expect(compareDocuments(books(), document)).toEqual([
      { pointer: `${schemaAt}/properties/title/maxLength`, left: 9, right: 8 },
    ]);
  });

  it('in a recursive schema is reported once', () => {
    const document = changed([...book, 'properties', 'sequel'], text);
    expect(compareDocuments(books(), document).map(({ pointer }) => pointer)).toEqual([
      `${schemaAt}/properties/sequel/anyOf`,
      `${schemaAt}/properties/sequel/type`,
    ]);
  });
});

describe('an equivalent spelling is not reported', () => {
  it('responses as an empty object or missing', () => {
    const put = [...paths, 'put'];
    expect(compareDocuments(changed(put, {}), changed(put, { responses: {} }))).toEqual([]);
  });

  const title = [...book, 'properties', 'title'];
  const kind = [...book, 'properties', 'kind'];
  const item = books().paths['/books/{id}'];
  const operation = item.get;
  const parameters = [...operation.parameters, ...item.parameters];

  it.each<readonly [string, readonly string[], unknown]>([
    ['another title', ['info', 'title'], 'Library'],
    ['order of required', [...book, 'required'], ['kind', 'title']],
    ['order of an enum', [...kind, 'enum'], ['poem', 'novel']],
    [
      'the order of alternatives of credentials',
      ['security'],
      [{ Token: [] }, { Key: ['write', 'read'] }],
    ],
    ['the security of the document, on the operation', [...get, 'security'], books().security],
    ['a required that is false', [...get, 'parameters', '1', 'required'], false],
    ['a deprecated that is false', [...get, 'deprecated'], false],
    ['any other properties', [...book, 'additionalProperties'], true],
    ['other properties by an empty schema', [...book, 'additionalProperties'], {}],
    ['a type in a list', [...title, 'type'], ['string']],
    ['redundant escapes in a pattern', [...title, 'pattern'], '^\\/a\\/u'],
    ['an enum without the type of its values', [...kind, 'type'], undefined],
    ['no headers', [...get, 'responses', '404', 'headers'], {}],
    ['the case of a header', [...ok, 'headers'], { etag: { required: true, schema: text } }],
    ['the case of a request header', [...get, 'parameters', '0', 'name'], 'x-trace'],
    ['a reference instead of the schema', kind, { $ref: '#/components/schemas/Kind' }],
    ['an unused component', ['components', 'schemas', 'Ship'], text],
    ['an allOf of one', [...title], { allOf: [books().components.schemas.Book.properties.title] }],
    ['the parameters of the path, on the operation', paths, { get: { ...operation, parameters } }],
  ])('%s', (_what, path, value) => {
    expect(compareDocuments(books(), changed(path, value))).toEqual([]);
  });
});
