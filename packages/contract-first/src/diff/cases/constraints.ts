import type { RuleId } from '../index.ts';
import { type Case, request, response, when } from './case.ts';

const text = { type: 'string' };
const list = { type: 'array', items: text };
const map = { type: 'object' };
const ab = { type: 'object', properties: { a: text, b: text } };

/** Schemas of which the second allows fewer values: breaking in a request, and backwards in a response. */
const narrower: readonly (readonly [
  keyword: string,
  what: string,
  wide: unknown,
  narrow: unknown,
])[] = [
  ['type', 'one of two types', { type: ['string', 'integer'] }, text],
  ['type', 'any type, or a string', {}, text],
  ['type', 'number, or integer', { type: 'number' }, { type: 'integer' }],
  ['null', 'null in a list of types', { type: ['string', 'null'] }, text],
  ['null', 'null in anyOf', { anyOf: [text, { type: 'null' }] }, text],
  [
    'enum',
    'a value in enum',
    { type: 'string', enum: ['a', 'b'] },
    { type: 'string', enum: ['a'] },
  ],
  ['enum', 'any value, or those of enum', text, { type: 'string', enum: ['a'] }],
  ['enum', 'numbers in enum', { enum: [1, 2] }, { enum: [1] }],
  ['enum', 'a value, or const', { enum: ['a', 'b'] }, { const: 'a' }],
  ['enum', 'true and false, or true', { type: 'boolean' }, { type: 'boolean', enum: [true] }],
  [
    'enum',
    'oneOf of const',
    { oneOf: [{ const: 'a' }, { const: 'b' }] },
    { oneOf: [{ const: 'a' }] },
  ],
  ['minimum', 'minimum', { type: 'integer', minimum: 1 }, { type: 'integer', minimum: 2 }],
  [
    'minimum',
    'exclusiveMinimum',
    { type: 'number', minimum: 1 },
    { type: 'number', exclusiveMinimum: 1 },
  ],
  ['maximum', 'maximum', { type: 'integer', maximum: 9 }, { type: 'integer', maximum: 8 }],
  ['maximum', 'exclusiveMaximum', { type: 'number' }, { type: 'number', exclusiveMaximum: 1 }],
  [
    'multipleOf',
    'multipleOf',
    { type: 'integer', multipleOf: 5 },
    { type: 'integer', multipleOf: 10 },
  ],
  ['minLength', 'minLength', text, { type: 'string', minLength: 1 }],
  ['maxLength', 'maxLength', { type: 'string', maxLength: 9 }, { type: 'string', maxLength: 8 }],
  ['pattern', 'pattern', text, { type: 'string', pattern: '^a' }],
  ['format', 'format', text, { type: 'string', format: 'uuid' }],
  [
    'format',
    'int64, or int32',
    { type: 'integer', format: 'int64' },
    { type: 'integer', format: 'int32' },
  ],
  ['minItems', 'minItems', list, { ...list, minItems: 1 }],
  ['maxItems', 'maxItems', list, { ...list, maxItems: 1 }],
  ['uniqueItems', 'uniqueItems', list, { ...list, uniqueItems: true }],
  [
    'items',
    'items after prefixItems',
    { type: 'array', prefixItems: [text] },
    { type: 'array', prefixItems: [text], items: false },
  ],
  [
    'items',
    'unevaluatedItems',
    { type: 'array', prefixItems: [text] },
    { type: 'array', prefixItems: [text], unevaluatedItems: false },
  ],
  ['contains', 'contains', list, { ...list, contains: { const: 'a' } }],
  [
    'minContains',
    'minContains',
    { ...list, contains: { const: 'a' } },
    { ...list, contains: { const: 'a' }, minContains: 2 },
  ],
  [
    'maxContains',
    'maxContains',
    { ...list, contains: { const: 'a' } },
    { ...list, contains: { const: 'a' }, maxContains: 2 },
  ],
  ['minProperties', 'minProperties', map, { ...map, minProperties: 1 }],
  ['maxProperties', 'maxProperties', map, { ...map, maxProperties: 9 }],
  ['properties', 'a property that is false', map, { ...map, properties: { a: false } }],
  ['dependentRequired', 'dependentRequired', ab, { ...ab, dependentRequired: { a: ['b'] } }],
  [
    'dependentSchemas',
    'dependentSchemas',
    ab,
    { ...ab, dependentSchemas: { a: { required: ['b'] } } },
  ],
  ['not', 'not', text, { ...text, not: { const: 'a' } }],
  ['if', 'if and then', ab, { ...ab, ...when({ required: ['a'] }, { required: ['b'] }) }],
  ['type', 'the type of items', { type: 'array', items: { type: ['string', 'integer'] } }, list],
  [
    'type',
    'the type in prefixItems',
    { type: 'array', prefixItems: [{}] },
    { type: 'array', prefixItems: [text] },
  ],
  [
    'type',
    'the type of map values',
    { type: 'object', additionalProperties: { type: ['string', 'integer'] } },
    { type: 'object', additionalProperties: text },
  ],
  [
    'maxLength',
    'a schema in patternProperties',
    { type: 'object', patternProperties: { '^x': { type: 'string', maxLength: 9 } } },
    { type: 'object', patternProperties: { '^x': { type: 'string', maxLength: 8 } } },
  ],
  ['pattern', 'propertyNames', map, { ...map, propertyNames: { pattern: '^a' } }],
  [
    'maxLength',
    'a schema in then',
    { ...text, ...when({ const: 'a' }, { maxLength: 9 }) },
    { ...text, ...when({ const: 'a' }, { maxLength: 8 }) },
  ],
  [
    'maxLength',
    'contentSchema',
    {
      type: 'string',
      contentMediaType: 'application/json',
      contentSchema: { type: 'string', maxLength: 9 },
    },
    {
      type: 'string',
      contentMediaType: 'application/json',
      contentSchema: { type: 'string', maxLength: 8 },
    },
  ],
];

