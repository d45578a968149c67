import { type Case, type Pair, request, response } from './case.ts';

const text = { type: 'string' };
const readOnly = { ...text, readOnly: true };
const writeOnly = { ...text, writeOnly: true };
const object = (properties: object, required: readonly string[] = []) => ({
  type: 'object',
  properties,
  ...(required.length > 0 ? { required } : {}),
});
const optional = (before: object, after: object): Pair => [
  object({ a: before }),
  object({ a: after }),
];
const required = (before: object, after: object): Pair => [
  object({ a: before }, ['a']),
  object({ a: after }, ['a']),
];

/** `readOnly`, `writeOnly`, `deprecated` and `default` of optional and required properties. */
export const flags: readonly Case[] = [
  request('optional property became writeOnly', false, [], optional(text, writeOnly)),
  request('optional property no longer writeOnly', false, [], optional(writeOnly, text)),
  request('required property became writeOnly', false, [], required(text, writeOnly)),
  request('required property no longer writeOnly', false, [], required(writeOnly, text)),
  request(
    'required property became readOnly',
    false,
    ['request-property-ignored'],
    required(text, readOnly),
  ),
  request(
    'required property no longer readOnly',
    true,
    ['required-request-property-added'],
    required(readOnly, text),
  ),
  request(
    'value of a readOnly property removed',
    false,
    [],
    optional({ ...readOnly, enum: ['a', 'b'] }, { ...readOnly, enum: ['a'] }),
  ),
  request(
    'readOnly property shortened',
    false,
    [],
    optional({ ...readOnly, maxLength: 9 }, { ...readOnly, maxLength: 8 }),
  ),
  response('optional property became readOnly', false, [], optional(text, readOnly)),
  response('optional property no longer readOnly', false, [], optional(readOnly, text)),
  response('required property became readOnly', false, [], required(text, readOnly)),
  response('required property no longer readOnly', false, [], required(readOnly, text)),
  response(
    'required property became writeOnly',
    true,
    ['response-property-removed'],
    required(text, writeOnly),
  ),
  response(
    'required property no longer writeOnly',
    false,
    ['response-property-added'],
    required(writeOnly, text),
  ),
  response('writeOnly property added', false, [], [object({}), object({ a: writeOnly })]),
  response('writeOnly property removed', false, [], [object({ a: writeOnly }), object({})]),
  response(
    'writeOnly property became required',
    false,
    [],
    [object({ a: writeOnly }), object({ a: writeOnly }, ['a'])],
  ),
  response(
    'writeOnly property became optional',
    false,
    [],
    [object({ a: writeOnly }, ['a']), object({ a: writeOnly })],
  ),
  response(
    'value of a writeOnly property added',
    false,
    [],
    optional({ ...writeOnly, enum: ['a'] }, { ...writeOnly, enum: ['a', 'b'] }),
  ),
  response(
    'property deprecated',
    false,
    ['schema-deprecated'],
    optional(text, { ...text, deprecated: true }),
  ),
  response(
    'deprecated property removed',
    true,
    ['response-property-removed'],
    [object({ a: { ...text, deprecated: true } }), object({})],
  ),
  request(
    'deprecated property removed',
    false,
    ['request-property-ignored'],
    [object({ a: { ...text, deprecated: true } }), object({})],
  ),
  response(
    'default removed',
    false,
    ['response-default-changed'],
    optional({ ...text, default: 'a' }, text),
  ),
  request(
    'property with a default became required',
    true,
    ['request-property-became-required'],
    [object({ a: { ...text, default: 'a' } }), object({ a: { ...text, default: 'a' } }, ['a'])],
  ),
  response(
    'required writeOnly property added',
    false,
    [],
    [object({}), object({ a: writeOnly }, ['a'])],
  ),
  response(
    'required writeOnly property removed',
    false,
    [],
    [object({ a: writeOnly }, ['a']), object({})],
  ),
];
