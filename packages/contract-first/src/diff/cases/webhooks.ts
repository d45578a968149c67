import { type Case, document, type Json, operation } from './case.ts';

const text = { type: 'string' };
const done = { 204: { description: 'Done' } };
const query = (...all: readonly Json[]) => ({
  parameters: all.map((each) => ({ name: 'q', in: 'query', schema: text, ...each })),
});
const webhook = (value: Json | undefined, version = '3.1.1'): Json => ({
  openapi: version,
  webhooks: value ? { made: value } : {},
});
const sent = (schema: Json, rest: Json = {}) => ({
  post: {
    requestBody: { required: true, content: { 'application/json': { schema } } },
    responses: done,
    ...rest,
  },
});
const object = (properties: Json, rest: Json = {}) => ({ type: 'object', properties, ...rest });
const callback = (value: Json | undefined) => ({
  callbacks: { made: value ? { '{$request.body#/url}': value } : {} },
});

/** Webhooks and callbacks, in which the server calls the client. */
export const webhooks: readonly Case[] = [
  document('webhook removed', true, ['webhook-removed'], [webhook(sent(text)), webhook(undefined)]),
  document('webhook added', false, ['webhook-added'], [webhook(undefined), webhook(sent(text))]),
  document(
    'property removed from a webhook body',
    true,
    ['response-property-removed'],
    [webhook(sent(object({ a: text }))), webhook(sent(object({})))],
  ),
  document(
    'required property added to a webhook body',
    false,
    ['response-property-added'],
    [webhook(sent(object({}))), webhook(sent(object({ a: text }, { required: ['a'] })))],
  ),
  document(
    'body of a webhook became optional',
    true,
    ['received-body-became-optional'],
    [
      webhook(sent(text)),
      webhook({
        post: {
          requestBody: { content: { 'application/json': { schema: text } } },
          responses: done,
        },
      }),
    ],
  ),
  document(
    'body of a webhook became required',
    false,
    ['received-body-became-required'],
    [
      webhook({
        post: {
          requestBody: { content: { 'application/json': { schema: text } } },
          responses: done,
        },
      }),
      webhook(sent(text)),
    ],
  ),
  document(
    'body of a webhook removed',
    true,
    ['response-media-type-removed'],
    [webhook(sent(text)), webhook({ post: { responses: done } })],
  ),
  document(
    'header of a webhook removed',
    true,
    ['header-removed'],
    [webhook(sent(text, query({ in: 'header' }))), webhook(sent(text))],
  ),
  document(
    'required header of a webhook added',
    false,
    ['header-added'],
    [webhook(sent(text)), webhook(sent(text, query({ in: 'header', required: true })))],
  ),
  document(
    'header of a webhook may be missing',
    true,
    ['header-became-optional'],
    [
      webhook(sent(text, query({ in: 'header', required: true }))),
      webhook(sent(text, query({ in: 'header' }))),
    ],
  ),
  document(
    'webhook may no longer be answered with 204',
    true,
    ['accepted-status-removed', 'accepted-status-added'],
    [webhook(sent(text)), webhook(sent(text, { responses: { 200: { description: 'OK' } } }))],
  ),
  document(
    'response to a webhook narrowed',
    true,
    ['request-maxLength-narrowed'],
    [
      webhook(
        sent(text, {
          responses: {
            200: {
              description: 'OK',
              content: { 'text/plain': { schema: { ...text, maxLength: 9 } } },
            },
          },
        }),
      ),
      webhook(
        sent(text, {
          responses: {
            200: {
              description: 'OK',
              content: { 'text/plain': { schema: { ...text, maxLength: 8 } } },
            },
          },
        }),
      ),
    ],
  ),
  document(
    'credentials of a webhook changed',
    true,
    ['received-credentials-changed'],
    [
      webhook(sent(text, { security: [{ Key: [] }] })),
      webhook(sent(text, { security: [{ Token: [] }] })),
    ],
  ),
  operation(
    'callback removed',
    true,
    ['callback-removed'],
    [callback(sent(text)), callback(undefined)],
  ),
  operation(
    'callback to an address from another property',
    true,
    ['callback-removed', 'callback-added'],
    [
      { callbacks: { made: { '{$request.body#/url}': sent(text) } } },
      { callbacks: { made: { '{$request.body#/uri}': sent(text) } } },
    ],
  ),
  document(
    'webhook with a name that looks like a template renamed',
    true,
    ['webhook-removed', 'webhook-added'],
    [{ webhooks: { '{a}': sent(text) } }, { webhooks: { '{b}': sent(text) } }],
  ),
  operation(
    'callback added',
    false,
    ['callback-added'],
    [callback(undefined), callback(sent(text))],
  ),
  operation(
    'callback body has other types',
    true,
    ['response-type-widened'],
    [callback(sent(text)), callback(sent({ type: ['string', 'integer'] }))],
  ),
  operation(
    'callback body narrowed',
    false,
    ['response-maxLength-narrowed'],
    [callback(sent({ ...text, maxLength: 9 })), callback(sent({ ...text, maxLength: 8 }))],
  ),
];
