import { type Case, documentOf, type Json, operation } from './case.ts';

const text = { type: 'string' };
const done = { 204: { description: 'Done' } };
const query = (...all: readonly Json[]) => ({
  parameters: all.map((each) => ({ name: 'q', in: 'query', schema: text, ...each })),
});
const list = { type: 'array', items: text };
const item = (path: string, value: Json): Json => ({ ...documentOf(), paths: { [path]: value } });
const one = (operationId: string, rest: Json = {}) => ({ operationId, responses: done, ...rest });
const id = (name: string, schema: Json = text) => ({
  parameters: [{ name, in: 'path', required: true, schema }],
});
const object = (properties: Json, rest: Json = {}) => ({ type: 'object', properties, ...rest });
/** A path item with parameters of its own. */
const sharing = (parameters: readonly Json[], path = '/a') =>
  item(path, { parameters, get: one('a') });
const page = (rest: Json = {}): Json => ({
  ...{ name: 'page', in: 'query', schema: { type: 'integer', default: 1 } },
  ...rest,
});
const headed = (properties: Json, required: readonly string[] = []) => ({
  parameters: [{ name: 'X-A', in: 'header', schema: object(properties, { required }) }],
});
const paths = (
  name: string,
  breaking: boolean,
  rules: Case['rules'],
  [before, after]: readonly [Json, Json],
): Case => ({ name, breaking, rules, before, after });

