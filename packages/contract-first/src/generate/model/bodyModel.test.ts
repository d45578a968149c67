import { describe, expect, it } from 'vitest';
import { readClient } from './readClient.ts';
import { documentOf, methodOf, ok, rulesOf } from './testing/clientDocument.ts';

type Content = Readonly<Record<string, object>>;
/** The body of the method for an operation with some content. */
function bodyOf(content: Content, rest: object = {}, operation: object = {}) {
  const post = {
    requestBody: { required: true, content, ...rest },
    responses: ok({}),
    ...operation,
  };
  const { body } = methodOf(documentOf({ '/a': { post } }));
  if (!body) throw new RangeError('No body');
  return body;
}
const json = (schema: object | boolean): Content => ({ 'application/json': { schema } });
/** The fields of a JSON body by their arguments; undefined if it is one argument. */
function fieldsOf(schema: object, rest?: object, operation?: object) {
  const [first] = bodyOf(json(schema), rest, operation).alternatives;
  return first?.fields?.map(({ argument, required }) => [argument.join(' '), required]);
}
const object = { type: 'object', properties: { a_b: {}, c: {} }, required: ['a_b'] };

describe('the fields of a body', () => {
  it('are the properties of an object', () => {
    expect(fieldsOf(object)).toEqual([
      ['a b', true],
      ['c', false],
    ]);
  });
  it('are those of all parts of an allOf', () => {
    expect(fieldsOf({ allOf: [object, { type: 'object', properties: { d: {} } }] })).toHaveLength(
      3,
    );
  });
  it('are not required if the body is not', () => {
    expect(fieldsOf(object, { required: false })).toEqual([
      ['a b', false],
      ['c', false],
    ]);
  });
  it('leave out what only responses have', () => {
    const properties = { id: { type: 'string', readOnly: true }, name: { type: 'string' } };
    expect(fieldsOf({ type: 'object', properties, required: ['id', 'name'] })).toEqual([
      ['name', true],
    ]);
  });
  it('are there beside a rule about which are needed together', () => {
    expect(
      fieldsOf({ ...object, anyOf: [{ required: ['a_b'] }, { required: ['c'] }] }),
    ).toHaveLength(2);
  });
  it('are there if no other property is allowed', () => {
    expect(fieldsOf({ ...object, additionalProperties: false })).toHaveLength(2);
  });

  it.each([
    ['a list', { type: 'array', items: object }],
    ['a text', { type: 'string' }],
    ['an object with free keys', { type: 'object', additionalProperties: { type: 'string' } }],
    ['an object with other keys', { ...object, additionalProperties: true }],
    ['an object with keys of a pattern', { ...object, patternProperties: { '^x-': {} } }],
    ['an object of which nothing is known', { type: 'object' }],
    ['one of several', { oneOf: [object, { type: 'object', properties: { e: {} } }] }],
    ['an object that may be null', { ...object, type: ['object', 'null'] }],
    ['an object by a discriminator', { ...object, discriminator: { propertyName: 'c' } }],
    ['an object whose keys are data', { ...object, 'x-opaque': true }],
  ])('are none for %s', (_, schema) => {
    expect(fieldsOf(schema)).toBeUndefined();
  });

  it('are none if a parameter has the name of one', () => {
    const parameters = [{ name: 'a-b', in: 'query', schema: {} }];
    expect(fieldsOf(object, {}, { parameters })).toBeUndefined();
  });
  it('are told apart if they are the same words', () => {
    expect(fieldsOf({ type: 'object', properties: { a_b: {}, aB: {} } })).toEqual([
      ['a b', false],
      ['field a b', false],
    ]);
  });
});

describe('the argument for a whole body', () => {
  it.each([
    ['application/json', { schema: { type: 'array' } }, 'body'],
    ['application/octet-stream', {}, 'content'],
    ['image/*', {}, 'content'],
    ['text/plain', { schema: { type: 'string' } }, 'content'],
    ['application/jsonl', { itemSchema: {} }, 'items'],
  ])('of %s with %j is %s', (mediaType, media, name) => {
    expect(bodyOf({ [mediaType]: media }).alternatives[0]?.argument).toEqual([name]);
  });
  it('gives way to a parameter of that name', () => {
    const parameters = [{ name: 'body', in: 'query', schema: {} }];
    const [first] = bodyOf(json({ type: 'array' }), {}, { parameters }).alternatives;
    expect(first?.argument).toEqual(['request', 'body']);
  });
});