/** Schemas of which each allows values that the other does not. */
const other: readonly (readonly [keyword: string, what: string, one: unknown, other: unknown])[] = [
  ['type', 'string, or integer', text, { type: 'integer' }],
  [
    'multipleOf',
    'multipleOf 2, or 3',
    { type: 'integer', multipleOf: 2 },
    { type: 'integer', multipleOf: 3 },
  ],
  [
    'pattern',
    'one pattern, or another',
    { type: 'string', pattern: '^a' },
    { type: 'string', pattern: '^b' },
  ],
  [
    'format',
    'date, or date-time',
    { type: 'string', format: 'date' },
    { type: 'string', format: 'date-time' },
  ],
  [
    'contentEncoding',
    'base64, or base64url',
    { type: 'string', contentEncoding: 'base64' },
    { type: 'string', contentEncoding: 'base64url' },
  ],
  [
    'contentMediaType',
    'one media type, or another',
    { type: 'string', contentMediaType: 'image/png' },
    { type: 'string', contentMediaType: 'image/gif' },
  ],
  [
    'contains',
    'contains, with a limit',
    { ...list, contains: { const: 'a' }, maxContains: 2 },
    { ...list, contains: { const: 'b' }, maxContains: 2 },
  ],
  [
    'not',
    'not one value, or another',
    { type: 'string', not: { const: 'a' } },
    { type: 'string', not: { const: 'b' } },
  ],
  [
    'if',
    'another condition',
    { ...ab, ...when({ required: ['a'] }, { required: ['b'] }) },
    { ...ab, ...when({ required: ['b'] }, { required: ['b'] }) },
  ],
];

/** The rule table has an entry for each; a test looks that every rule has a case. */
const rule = (direction: string, keyword: string, turn: string) =>
  [`${direction}-${keyword}-${turn}` as RuleId] as const;

/** One constraint tighter, looser or different, in requests and responses. */
export const constraints: readonly Case[] = [
  ...narrower.flatMap(([keyword, what, wide, narrow]) => {
    const narrowing = [wide, narrow] as const;
    const widening = [narrow, wide] as const;
    return [
      request(`${what}, narrowed`, true, rule('request', keyword, 'narrowed'), narrowing),
      request(`${what}, widened`, false, rule('request', keyword, 'widened'), widening),
      response(`${what}, narrowed`, false, rule('response', keyword, 'narrowed'), narrowing),
      response(`${what}, widened`, true, rule('response', keyword, 'widened'), widening),
    ];
  }),
  ...other.flatMap(([keyword, what, one, another]) => [
    request(what, true, rule('request', keyword, 'changed'), [one, another]),
    response(what, true, rule('response', keyword, 'changed'), [one, another]),
  ]),
  request('no value is valid any more', true, ['request-type-narrowed'], [text, false]),
  request('no value was valid', false, ['request-type-widened'], [false, text]),
  response('no value is valid any more', true, ['response-type-changed'], [text, false]),
  response('no value was valid', true, ['response-type-widened'], [false, text]),
  response(
    'members of allOf exclude each other',
    true,
    ['response-type-changed'],
    [text, { allOf: [text, { type: 'integer' }] }],
  ),
  response(
    'enums of allOf exclude each other',
    true,
    ['response-type-changed'],
    [{ enum: ['a', 'b'] }, { allOf: [{ enum: ['a'] }, { enum: ['b'] }] }],
  ),
];