/** Parameters in paths, queries, headers and cookies. */
export const parameters: readonly Case[] = [
  paths(
    'path parameter renamed',
    false,
    ['path-parameter-renamed'],
    [item('/a/{id}', { get: one('a', id('id')) }), item('/a/{key}', { get: one('a', id('key')) })],
  ),
  paths(
    'path parameter of another type',
    true,
    ['request-type-changed'],
    [
      item('/a/{id}', { get: one('a', id('id', { type: 'boolean' })) }),
      item('/a/{id}', { get: one('a', id('id', { type: 'integer' })) }),
    ],
  ),
  paths(
    'parameter of an additional operation became required',
    true,
    ['parameter-became-required'],
    [
      { ...item('/a', { additionalOperations: { LINK: one('a', query({})) } }), openapi: '3.2.0' },
      {
        ...item('/a', { additionalOperations: { LINK: one('a', query({ required: true })) } }),
        openapi: '3.2.0',
      },
    ],
  ),
  operation('optional parameter added', false, ['parameter-added'], [{}, query({})]),
  operation(
    'required parameter added',
    true,
    ['required-parameter-added'],
    [{}, query({ required: true })],
  ),
  operation('parameter removed', true, ['parameter-removed'], [query({}), {}]),
  operation(
    'parameter became required',
    true,
    ['parameter-became-required'],
    [query({}), query({ required: true })],
  ),
  operation(
    'parameter became optional',
    false,
    ['parameter-became-optional'],
    [query({ required: true }), query({})],
  ),
  operation(
    'optional parameter moved to a header',
    true,
    ['parameter-removed', 'parameter-added'],
    [query({}), query({ in: 'header' })],
  ),
  operation(
    'parameter in another style',
    true,
    ['parameter-style-changed'],
    [query({ schema: list }), query({ schema: list, style: 'pipeDelimited', explode: false })],
  ),
  operation(
    'list no longer exploded',
    true,
    ['parameter-style-changed'],
    [query({ schema: list }), query({ schema: list, explode: false })],
  ),
  operation(
    'parameter as JSON instead of text',
    true,
    ['parameter-style-changed'],
    [
      query({}),
      {
        parameters: [{ name: 'q', in: 'query', content: { 'application/json': { schema: text } } }],
      },
    ],
  ),
  operation(
    'schema in the content of a parameter',
    true,
    ['request-type-changed'],
    [
      {
        parameters: [{ name: 'q', in: 'query', content: { 'application/json': { schema: text } } }],
      },
      {
        parameters: [{ name: 'q', in: 'query', content: { 'application/json': { schema: list } } }],
      },
    ],
  ),
  operation(
    'default of a parameter changed',
    false,
    ['request-default-changed'],
    [query({ schema: { ...text, default: 'a' } }), query({ schema: { ...text, default: 'b' } })],
  ),
  operation(
    'maximum of a parameter lowered',
    true,
    ['request-maximum-narrowed'],
    [
      query({ schema: { type: 'integer', maximum: 9 } }),
      query({ schema: { type: 'integer', maximum: 8 } }),
    ],
  ),
  operation(
    'value of a list parameter no longer allowed',
    true,
    ['request-enum-narrowed'],
    [
      query({ schema: { type: 'array', items: { enum: ['a', 'b'] } } }),
      query({ schema: { type: 'array', items: { enum: ['a'] } } }),
    ],
  ),
  operation(
    'parameter accepts any string instead of a number',
    false,
    ['request-type-widened'],
    [query({ schema: { type: 'integer' } }), query({ schema: text })],
  ),
  operation(
    'parameter accepts a number instead of any string',
    true,
    ['request-type-narrowed'],
    [query({ schema: text }), query({ schema: { type: 'integer' } })],
  ),
  operation(
    'allowReserved added',
    false,
    ['parameter-allowReserved-added'],
    [query({}), query({ allowReserved: true })],
  ),
  operation(
    'allowReserved removed',
    true,
    ['parameter-allowReserved-removed'],
    [query({ allowReserved: true }), query({})],
  ),
  operation(
    'allowEmptyValue added',
    false,
    ['parameter-allowEmptyValue-added'],
    [query({}), query({ allowEmptyValue: true })],
  ),
  operation(
    'allowEmptyValue removed',
    true,
    ['parameter-allowEmptyValue-removed'],
    [query({ allowEmptyValue: true }), query({})],
  ),
  operation(
    'parameter deprecated',
    false,
    ['parameter-deprecated'],
    [query({}), query({ deprecated: true })],
  ),
  operation(
    'parameter no longer deprecated',
    false,
    ['parameter-no-longer-deprecated'],
    [query({ deprecated: true }), query({})],
  ),
  operation(
    'example of a parameter',
    false,
    [],
    [query({ example: 'a' }), query({ example: 'b' })],
  ),
  operation(
    'cookie became required',
    true,
    ['parameter-became-required'],
    [query({ in: 'cookie' }), query({ in: 'cookie', required: true })],
  ),
  operation(
    'schema of a whole query string',
    true,
    ['request-property-became-required'],
    [
      {
        parameters: [
          {
            name: 'q',
            in: 'querystring',
            content: { 'application/x-www-form-urlencoded': { schema: object({ a: text }) } },
          },
        ],
      },
      {
        parameters: [
          {
            name: 'q',
            in: 'querystring',
            content: {
              'application/x-www-form-urlencoded': {
                schema: object({ a: text }, { required: ['a'] }),
              },
            },
          },
        ],
      },
    ],
    { openapi: '3.2.0' },
  ),
  operation(
    'unknown field of a parameter',
    true,
    ['unknown-field-changed'],
    [query({ type: 'string' }), query({ type: 'integer' })],
  ),
  paths(
    'optional parameter of a path item added',
    false,
    ['parameter-added'],
    [sharing([]), sharing([page()])],
  ),
  paths(
    'required parameter of a path item added, with a default',
    true,
    ['required-parameter-added'],
    [sharing([]), sharing([page({ required: true })])],
  ),
  paths(
    'path parameter declared',
    true,
    ['required-parameter-added'],
    [sharing([], '/a/{id}'), sharing(id('id').parameters, '/a/{id}')],
  ),
  operation(
    'required property of an object in a header added',
    true,
    ['required-request-property-added'],
    [headed({ a: text }), headed({ a: text, b: text }, ['b'])],
  ),
  operation(
    'property of an object in a header accepts integers only',
    true,
    ['request-type-narrowed'],
    [headed({ a: { type: 'number' } }), headed({ a: { type: 'integer' } })],
  ),
];
