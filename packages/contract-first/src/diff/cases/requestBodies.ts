import { type Case, type Json, operation } from './case.ts';

const text = { type: 'string' };
const number = { type: 'integer' };
const object = (properties: Json, rest: Json = {}) => ({ type: 'object', properties, ...rest });
const taken = (content: Json, rest: Json = {}) => ({ requestBody: { content, ...rest } });
const json = (schema: Json) => ({ 'application/json': { schema } });
const part = (encoding: Json) => ({
  'multipart/form-data': { schema: object({ a: text }), encoding: { a: encoding } },
});
const items = (itemSchema: Json) => ({ 'application/jsonl': { itemSchema } });
const v32 = { openapi: '3.2.0' };

/** Request bodies around their schemas. */
export const requestBodies: readonly Case[] = [
  operation(
    'required body added',
    true,
    ['request-body-became-required'],
    [{}, taken(json(text), { required: true })],
  ),
  operation('optional body added', false, ['request-body-added'], [{}, taken(json(text))]),
  operation('body removed', true, ['request-body-removed'], [taken(json(text)), {}]),
  operation(
    'body became required',
    true,
    ['request-body-became-required'],
    [taken(json(text)), taken(json(text), { required: true })],
  ),
  operation(
    'body became optional',
    false,
    ['request-body-became-optional'],
    [taken(json(text), { required: true }), taken(json(text))],
  ),
  operation(
    'media type of a request removed',
    true,
    ['request-media-type-removed'],
    [taken({ ...json(text), 'text/plain': {} }), taken(json(text))],
  ),
  operation(
    'media type of a request added',
    false,
    ['request-media-type-added'],
    [taken(json(text)), taken({ ...json(text), 'text/plain': {} })],
  ),
  operation(
    'media type of a request widened to a range',
    false,
    ['request-media-type-added'],
    [taken({ 'image/png': {} }), taken({ 'image/*': {} })],
  ),
  operation(
    'range of a request narrowed',
    true,
    ['request-media-type-removed'],
    [taken({ 'image/*': {} }), taken({ 'image/png': {} })],
  ),
  operation(
    'profile of a media type',
    true,
    ['request-media-type-removed', 'request-media-type-added'],
    [taken({ 'application/json;profile=a': {} }), taken({ 'application/json;profile=b': {} })],
  ),
  operation(
    'schema added to a body without one',
    true,
    ['request-type-narrowed'],
    [taken({ 'application/json': {} }), taken(json(text))],
  ),
  operation(
    'form field accepts any string instead of a number',
    false,
    ['request-type-widened'],
    [
      taken({ 'application/x-www-form-urlencoded': { schema: object({ a: number }) } }),
      taken({ 'application/x-www-form-urlencoded': { schema: object({ a: text }) } }),
    ],
  ),
  operation(
    'JSON property accepts a string instead of a number',
    true,
    ['request-type-changed'],
    [taken(json(object({ a: number }))), taken(json(object({ a: text })))],
  ),
  operation(
    'content type of a part removed',
    true,
    ['request-encoding-narrowed'],
    [
      taken(part({ contentType: 'image/png, image/gif' })),
      taken(part({ contentType: 'image/png' })),
    ],
  ),
  operation(
    'content type of a part added',
    false,
    ['request-encoding-widened'],
    [taken(part({ contentType: 'image/png' })), taken(part({ contentType: 'image/*' }))],
  ),
  operation(
    'style of a part',
    true,
    ['request-encoding-changed'],
    [taken(part({ style: 'form' })), taken(part({ style: 'deepObject' }))],
  ),
  operation(
    'required header of a part',
    true,
    ['required-parameter-added'],
    [taken(part({})), taken(part({ headers: { 'X-Id': { required: true, schema: text } } }))],
  ),
  operation(
    'optional header of a part',
    false,
    ['parameter-added'],
    [taken(part({})), taken(part({ headers: { 'X-Id': { schema: text } } }))],
  ),
  operation(
    'header of a part removed',
    true,
    ['parameter-removed'],
    [taken(part({ headers: { 'X-Id': { schema: text } } })), taken(part({}))],
  ),
  operation(
    'encoding of a body that has no parts',
    false,
    [],
    [
      taken({ 'application/json': { schema: text, encoding: { a: { style: 'form' } } } }),
      taken({ 'application/json': { schema: text } }),
    ],
  ),
  operation(
    'name in XML',
    true,
    ['xml-changed'],
    [
      taken({ 'application/xml': { schema: { ...text, xml: { name: 'a' } } } }),
      taken({ 'application/xml': { schema: { ...text, xml: { name: 'b' } } } }),
    ],
  ),
  operation(
    'items of a request stream',
    true,
    ['request-type-changed'],
    [taken(items(text)), taken(items(number))],
    v32,
  ),
  operation(
    'encoding of the items of a stream',
    true,
    ['request-encoding-changed'],
    [
      taken({
        'multipart/mixed': { itemSchema: text, itemEncoding: { contentType: 'text/plain' } },
      }),
      taken({
        'multipart/mixed': { itemSchema: text, itemEncoding: { contentType: 'text/html' } },
      }),
    ],
    v32,
  ),
  operation(
    'example of a body',
    false,
    [],
    [
      taken({ 'application/json': { schema: text, example: 'a' } }),
      taken({ 'application/json': { schema: text, examples: { a: { value: 'b' } } } }),
    ],
  ),
  operation(
    'unknown field of a media type',
    true,
    ['unknown-field-changed'],
    [
      taken({ 'application/json': { schema: text, shape: 1 } }),
      taken({ 'application/json': { schema: text, shape: 2 } }),
    ],
  ),
];
