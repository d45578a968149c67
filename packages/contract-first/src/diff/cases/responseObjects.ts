import { type Case, response } from './case.ts';

const text = { type: 'string' };
const number = { type: 'integer' };
const object = (properties: object, rest: object = {}) => ({ type: 'object', properties, ...rest });
const closed = { additionalProperties: false };

/** Objects that clients receive. */
export const responseObjects: readonly Case[] = [
  response(
    'optional property added',
    false,
    ['response-property-added'],
    [object({}), object({ a: text })],
  ),
  response(
    'property added to a closed object',
    false,
    ['response-property-added'],
    [object({}, closed), object({ a: text }, closed)],
  ),
  response(
    'required property added',
    false,
    ['response-property-added'],
    [object({}), object({ a: text }, { required: ['a'] })],
  ),
  response(
    'optional property removed',
    true,
    ['response-property-removed'],
    [object({ a: text }), object({})],
  ),
  response(
    'required property removed',
    true,
    ['response-property-removed'],
    [object({ a: text }, { required: ['a'] }), object({})],
  ),
  response(
    'property became optional',
    true,
    ['response-property-became-optional'],
    [object({ a: text }, { required: ['a'] }), object({ a: text })],
  ),
  response(
    'undeclared property became optional',
    true,
    ['response-property-became-optional'],
    [object({}, { required: ['a'] }), object({})],
  ),
  response(
    'property became required',
    false,
    ['response-property-became-required'],
    [object({ a: text }), object({ a: text }, { required: ['a'] })],
  ),
  response(
    'property of a map no longer declared',
    false,
    ['response-property-undeclared'],
    [
      object({ a: text }, { additionalProperties: text }),
      object({}, { additionalProperties: text }),
    ],
  ),
  response(
    'required property of a map no longer declared',
    true,
    ['response-property-undeclared', 'response-property-became-optional'],
    [
      object({ a: text }, { additionalProperties: text, required: ['a'] }),
      object({}, { additionalProperties: text }),
    ],
  ),
  response(
    'property of another type declared in a map',
    true,
    ['response-property-added', 'response-type-changed'],
    [
      { type: 'object', additionalProperties: number },
      object({ a: text }, { additionalProperties: number }),
    ],
  ),
  response(
    'map values of any type',
    true,
    ['response-type-widened'],
    [{ type: 'object', additionalProperties: number }, { type: 'object' }],
  ),
  response(
    'required property of map values removed',
    true,
    ['response-property-removed'],
    [
      { type: 'object', additionalProperties: object({ p: number }, { required: ['p'] }) },
      { type: 'object', additionalProperties: object({}) },
    ],
  ),
  response(
    'object closed',
    false,
    ['response-closed'],
    [object({ a: text }), object({ a: text }, closed)],
  ),
  response(
    'object opened',
    false,
    ['response-opened'],
    [object({ a: text }, closed), object({ a: text })],
  ),
  response(
    'property name pattern added',
    false,
    ['response-patternProperties-added', 'response-type-narrowed'],
    [object({}), object({}, { patternProperties: { '^x': text } })],
  ),
  response(
    'property name pattern removed',
    true,
    ['response-patternProperties-removed', 'response-type-widened'],
    [object({}, { patternProperties: { '^x': text } }), object({})],
  ),
  response('default added', false, ['response-default-added'], [text, { ...text, default: 'x' }]),
  response(
    'default changed',
    false,
    ['response-default-changed'],
    [
      { ...text, default: 'x' },
      { ...text, default: 'y' },
    ],
  ),
  response(
    'property no longer deprecated',
    false,
    ['schema-no-longer-deprecated'],
    [object({ a: { ...text, deprecated: true } }), object({ a: text })],
  ),
  response(
    'type no longer explicit',
    false,
    ['response-type-implied'],
    [object({ a: text }), { properties: { a: text } }],
  ),
  response(
    'type made explicit',
    false,
    ['response-type-written'],
    [{ properties: { a: text } }, object({ a: text })],
  ),
  response(
    'implied object became free form',
    false,
    ['response-type-implied'],
    [{ properties: {} }, {}],
  ),
  response(
    'deep inside',
    true,
    ['response-maxLength-widened'],
    [
      object({
        a: {
          type: 'array',
          items: object({
            b: { type: 'object', additionalProperties: object({ c: { ...text, maxLength: 1 } }) },
          }),
        },
      }),
      object({
        a: {
          type: 'array',
          items: object({
            b: { type: 'object', additionalProperties: object({ c: { ...text, maxLength: 2 } }) },
          }),
        },
      }),
    ],
  ),
];
