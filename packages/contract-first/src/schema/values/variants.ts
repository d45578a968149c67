/**
 * Derives values from a valid one that differ in one place: edge cases, and invalid values.
 *
 * @module
 */
import type { JsonSchema } from '../../document/model.ts';
import { propertiesOf, requiredOf, typesOf } from '../flatten.ts';
import { boundsOf } from './numbers.ts';
import { resized } from './strings.ts';

/** A value for a place, and what is particular about it, in words. */
export type Variant = readonly [value: unknown, what: string];

type Variants = (schema: JsonSchema, value: unknown) => Variant[];

const isText = (value: unknown): value is string => typeof value === 'string';
const isList = (value: unknown): value is unknown[] => Array.isArray(value);
const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const without = (object: Readonly<Record<string, unknown>>, name: string) =>
  Object.fromEntries(Object.entries(object).filter(([each]) => each !== name));

const named = (schema: JsonSchema, keyword: string): number | undefined => {
  const bound = schema[keyword];
  return typeof bound === 'number' ? bound : undefined;
};
const stepOf = (schema: JsonSchema): number =>
  named(schema, 'multipleOf') ?? (typesOf(schema).includes('integer') ? 1 : 0.001);

/** The longest text that is made; a longer bound is not tried. */
const LONGEST = 100_000;
const MOST_ITEMS = 1000;

function ofLength(value: unknown, length: number | undefined, what: string): Variant[] {
  if (!isText(value) || length === undefined || length < 0 || length > LONGEST) return [];
  return [[resized(value, length), what]];
}

function ofCount(value: unknown, count: number | undefined, what: string): Variant[] {
  if (!isList(value) || count === undefined || count < 0 || count > MOST_ITEMS) return [];
  const [first = 'a'] = value;
  // Of texts each is another one, since they may have to be.
  const item = (at: number) => value[at] ?? (isText(first) ? `${first}${at}` : first);
  return [[Array.from({ length: count }, (_, at) => item(at)), what]];
}

/** What lies just inside of a keyword. */
export const edges: Readonly<Record<string, Variants>> = {
  type: (schema) =>
    typesOf(schema).flatMap((type): Variant[] => {
      if (type === 'string') {
        return [
          ['', 'empty'],
          ['It\'s "quoted"', 'with quotes'],
        ];
      }
      if (type === 'boolean')
        return [
          [true, 'true'],
          [false, 'false'],
        ];
      return type === 'null' ? [[null, 'null']] : [];
    }),
  enum: ({ enum: values }) =>
    isList(values) ? values.slice(0, 20).map((each) => [each, `${JSON.stringify(each)}`]) : [],
  minimum: (schema, value) =>
    typeof value === 'number' ? [[boundsOf(schema, stepOf(schema))[0], 'the minimum']] : [],
  maximum: (schema, value) =>
    typeof value === 'number' ? [[boundsOf(schema, stepOf(schema))[1], 'the maximum']] : [],
  exclusiveMinimum: (schema, value) =>
    typeof value === 'number'
      ? [[boundsOf(schema, stepOf(schema))[0], 'just above the exclusive minimum']]
      : [],
  exclusiveMaximum: (schema, value) =>
    typeof value === 'number'
      ? [[boundsOf(schema, stepOf(schema))[1], 'just below the exclusive maximum']]
      : [],
  minLength: (schema, value) =>
    ofLength(value, named(schema, 'minLength'), 'as short as minLength'),
  // Characters of one UTF-16 unit, but of two bytes in UTF-8: a length counts characters (RFC 8259).
  maxLength: (schema, value) => [
    ...ofLength(value, named(schema, 'maxLength'), 'as long as maxLength'),
    ...ofLength('é', named(schema, 'maxLength'), 'as long as maxLength, not in ASCII'),
  ],
  minItems: (schema, value) => ofCount(value, named(schema, 'minItems'), 'as few as minItems'),
  maxItems: (schema, value) => ofCount(value, named(schema, 'maxItems'), 'as many as maxItems'),
  properties: (schema, value) =>
    isObject(value)
      ? propertiesOf(schema)
          .filter(([name]) => Object.hasOwn(value, name) && !requiredOf(schema).includes(name))
          .map(([name]) => [without(value, name), `without the optional "${name}"`])
      : [],
};

