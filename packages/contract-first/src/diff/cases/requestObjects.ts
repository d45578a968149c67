import { type Case, request } from './case.ts';

const text = { type: 'string' };
const number = { type: 'integer' };
const object = (properties: object, rest: object = {}) => ({ type: 'object', properties, ...rest });
const closed = { additionalProperties: false };

/** Objects that clients send. */
export const requestObjects: readonly Case[] = [
  request(
    'optional property added',
    false,
    ['request-property-added'],
    [object({}), object({ a: text })],
  ),
  request(
    'optional property added to a closed object',
    false,
    ['request-property-added'],
    [object({}, closed), object({ a: text }, closed)],
  ),
  request(
    'required property added',
    true,
    ['required-request-property-added'],
    [object({}), object({ a: text }, { required: ['a'] })],
  ),
  request(
    'required property with a default added',
    true,
    ['required-request-property-added'],
    [object({}), object({ a: { ...text, default: 'x' } }, { required: ['a'] })],
  ),
  request(
    'property became required',
    true,
    ['request-property-became-required'],
    [object({ a: text }), object({ a: text }, { required: ['a'] })],
  ),
  request(
    'property became optional',
    false,
    ['request-property-became-optional'],
    [object({ a: text }, { required: ['a'] }), object({ a: text })],
  ),
  request(
    'undeclared property became required',
    true,
    ['request-property-became-required'],
    [object({}), object({}, { required: ['a'] })],
  ),
  request(
    'property removed from an open object',
    false,
    ['request-property-ignored'],
    [object({ a: text }), object({})],
  ),
  request(
    'property removed from a closed object',
    true,
    ['request-property-removed'],
    [object({ a: text }, closed), object({}, closed)],
  ),
  request(
    'property of a map no longer declared',
    false,
    ['request-property-undeclared'],
    [
      object({ a: text }, { additionalProperties: text }),
      object({}, { additionalProperties: text }),
    ],
  ),
  request(
    'property of a map no longer declared, with another type',
    true,
    ['request-property-undeclared', 'request-type-changed'],
    [
      object({ a: number }, { additionalProperties: text }),
      object({}, { additionalProperties: text }),
    ],
  ),
  request(
    'property declared with another type than the map',
    true,
    ['request-property-added', 'request-type-changed'],
    [
      object({}, { additionalProperties: text }),
      object({ a: number }, { additionalProperties: text }),
    ],
  ),
  request(
    'object closed',
    true,
    ['request-closed'],
    [object({ a: text }), object({ a: text }, closed)],
  ),
  request(
    'object opened',
    false,
    ['request-opened'],
    [object({ a: text }, closed), object({ a: text })],
  ),
  request(
    'object closed by unevaluatedProperties',
    true,
    ['request-closed'],
    [object({ a: text }), object({ a: text }, { unevaluatedProperties: false })],
  ),
  request(
    'member of allOf closed',
    true,
    ['request-property-removed', 'request-closed'],
    [
      { allOf: [object({ a: text }), object({ b: text })] },
      { allOf: [object({ a: text }, closed), object({ b: text })] },
    ],
  ),
  request(
    'property name pattern added to an open object',
    true,
    ['request-patternProperties-added', 'request-type-narrowed'],
    [object({}), object({}, { patternProperties: { '^x': text } })],
  ),
  request(
    'property name pattern removed from an open object',
    false,
    ['request-patternProperties-removed', 'request-type-widened'],
    [object({}, { patternProperties: { '^x': text } }), object({})],
  ),
  request(
    'property name pattern removed from a closed object',
    true,
    ['request-patternProperties-removed', 'request-properties-narrowed'],
    [object({}, { ...closed, patternProperties: { '^x': text } }), object({}, closed)],
  ),
  request(
    'default changed',
    false,
    ['request-default-changed'],
    [object({ a: { ...text, default: 'x' } }), object({ a: { ...text, default: 'y' } })],
  ),
  request(
    'default removed',
    false,
    ['request-default-changed'],
    [object({ a: { ...text, default: 'x' } }), object({ a: text })],
  ),
  request(
    'default added',
    false,
    ['request-default-added'],
    [object({ a: text }), object({ a: { ...text, default: 'x' } })],
  ),
  request(
    'property deprecated',
    false,
    ['schema-deprecated'],
    [object({ a: text }), object({ a: { ...text, deprecated: true } })],
  ),
  request(
    'type made explicit',
    false,
    ['request-type-implied'],
    [{ properties: { a: text } }, object({ a: text })],
  ),
  request(
    'type no longer explicit',
    false,
    ['request-type-written'],
    [object({ a: text }), { properties: { a: text } }],
  ),
  request(
    'free form described as an object',
    false,
    ['request-type-implied', 'request-property-added'],
    [{}, { properties: { a: text } }],
  ),
  request(
    'description of a map value',
    false,
    [],
    [
      { type: 'object', additionalProperties: { ...text, description: 'Old' } },
      { type: 'object', additionalProperties: { ...text, description: 'New' } },
    ],
  ),
];
