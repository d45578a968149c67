import { type Case, type Json, operation } from './case.ts';

const text = { type: 'string' };
const number = { type: 'integer' };
const object = (properties: Json, rest: Json = {}) => ({ type: 'object', properties, ...rest });
const given = (responses: Json) => ({
  responses: Object.fromEntries(
    Object.entries(responses).map(([status, each]) => [
      status,
      { description: 'x', ...(each as Json) },
    ]),
  ),
});
const json = (schema: Json) => ({ 'application/json': { schema } });
const ok = (content: Json) => given({ 200: { content } });
const header = (fields?: Json) =>
  given({ 200: fields ? { headers: { 'X-Left': { schema: number, ...fields } } } : {} });
const link = (fields?: Json) => given({ 200: fields ? { links: { next: fields } } : {} });
const part = (encoding: Json) => ({
  'multipart/form-data': { schema: object({ a: text }), encoding: { a: encoding } },
});
const items = (itemSchema: Json) => ({ 'application/jsonl': { itemSchema } });
const v32 = { openapi: '3.2.0' };

/** Responses around their schemas: statuses, headers, links, media types. */
export const responses: readonly Case[] = [
  operation(
    'content type of a received part removed',
    false,
    ['response-encoding-narrowed'],
    [ok(part({ contentType: 'image/png, image/gif' })), ok(part({ contentType: 'image/png' }))],
  ),
  operation(
    'content type of a received part added',
    true,
    ['response-encoding-widened'],
    [ok(part({ contentType: 'image/png' })), ok(part({ contentType: 'image/png, image/gif' }))],
  ),
  operation(
    'style of a received part',
    true,
    ['response-encoding-changed'],
    [ok(part({ style: 'form' })), ok(part({ style: 'deepObject' }))],
  ),
  operation(
    'items of a response stream',
    true,
    ['response-maxLength-widened'],
    [ok(items({ ...text, maxLength: 8 })), ok(items({ ...text, maxLength: 9 }))],
    v32,
  ),
  operation(
    'media type of a response removed',
    true,
    ['response-media-type-removed'],
    [ok({ ...json(text), 'text/plain': {} }), ok(json(text))],
  ),
  operation(
    'media type of a response added',
    false,
    ['response-media-type-added'],
    [ok(json(text)), ok({ ...json(text), 'text/plain': {} })],
  ),
  operation(
    'media type of a response replaced',
    true,
    ['response-media-type-removed', 'response-media-type-added'],
    [ok(json(text)), ok({ 'application/xml': { schema: text } })],
  ),
  operation(
    'media type of a response widened to a range',
    true,
    ['response-media-type-widened'],
    [ok({ 'image/png': {} }), ok({ 'image/*': {} })],
  ),
  operation(
    'range of a response narrowed',
    false,
    ['response-media-type-narrowed'],
    [ok({ 'image/*': {} }), ok({ 'image/png': {} })],
  ),
  operation(
    'content of a response removed',
    true,
    ['response-media-type-removed'],
    [ok(json(text)), given({ 200: {} })],
  ),
  operation(
    'content of a response added',
    false,
    ['response-body-added'],
    [given({ 200: {} }), ok(json(text))],
  ),
  operation(
    'schema of a response removed',
    true,
    ['response-type-widened'],
    [ok(json(text)), ok({ 'application/json': {} })],
  ),
  operation(
    'success status removed',
    true,
    ['status-removed'],
    [given({ 200: {}, 204: {} }), given({ 200: {} })],
  ),
  operation(
    'success status replaced',
    true,
    ['status-removed', 'status-added'],
    [given({ 200: {} }), given({ 201: {} })],
  ),
  operation(
    'success status added',
    true,
    ['status-added'],
    [given({ 200: {} }), given({ 200: {}, 202: {} })],
  ),
  operation(
    '304 added',
    false,
    ['conditional-status-added'],
    [given({ 200: {} }), given({ 200: {}, 304: {} })],
  ),
  operation(
    'error status added',
    false,
    ['error-status-added'],
    [given({ 200: {} }), given({ 200: {}, 409: {} })],
  ),
  operation(
    'error status removed',
    false,
    ['error-status-removed'],
    [given({ 200: {}, 409: {} }), given({ 200: {} })],
  ),
  operation(
    'default added',
    false,
    ['error-status-added'],
    [given({ 200: {} }), given({ 200: {}, default: {} })],
  ),
  operation(
    '404 became 4XX',
    false,
    ['status-respelled'],
    [given({ 200: {}, 404: {} }), given({ 200: {}, '4XX': {} })],
  ),
  operation(
    '4XX became 404',
    false,
    ['status-respelled'],
    [given({ 200: {}, '4XX': {} }), given({ 200: {}, 404: {} })],
  ),
  operation(
    '200 became 2XX',
    true,
    ['status-respelled', 'status-added'],
    [given({ 200: {} }), given({ '2XX': {} })],
  ),
  operation(
    'body of an error, now of a range',
    true,
    ['status-respelled', 'response-property-removed'],
    [
      given({ 200: {}, 404: { content: json(object({ a: text })) } }),
      given({ 200: {}, '4XX': { content: json(object({})) } }),
    ],
  ),
  operation(
    'body of an error that default covered',
    true,
    ['status-respelled', 'response-property-removed'],
    [
      given({ 200: {}, default: { content: json(object({ a: text })) } }),
      given({
        200: {},
        default: { content: json(object({ a: text })) },
        404: { content: json(object({})) },
      }),
    ],
  ),
  operation(
    'body of an error',
    true,
    ['response-type-changed'],
    [
      given({ 200: {}, 400: { content: json(text) } }),
      given({ 200: {}, 400: { content: json(number) } }),
    ],
  ),
  operation('optional header removed', true, ['header-removed'], [header({}), header()]),
  operation(
    'required header removed',
    true,
    ['header-removed'],
    [header({ required: true }), header()],
  ),
  operation('header added', false, ['header-added'], [header(), header({})]),
  operation(
    'header may be missing',
    true,
    ['header-became-optional'],
    [header({ required: true }), header({})],
  ),
  operation(
    'header is always present',
    false,
    ['header-became-required'],
    [header({}), header({ required: true })],
  ),
  operation(
    'header of another type',
    true,
    ['response-type-widened'],
    [header({}), header({ schema: text })],
  ),
  operation(
    'header as JSON',
    true,
    ['parameter-style-changed'],
    [header({}), given({ 200: { headers: { 'X-Left': { content: json(number) } } } })],
  ),
  operation(
    'header Content-Type, which is ignored',
    false,
    [],
    [given({ 200: {} }), given({ 200: { headers: { 'Content-Type': { schema: text } } } })],
  ),
  operation('link added', false, ['link-added'], [link(), link({ operationId: 'a' })]),
  operation('link removed', false, ['link-removed'], [link({ operationId: 'a' }), link()]),
  operation(
    'link to another operation',
    false,
    ['link-changed'],
    [link({ operationId: 'a' }), link({ operationId: 'b' })],
  ),
];
