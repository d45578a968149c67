import { type Case, components, documentOf, giving, request, response, taking } from './case.ts';

const text = { type: 'string' };
const number = { type: 'integer' };
const object = (properties: object, required: readonly string[] = []) => ({
  type: 'object',
  properties,
  ...(required.length > 0 ? { required } : {}),
});
const ref = (name: string) => ({ $ref: `#/components/schemas/${name}` });
const map = (additionalProperties: object) => ({ type: 'object', additionalProperties });
const holding = (schema: object) => object({ a: schema });
const joined = (properties: object) => ({ allOf: [ref('Base'), object(properties)] });
const either = { oneOf: [ref('One'), ref('Other')] };
const one = (properties: object, required: readonly string[] = []) => ({
  One: object({ kind: { const: 'one' }, ...properties }, ['kind', ...required]),
  Other: object({ kind: { const: 'other' } }, ['kind']),
});
const shared = (properties: object, required: readonly string[]) =>
  documentOf(
    { ...taking(ref('User')), ...giving(ref('User')) },
    components({ User: object({ name: text, ...properties }, ['name', ...required]) }),
  );

/** Changes inside of components, maps and properties, and of what a component is joined with. */
export const nested: readonly Case[] = [
  response(
    'property added to a component of allOf',
    false,
    ['response-property-added'],
    [joined({ x: text }), joined({ x: text })],
    [{ Base: object({ a: text }) }, { Base: object({ a: text, b: text }) }],
  ),
  response(
    'property moved to a component of allOf',
    false,
    [],
    [joined({ x: text, y: text }), joined({ x: text })],
    [{ Base: object({ a: text }) }, { Base: object({ a: text, y: text }) }],
  ),
  response(
    'property added to a component of oneOf',
    false,
    ['response-property-added'],
    [either, either],
    [one({}), one({ more: text })],
  ),
  response(
    'property of a component of oneOf became optional',
    true,
    ['response-property-became-optional'],
    [either, either],
    [one({ m: text }, ['m']), one({ m: text })],
  ),
  response(
    'property of a component in a map of another type',
    true,
    ['response-type-changed'],
    [map(ref('Value')), map(ref('Value'))],
    [{ Value: object({ p: number }) }, { Value: object({ p: text }) }],
  ),
  response(
    'required property of a component in a map removed',
    true,
    ['response-property-removed'],
    [map(ref('Value')), map(ref('Value'))],
    [{ Value: object({ p: number }, ['p']) }, { Value: object({}) }],
  ),
  request('map values of another type', true, ['request-type-changed'], [map(text), map(number)]),
  request(
    'property of map values became required',
    true,
    ['request-property-became-required'],
    [map(object({ a: text })), map(object({ a: text }, ['a']))],
  ),
  response(
    'another type in patternProperties',
    true,
    ['response-type-changed'],
    [
      { type: 'object', patternProperties: { '^x': number } },
      { type: 'object', patternProperties: { '^x': text } },
    ],
  ),
  response(
    'another type in prefixItems',
    true,
    ['response-type-changed'],
    [
      { type: 'array', prefixItems: [number, text] },
      { type: 'array', prefixItems: [text, text] },
    ],
  ),
  {
    name: 'readOnly required property added to a component of requests and responses',
    breaking: false,
    rules: ['response-property-added'],
    before: shared({}, []),
    after: shared({ id: { ...text, readOnly: true } }, ['id']),
  },
  response(
    'null of a property, in a list of types or in anyOf',
    false,
    [],
    [holding({ type: ['string', 'null'] }), holding({ anyOf: [text, { type: 'null' }] })],
  ),
  response(
    'null next to a reference, in oneOf or in anyOf',
    false,
    [],
    [
      holding({ oneOf: [ref('Base'), { type: 'null' }] }),
      holding({ anyOf: [ref('Base'), { type: 'null' }] }),
    ],
    [{ Base: object({ x: text }) }, { Base: object({ x: text }) }],
  ),
  response(
    'property that is a reference became nullable',
    true,
    ['response-null-widened'],
    [holding(ref('Base')), holding({ anyOf: [ref('Base'), { type: 'null' }] })],
    [{ Base: object({ x: text }) }, { Base: object({ x: text }) }],
  ),
  request(
    'type of a nullable property removed',
    false,
    ['request-type-widened'],
    [holding({ type: ['string', 'null'] }), holding({})],
  ),
  request(
    'type added to a property',
    true,
    ['request-type-narrowed'],
    [holding({}), holding(text)],
  ),
  request(
    'another value added to a constant property',
    false,
    ['request-enum-widened'],
    [holding({ const: 'x' }), holding({ enum: ['x', 'y'] })],
  ),
];
