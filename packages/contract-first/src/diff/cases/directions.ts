import { type Case, request, response } from './case.ts';

const text = { type: 'string' };
const number = { type: 'integer' };
const object = (properties: object, rest: object = {}) => ({ type: 'object', properties, ...rest });
const closed = { additionalProperties: false };
const user = (fields: object, required: readonly string[] = []) => ({
  User: object({ name: text, ...fields }, { required: ['name', ...required] }),
});
const ref = { $ref: '#/components/schemas/User' };

/** `readOnly` and `writeOnly`: what requests and responses do not have. */
export const directions: readonly Case[] = [
  request(
    'readOnly required property added',
    false,
    [],
    [ref, ref],
    [user({}), user({ id: { ...text, readOnly: true } }, ['id'])],
  ),
  response(
    'readOnly required property added',
    false,
    ['response-property-added'],
    [ref, ref],
    [user({}), user({ id: { ...text, readOnly: true } }, ['id'])],
  ),
  request(
    'readOnly property narrowed',
    false,
    [],
    [
      object({ id: { ...text, readOnly: true } }),
      object({ id: { ...text, readOnly: true, pattern: '^x' } }),
    ],
  ),
  response(
    'readOnly property of another type',
    true,
    ['response-type-changed'],
    [object({ id: { ...text, readOnly: true } }), object({ id: { ...number, readOnly: true } })],
  ),
  request(
    'property of a closed object became readOnly',
    true,
    ['request-property-removed'],
    [object({ id: text }, closed), object({ id: { ...text, readOnly: true } }, closed)],
  ),
  request(
    'property of an open object became readOnly',
    false,
    ['request-property-ignored'],
    [object({ id: text }), object({ id: { ...text, readOnly: true } })],
  ),
  request(
    'readOnly property can be sent',
    false,
    ['request-property-added'],
    [object({ id: { ...text, readOnly: true } }), object({ id: text })],
  ),
  request(
    'readOnly required property must be sent',
    true,
    ['required-request-property-added'],
    [
      object({ id: { ...text, readOnly: true } }, { required: ['id'] }),
      object({ id: text }, { required: ['id'] }),
    ],
  ),
  request(
    'readOnly in a component of the property',
    false,
    [],
    [
      object({ id: { $ref: '#/components/schemas/Id' } }),
      object({ id: { $ref: '#/components/schemas/Id' } }),
    ],
    [{ Id: { ...text, readOnly: true } }, { Id: { ...number, readOnly: true } }],
  ),
  response(
    'writeOnly property of another type',
    false,
    [],
    [
      object({ secret: { ...text, writeOnly: true } }),
      object({ secret: { ...number, writeOnly: true } }),
    ],
  ),
  request(
    'writeOnly property of another type',
    true,
    ['request-type-changed'],
    [
      object({ secret: { ...text, writeOnly: true } }),
      object({ secret: { ...number, writeOnly: true } }),
    ],
  ),
  response(
    'property became writeOnly',
    true,
    ['response-property-removed'],
    [object({ secret: text }), object({ secret: { ...text, writeOnly: true } })],
  ),
  response(
    'writeOnly property is sent',
    false,
    ['response-property-added'],
    [object({ secret: { ...text, writeOnly: true } }), object({ secret: text })],
  ),
];