describe('alternatives', () => {
  it('are in the order of the document, but JSON comes first', () => {
    const { alternatives } = bodyOf({
      'application/xml': { schema: object },
      'multipart/form-data': { schema: object },
      'application/vnd.api+json': { schema: object },
    });
    expect(alternatives.map(({ kind }) => kind)).toEqual(['json', 'text', 'multipart']);
  });
  it('share the arguments of their fields', () => {
    const { alternatives } = bodyOf({
      'application/json': { schema: object },
      'application/x-www-form-urlencoded': { schema: object },
    });
    const [first, second] = alternatives.map(({ fields }) =>
      fields?.map(({ argument }) => argument),
    );
    expect(first).toEqual(second);
  });
  it.each([
    ['application/json; charset=utf-8', 'json'],
    ['text/csv', 'text'],
    ['application/xml', 'text'],
    ['application/pdf', 'bytes'],
    ['application/x-ndjson', 'items'],
  ])('of %s are written as %s', (mediaType, kind) => {
    expect(bodyOf({ [mediaType]: {} }).alternatives[0]?.kind).toBe(kind);
  });
  it('of any type are JSON if their schema is that of an object', () => {
    expect(bodyOf({ '*/*': { schema: object } }).alternatives[0]?.kind).toBe('json');
    expect(bodyOf({ '*/*': {} }).alternatives[0]?.kind).toBe('bytes');
  });
});

describe('the parts of a form', () => {
  const partsOf = (mediaType: string, properties: object, encoding: object = {}) =>
    bodyOf({ [mediaType]: { schema: { type: 'object', properties }, encoding } }).alternatives[0]
      ?.parts;

  it.each([
    ['format: binary', { type: 'string', format: 'binary' }, 'one'],
    ['contentMediaType', { type: 'string', contentMediaType: 'image/png' }, 'one'],
    ['a list of files', { type: 'array', items: { type: 'string', format: 'binary' } }, 'list'],
    ['a text', { type: 'string' }, undefined],
    [
      'bytes in a text',
      { type: 'string', contentMediaType: 'image/png', contentEncoding: 'base64' },
      undefined,
    ],
  ])('are files by %s', (_, file, expected) => {
    expect(partsOf('multipart/form-data', { file })?.file?.file).toBe(expected);
  });

  it.each([
    ['an object', { type: 'object' }, {}, true],
    ['a list of objects', { type: 'array', items: { type: 'object' } }, {}, true],
    ['a list of texts', { type: 'array', items: { type: 'string' } }, {}, false],
    ['a text', { type: 'string' }, {}, false],
    [
      'a text whose encoding says so',
      { type: 'string' },
      { contentType: 'application/json' },
      true,
    ],
    ['an object with a style', { type: 'object' }, { style: 'deepObject', explode: true }, false],
  ])('are JSON for %s: %j %j', (_, part, encoding, isJson) => {
    expect(partsOf('multipart/form-data', { part }, { part: encoding })?.part?.isJson).toBe(isJson);
  });

  it('have the style that is stated', () => {
    const parts = partsOf(
      'application/x-www-form-urlencoded',
      { m: { type: 'object' } },
      { m: { style: 'deepObject', explode: true } },
    );
    expect(parts?.m).toMatchObject({ style: 'deepObject', explode: true });
  });
  it('have the media types that are stated for a file', () => {
    const parts = partsOf(
      'multipart/form-data',
      { f: { type: 'string', format: 'binary' } },
      { f: { contentType: 'image/png, image/jpeg' } },
    );
    expect(parts?.f?.contentType).toBe('image/png, image/jpeg');
  });
});

describe('a body of GET', () => {
  const get = (required: boolean) =>
    documentOf({
      '/a': { get: { requestBody: { required, content: json(object) }, responses: ok({}) } },
    });

  it('is left out with a notice if it is optional', () => {
    expect(methodOf(get(false)).body).toBeUndefined();
    expect(rulesOf(readClient(get(false)))).toContain('body-left-out');
  });

  it('stays if the document requires it', () => {
    expect(methodOf(get(true)).body).toBeDefined();
  });
});

it.each([
  ['message/cpim', 'json'],
  ['application/octet-stream', 'json'],
  ['image/png', 'bytes'],
])('the body of type %s whose schema is an object is %s', (mediaType, kind) => {
  const [first] = bodyOf({ [mediaType]: { schema: object } }).alternatives;
  expect(first?.kind).toBe(kind);
});
