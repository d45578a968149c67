/** Keywords of schemas. */
import { openApi } from './base.ts';
import { type Base, type Feature, featuresOf, type Written } from './feature.ts';

const VALUE = '#/components/schemas/Thing/properties/value';

/** A keyword of the property `value`. */
const keyword = (
  name: string,
  schema: object,
  more: Partial<Written> = {},
  title = `\`${name}\``,
): Written => ({
  title,
  at: `${VALUE}/${name}`,
  write: (document) => {
    document.components.schemas.Thing.properties.value = schema;
  },
  ...more,
});

const values = (good: readonly unknown[], bad: readonly unknown[]) => ({ good, bad });

const judged = 'types cannot say it; the server judges the value';
/** Of assertions that types of TypeScript and Python cannot express. */
const assertion: Feature['noEffect'] = { typescript: judged, python: judged };

const silent = 'it does not change which values are valid';
/** Of keywords that assert nothing. */
const annotation: Feature['noEffect'] = {
  server: silent,
  mock: silent,
  verify: silent,
  typescript: silent,
  python: silent,
};

export const schemaFeatures: Feature[] = [
  ...featuresOf(
    '3.1',
    'Schemas',
    openApi('3.1.1'),
    [
      keyword('type', { type: 'string' }, values(['a'], [1, null])),
      keyword('type', { type: ['string', 'null'] }, values(['a', null], [1]), '`type` as a list'),
      keyword('enum', { enum: ['a', 'b'] }, values(['a'], ['c'])),
      keyword(
        'enum',
        { enum: [{ a: 1 }, [2]] },
        values([{ a: 1 }], [{ a: 2 }]),
        '`enum` of objects',
      ),
      keyword('const', { const: 'a' }, values(['a'], ['b'])),
      keyword('minLength', { type: 'string', minLength: 2 }, values(['ab'], ['a'])),
      keyword('maxLength', { type: 'string', maxLength: 2 }, values(['ab'], ['abc'])),
      keyword('pattern', { type: 'string', pattern: '^a+$' }, values(['aa'], ['b'])),
      keyword(
        'pattern',
        { type: 'string', pattern: '^\\_a$' },
        values(['_a'], ['b']),
        '`pattern` that is invalid under `u`',
      ),
      keyword('minimum', { type: 'number', minimum: 2 }, values([2], [1])),
      keyword('maximum', { type: 'number', maximum: 2 }, values([2], [3])),
      keyword('exclusiveMinimum', { type: 'number', exclusiveMinimum: 2 }, values([3], [2])),
      keyword('exclusiveMaximum', { type: 'number', exclusiveMaximum: 2 }, values([1], [2])),
      keyword('multipleOf', { type: 'number', multipleOf: 0.5 }, values([1.5], [1.2])),
      keyword('items', { type: 'array', items: { type: 'integer' } }, values([[1]], [['a']])),
      keyword(
        'prefixItems',
        { type: 'array', prefixItems: [{ type: 'integer' }] },
        values([[1]], [['a']]),
      ),
      keyword(
        'contains',
        { type: 'array', contains: { type: 'integer' } },
        values([['a', 1]], [['a']]),
      ),
      keyword(
        'minContains',
        { type: 'array', contains: { type: 'integer' }, minContains: 2 },
        values([[1, 2]], [[1]]),
      ),
      keyword(
        'maxContains',
        { type: 'array', contains: { type: 'integer' }, maxContains: 1 },
        values([[1]], [[1, 2]]),
      ),
      keyword('minItems', { type: 'array', items: {}, minItems: 1 }, values([[1]], [[]])),
      keyword('maxItems', { type: 'array', items: {}, maxItems: 1 }, values([[1]], [[1, 2]])),
      keyword(
        'uniqueItems',
        { type: 'array', items: {}, uniqueItems: true },
        values([[1, 2]], [[1, 1]]),
      ),
      keyword(
        'unevaluatedItems',
        { type: 'array', prefixItems: [{}], unevaluatedItems: false },
        values([[1]], [[1, 2]]),
      ),
      keyword(
        'properties',
        { type: 'object', properties: { a: { type: 'integer' } } },
        values([{ a: 1 }], [{ a: 'x' }]),
      ),
      keyword(
        'required',
        { type: 'object', properties: { a: {} }, required: ['a'] },
        values([{ a: 1 }], [{}]),
      ),
      keyword(
        'additionalProperties',
        { type: 'object', properties: { a: {} }, additionalProperties: false },
        values([{ a: 1 }], [{ b: 1 }]),
        '`additionalProperties: false`',
      ),
      keyword(
        'additionalProperties',
        { type: 'object', additionalProperties: { type: 'integer' } },
        values([{ a: 1 }], [{ a: 'x' }]),
        '`additionalProperties` with a schema',
      ),
      keyword(
        'patternProperties',
        { type: 'object', patternProperties: { '^n': { type: 'integer' } } },
        values([{ n: 1 }], [{ n: 'x' }]),
      ),
      keyword(
        'propertyNames',
        { type: 'object', propertyNames: { pattern: '^a' } },
        values([{ a: 1 }], [{ b: 1 }]),
      ),
      keyword('minProperties', { type: 'object', minProperties: 1 }, values([{ a: 1 }], [{}])),
      keyword(
        'maxProperties',
        { type: 'object', maxProperties: 1 },
        values([{ a: 1 }], [{ a: 1, b: 1 }]),
      ),
      keyword(
        'dependentRequired',
        { type: 'object', properties: { a: {}, b: {} }, dependentRequired: { a: ['b'] } },
        values([{ a: 1, b: 1 }], [{ a: 1 }]),
      ),
      keyword(
        'dependentSchemas',
        {
          type: 'object',
          properties: { a: {}, b: {} },
          dependentSchemas: { a: { required: ['b'] } },
        },
        values([{ a: 1, b: 1 }], [{ a: 1 }]),
      ),
      keyword(
        'unevaluatedProperties',
        { type: 'object', properties: { a: {} }, unevaluatedProperties: false },
        values([{ a: 1 }], [{ b: 1 }]),
      ),
      keyword('allOf', { allOf: [{ type: 'string' }, { minLength: 2 }] }, values(['ab'], ['a'])),
      keyword(
        'anyOf',
        { anyOf: [{ type: 'string' }, { type: 'integer' }] },
        values(['a', 1], [true]),
      ),
      keyword(
        'oneOf',
        { oneOf: [{ type: 'string' }, { type: 'integer' }] },
        values(['a', 1], [true]),
      ),
      keyword('not', { type: 'string', not: { const: 'a' } }, values(['b'], ['a'])),
      keyword(
        'if',
        {
          type: 'object',
          properties: { a: {}, b: {}, c: {} },
          if: { required: ['a'] },
          // biome-ignore lint/suspicious/noThenProperty: it is a keyword of JSON Schema
          then: { required: ['b'] },
          else: { required: ['c'] },
        },
        values([{ a: 1, b: 1 }, { c: 1 }], [{ a: 1 }, {}]),
        '`if`, `then`, `else`',
      ),
      keyword('$ref', { $ref: '#/components/schemas/Thing/properties/id' }, values(['a'], [1])),
      {
        ...keyword(
          'maxLength',
          { $ref: '#/components/schemas/Thing/properties/id', maxLength: 1 },
          values(['a'], ['ab']),
        ),
        title: 'Keywords next to `$ref`',
      },
      keyword(
        '$ref',
        { $ref: '#/paths/~1things/get/x-schema' },
        {
          ...values(['a'], [1]),
          write: (document: Base) => {
            const { parameters } = document.paths['/things'].get;
            parameters.push({ name: 'q', in: 'query', schema: { type: 'string' } });
            document.components.schemas.Thing.properties.value = {
              $ref: '#/paths/~1things/get/parameters/0/schema',
            };
          },
        },
        'References into `#/paths`',
      ),
      keyword(
        '$ref',
        {},
        {
          ...values([{}, { value: {} }], [1]),
          write: (document: Base) => {
            document.components.schemas.Tree = {
              type: 'object',
              properties: { value: { $ref: '#/components/schemas/Tree' } },
            };
            document.components.schemas.Thing.properties.value = {
              $ref: '#/components/schemas/Tree',
            };
          },
        },
        'Recursive schemas',
      ),
      keyword(
        '$id',
        {},
        {
          ...values(['a'], [1]),
          at: `${VALUE}/$ref`,
          write: (document: Base) => {
            document.components.schemas.Named = {
              $id: 'https://things.example/named',
              type: 'string',
            };
            document.components.schemas.Thing.properties.value = {
              $ref: 'https://things.example/named',
            };
          },
        },
      ),
      keyword(
        '$anchor',
        {},
        {
          ...values(['a'], [1]),
          at: `${VALUE}/$ref`,
          write: (document: Base) => {
            document.components.schemas.Named = { $anchor: 'named', type: 'string' };
            document.components.schemas.Thing.properties.value = { $ref: '#named' };
          },
        },
      ),
      keyword(
        '$dynamicRef',
        {},
        {
          ...values(['a'], [1]),
          write: (document: Base) => {
            document.components.schemas.Named = { $dynamicAnchor: 'named', type: 'string' };
            document.components.schemas.Thing.properties.value = { $dynamicRef: '#named' };
          },
        },
      ),
      keyword(
        '$defs',
        {},
        {
          ...values(['a'], [1]),
          at: `${VALUE}/$ref`,
          write: (document: Base) => {
            document.components.schemas.Thing.properties.value = {
              $ref: '#/components/schemas/Thing/$defs/Named',
            };
            document.components.schemas.Thing.$defs = { Named: { type: 'string' } };
          },
        },
      ),
      keyword(
        'value',
        {},
        {
          ...values([], [1]),
          at: VALUE,
          write: (document: Base) => {
            document.components.schemas.Thing.properties.value = false;
          },
          remove: (document: Base) => {
            document.components.schemas.Thing.properties.value = true;
          },
          noEffect: { bundle: '' },
        },
        'Boolean schemas',
      ),
      keyword(
        'format',
        { type: 'string', format: 'date-time' },
        values(['2026-01-02T03:04:05Z'], ['x']),
        '`format: date-time`',
      ),
      keyword(
        'format',
        { type: 'string', format: 'uuid' },
        values(['6f2c0c0e-5a56-4e0e-9d6a-2f0e6b0a1c3d'], ['x']),
        '`format: uuid`',
      ),
      keyword(
        'format',
        { type: 'integer', format: 'int32' },
        values([1], [2 ** 40]),
        '`format: int32`',
      ),
      keyword(
        'discriminator',
        {},
        {
          ...values([{ kind: 'A', a: 1 }], [{ kind: 'A' }]),
          write: (document: Base) => {
            const { schemas } = document.components;
            for (const [name, field] of [
              ['A', 'a'],
              ['B', 'b'],
            ] as const) {
              schemas[name] = {
                type: 'object',
                required: ['kind', field],
                properties: { kind: { type: 'string', const: name }, [field]: { type: 'integer' } },
              };
            }
            schemas.Thing.properties.value = {
              oneOf: [{ $ref: '#/components/schemas/A' }, { $ref: '#/components/schemas/B' }],
              discriminator: { propertyName: 'kind', mapping: { A: '#/components/schemas/A' } },
            };
          },
          noEffect: {
            mock: 'the branches say the same by `const`',
            verify: 'the branches say the same by `const`',
          },
        },
      ),
      {
        title: 'Properties named `$ref`, `default`, `example`, `value`',
        at: `${VALUE}/properties`,
        ...values([{ example: 'a', default: 'b', value: 'c' }], [{ example: 1 }, { default: 1 }]),
        write: (document: Base) => {
          const properties: Base = {};
          for (const name of ['default', 'example', 'value']) properties[name] = { type: 'string' };
          document.components.schemas.Thing.properties.value = { type: 'object', properties };
        },
      },
    ],
    assertion,
  ),
  ...featuresOf(
    '3.1',
    'Annotations of schemas',
    openApi('3.1.1'),
    [
      keyword('title', { type: 'string', title: 'A title' }),
      keyword('description', { type: 'string', description: 'What it means' }),
      keyword('default', { type: 'string', default: 'a' }),
      keyword('examples', { type: 'string', examples: ['an example'] }),
      keyword('example', { type: 'string', example: 'an example' }),
      keyword('deprecated', { type: 'string', deprecated: true }),
      keyword('readOnly', { type: 'string', readOnly: true }),
      keyword('writeOnly', { type: 'string', writeOnly: true }),
      keyword('contentMediaType', { type: 'string', contentMediaType: 'application/json' }),
      keyword('contentEncoding', { type: 'string', contentEncoding: 'base64' }),
      keyword('contentSchema', {
        type: 'string',
        contentMediaType: 'application/json',
        contentSchema: { type: 'object' },
      }),
      keyword(
        '$comment',
        { type: 'string', $comment: 'For editors' },
        {
          noEffect: {
            diff: 'a comment for editors (JSON Schema core, section 8.3)',
            docs: 'a comment for editors',
          },
        },
      ),
      keyword('$schema', {
        type: 'string',
        $schema: 'https://json-schema.org/draft/2020-12/schema',
      }),
      keyword('externalDocs', { type: 'string', externalDocs: { url: 'https://docs.example' } }),
      keyword('xml', { type: 'string', xml: { name: 'v' } }),
      keyword(
        'x-note',
        { type: 'string', 'x-note': 'ours' },
        {
          noEffect: { lint: 'extensions are free' },
        },
        'Extensions (`x-`)',
      ),
    ],
    annotation,
  ),
];