const ofEveryType: readonly (readonly [type: string, value: unknown])[] = [
  ['null', null],
  ['string', 'a'],
  ['string', '1'],
  ['number', 1.5],
  ['integer', 7],
  ['boolean', true],
  ['array', []],
  ['object', {}],
];

const wrongFormats: Readonly<Record<string, readonly string[]>> = {
  'date-time': ['2026-01-01', '2026-02-30T00:00:00Z', '2026-01-01 00:00'],
  date: ['2026-02-30', '01/02/2026', '2026-1-2', '2026-01-01T00:00:00Z'],
  time: ['25:00:00Z', '12:00'],
  email: ['nobody', 'a@'],
  ipv4: ['256.1.1.1', '1.2.3'],
  uri: ['no scheme', '/relative'],
};

/** What breaks a keyword, and nothing else where that can be helped. */
export const breakers: Readonly<Record<string, Variants>> = {
  type: (schema) => {
    const types = typesOf(schema);
    return ofEveryType
      .filter(
        ([type]) => !types.includes(type) && !(type === 'integer' && types.includes('number')),
      )
      .map(([type, value]) => [value, `${type} instead of ${types.join(' or ')}`]);
  },
  enum: ({ enum: values }) =>
    isList(values) && isText(values[0])
      ? [
          [`${values[0]}x`, 'not in enum'],
          [values[0].toUpperCase(), 'not in enum'],
          ['', 'not in enum'],
        ]
      : [[-1, 'not in enum']],
  const: ({ const: only }) => [[isText(only) ? `${only}x` : 'x', 'not the const']],
  minimum: (schema) => [[(named(schema, 'minimum') ?? 0) - stepOf(schema), 'below minimum']],
  maximum: (schema) => [[(named(schema, 'maximum') ?? 0) + stepOf(schema), 'above maximum']],
  exclusiveMinimum: (schema) => [[named(schema, 'exclusiveMinimum'), 'the exclusive minimum']],
  exclusiveMaximum: (schema) => [[named(schema, 'exclusiveMaximum'), 'the exclusive maximum']],
  multipleOf: (schema, value) =>
    typeof value === 'number' ? [[value + stepOf(schema) / 2, 'not a multiple of multipleOf']] : [],
  minLength: (schema, value) =>
    ofLength(value, (named(schema, 'minLength') ?? 0) - 1, 'shorter than minLength'),
  maxLength: (schema, value) =>
    ofLength(value, (named(schema, 'maxLength') ?? 0) + 1, 'longer than maxLength'),
  pattern: (_schema, value) =>
    ['', '!', 'é', ...(isText(value) ? [` ${value}`, `${value} `, `${value}!`] : [])].map(
      (each) => [each, 'not of the pattern'],
    ),
  format: ({ format }) =>
    (
      (Object.hasOwn(wrongFormats, String(format)) && wrongFormats[String(format)]) || [
        `not-a-${String(format)}`,
      ]
    ).map((each) => [each, `not a ${String(format)}`]),
  required: (schema, value) =>
    isObject(value)
      ? requiredOf(schema).map((name) => [without(value, name), `without the required "${name}"`])
      : [],
  additionalProperties: ({ additionalProperties }, value) =>
    isObject(value) && additionalProperties === false
      ? [[{ ...value, unexpected: 1 }, 'with a property that is not allowed']]
      : [],
  unevaluatedProperties: ({ unevaluatedProperties }, value) =>
    isObject(value) && unevaluatedProperties === false
      ? [[{ ...value, unexpected: 1 }, 'with a property that is not allowed']]
      : [],
  minItems: (schema, value) =>
    ofCount(value, (named(schema, 'minItems') ?? 0) - 1, 'fewer than minItems'),
  maxItems: (schema, value) =>
    ofCount(value, (named(schema, 'maxItems') ?? 0) + 1, 'more than maxItems'),
  uniqueItems: (schema, value) =>
    isList(value) && schema.uniqueItems === true && value.length > 0
      ? [
          [
            value.length > 1 ? [...value.slice(0, -1), value[0]] : [value[0], value[0]],
            'with an item twice',
          ],
        ]
      : [],
  minProperties: (schema, value) =>
    isObject(value)
      ? [
          [
            Object.fromEntries(
              Object.entries(value).slice(0, (named(schema, 'minProperties') ?? 0) - 1),
            ),
            'fewer than minProperties',
          ],
        ]
      : [],
};
