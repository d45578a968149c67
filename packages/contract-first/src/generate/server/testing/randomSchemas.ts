/**
 * Draws schemas of all keywords of JSON Schema 2020-12, and values that are likely to matter to them.
 *
 * @module
 */
import fc from 'fast-check';

type Drawn = Readonly<Record<string, unknown>> | boolean;

/** Few names, so that what requires one and what describes it meet. */
const names = fc.constantFrom('a', 'b', 'c', 'x-1', 'a/b', 'constructor', '__proto__', 'toString');
const texts = fc.constantFrom('', 'a', 'b', 'ab', 'A1', '🚢', '2026-01-01', '12', 'x-1', '\ud800');
const numbers = fc.constantFrom(0, -0, 1, 2, 3, 7, -1, 0.5, 0.29, 1.5, 1e21, 10);
const counts = fc.integer({ min: 0, max: 3 });
const types = fc.constantFrom(
  ...['string', 'integer', 'number', 'boolean', 'null', 'array', 'object', 'object', 'array'],
);
const patterns = fc.constantFrom('^a', 'b$', '^x-', '^[a-z\\-\\:]+$', '^\\p{Lu}', '/', '.', '[');
const formats = fc.constantFrom('date', 'int32', 'byte', 'uuid', 'unheard-of', 'date-time');

/** A value of JSON, of few names and texts. */
export const values: fc.Arbitrary<unknown> = fc.letrec((tie) => ({
  value: fc.oneof(
    { maxDepth: 3, depthSize: 'small' },
    texts,
    numbers,
    fc.constantFrom(true, false, null),
    fc.array(tie('value'), { maxLength: 3 }),
    objectOf(tie('value'), 3),
  ),
})).value;

/** `fc.dictionary` makes no property `__proto__` that JSON would show. */
function objectOf<T>(each: fc.Arbitrary<T>, maxLength: number): fc.Arbitrary<object> {
  return fc
    .uniqueArray(fc.tuple(names, each), { maxLength, selector: ([name]) => name })
    .map((entries) => Object.fromEntries(entries));
}

const reference = (count: number) =>
  fc.oneof(
    { weight: 8, arbitrary: fc.nat(count - 1).map((at) => `#/components/schemas/S${at}`) },
    {
      weight: 1,
      arbitrary: fc.nat(count - 1).map((at) => `#/components/schemas/S${at}/properties/a`),
    },
    {
      weight: 1,
      arbitrary: fc.constant('#/paths/~10/post/requestBody/content/application~1json/schema'),
    },
  );

/** The schemas of a document, `S0` to so many, which refer to each other. */
export const schemas = (count: number): fc.Arbitrary<Readonly<Record<string, Drawn>>> =>
  fc.array(schemaOf(count), { minLength: count, maxLength: count }).map((all) => {
    const named = all.map((each, at) => {
      // No other names in a circle.
      const isCircle = isObject(each) && Object.keys(each).join() === '$ref';
      return [`S${at}`, isObject(each) && !isCircle ? each : { not: {} }] as const;
    });
    return leadingSomewhere(Object.fromEntries(named));
  });

/** The schemas with references to a property only where there is one that is no `true` or `false`. */
function leadingSomewhere<T extends Readonly<Record<string, Drawn>>>(all: T): T {
  return JSON.parse(JSON.stringify(all), (_key, value) => {
    if (typeof value !== 'string') return value;
    const [, name = ''] = /schemas\/(S\d+)\/properties\/a$/.exec(value) ?? [];
    const schema = all[name];
    if (!isObject(schema)) return value;
    const { properties } = schema;
    const isThere = isObject(properties) && isObject(properties.a);
    return isThere ? value : `#/components/schemas/${name}`;
  });
}

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null;

function schemaOf(count: number): fc.Arbitrary<Drawn> {
  return fc.letrec<{ schema: Drawn; list: Drawn[]; map: object }>((tie) => {
    const one = tie('schema');
    const keywords: Readonly<Record<string, fc.Arbitrary<unknown>>> = {
      type: fc.oneof(types, types, types, fc.uniqueArray(types, { minLength: 1, maxLength: 3 })),
      $ref: reference(count),
      enum: fc.array(values, { minLength: 1, maxLength: 4 }),
      const: values,
      minimum: numbers,
      maximum: numbers,
      exclusiveMinimum: numbers,
      exclusiveMaximum: numbers,
      multipleOf: fc.constantFrom(1, 2, 0.01, 0.5, 7),
      minLength: counts,
      maxLength: counts,
      pattern: patterns,
      format: formats,
      items: one,
      minItems: counts,
      maxItems: counts,
      uniqueItems: fc.boolean(),
      properties: tie('map'),
      required: fc.uniqueArray(names, { maxLength: 2 }),
      additionalProperties: fc.oneof(fc.boolean(), one),
      minProperties: counts,
      maxProperties: counts,
      anyOf: tie('list'),
      oneOf: tie('list'),
      allOf: tie('list'),
      not: one,
      if: one,
      // biome-ignore lint/suspicious/noThenProperty: a keyword
      then: one,
      else: one,
      prefixItems: tie('list'),
      contains: one,
      minContains: counts,
      maxContains: counts,
      patternProperties: fc.dictionary(patterns, one, { maxKeys: 2 }),
      propertyNames: one,
      dependentRequired: fc.dictionary(
        fc.constantFrom('a', 'b'),
        fc.uniqueArray(names, { maxLength: 2 }),
        { maxKeys: 2 },
      ),
      dependentSchemas: fc.dictionary(fc.constantFrom('a', 'b'), one, { maxKeys: 2 }),
      unevaluatedProperties: one,
      unevaluatedItems: one,
      default: values,
      description: fc.constantFrom('', 'Text'),
      readOnly: fc.boolean(),
      writeOnly: fc.boolean(),
      nullable: fc.boolean(),
      'x-note': values,
    };
    const all = Object.keys(keywords);
    const some = fc
      .uniqueArray(fc.constantFrom(...all, 'type', 'type', 'properties', '$ref'), {
        minLength: 1,
        maxLength: 4,
      })
      .chain((chosen) =>
        fc.record(Object.fromEntries(chosen.map((name) => [name, keywords[name] ?? values]))),
      );
    return {
      schema: fc.oneof(
        { maxDepth: 3, depthSize: 'small' },
        types.map((type) => ({ type })),
        fc.boolean(),
        reference(count).map(($ref) => ({ $ref })),
        { weight: 8, arbitrary: some },
      ) as fc.Arbitrary<Drawn>,
      list: fc.array(one, { minLength: 1, maxLength: 3 }),
      map: objectOf(one, 3),
    };
  }).schema;
}
