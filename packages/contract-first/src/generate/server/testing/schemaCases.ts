import { component, type Schema } from './documentParts.ts';

/** Schemas with values that they accept and values that they refuse. */
export const cases: Readonly<
  Record<string, { schema: Schema; yes: readonly unknown[]; no: readonly unknown[] }>
> = {
  'integer, exclusive bounds': {
    schema: { type: 'integer', exclusiveMinimum: 0, exclusiveMaximum: 3 },
    yes: [1, 2, 2.0],
    no: [0, 3, 1.5, '1', null],
  },
  'an enum with values twice': {
    schema: { type: 'string', enum: ['a', 'b', 'a', ''] },
    yes: ['a', ''],
    no: ['c', null],
  },
  'an enum with null and values twice': {
    schema: { type: ['string', 'null'], enum: ['a', null, 'a'] },
    yes: ['a', null],
    no: ['b'],
  },
  'a property of any type with a default': {
    schema: { type: 'object', properties: { a: { description: 'Anything', default: 'x' } } },
    yes: [{ a: 1 }],
    no: [1],
  },
  'integer, a multiple': {
    schema: { type: 'integer', multipleOf: 7, minimum: -7 },
    yes: [-7, 0, 14],
    no: [-14, 1],
  },
  'number, a multiple of a fraction': {
    schema: { type: 'number', multipleOf: 0.01 },
    yes: [0.29, 19.99, 0],
    no: [0.295],
  },
  'number, bounds': {
    schema: { type: 'number', minimum: -0.5, maximum: 0 },
    yes: [-0.5, 0],
    no: [-0.51, 0.01],
  },
  int32: {
    schema: { type: 'integer', format: 'int32' },
    yes: [2 ** 31 - 1, -(2 ** 31)],
    no: [2 ** 31],
  },
  int64: {
    schema: { type: 'integer', format: 'int64' },
    yes: [Number.MAX_SAFE_INTEGER],
    no: [0.5, '1'],
  },
  'length in characters, not UTF-16 units': {
    schema: { type: 'string', minLength: 2, maxLength: 3 },
    yes: ['ab', '⚓⚓⚓', '🚢🚢🚢'],
    no: ['a', '🚢', '🚢🚢🚢🚢', 'abcd'],
  },
  'pattern with a slash': {
    schema: { type: 'string', pattern: '^/[a-z]+/u$' },
    yes: ['/a/u'],
    no: ['/a', 'a/u'],
  },
  'pattern of Unicode classes': {
    schema: { type: 'string', pattern: '^\\p{Lu}\\p{Ll}+$' },
    yes: ['Östlich'],
    no: ['östlich', 'X'],
  },
  'pattern with escapes for what ends a literal': {
    schema: { type: 'string', pattern: '^x\\u002F\\u000A[\\u0020-\\u007E]$' },
    yes: ['x/\n~'],
    no: ['x/\n', 'x/n~', '\\u002F'],
  },
  'pattern of control characters': {
    schema: { type: 'string', pattern: '^\u0000\u001b[\u007f\u2028]\u202e$' },
    yes: ['\u0000\u001b\u007f\u202e', '\u0000\u001b\u2028\u202e'],
    no: ['\u0000\u001b\u202e'],
  },
  'enum of strings that look like escapes or end a literal': {
    schema: { enum: ['\\u0041', "';//", '\u2028', '\ud800', '</script>', '*/'] },
    yes: ['\\u0041', "';//", '\u2028', '\ud800', '</script>', '*/'],
    no: ['A', '\\', '\ufffd'],
  },
  'names of inherited properties': {
    schema: {
      type: 'object',
      required: ['constructor'],
      properties: { constructor: { type: 'string' }, toString: { type: 'string' } },
    },
    yes: [{ constructor: 'a' }, { constructor: 'a', toString: 'b' }],
    no: [{}, { constructor: 1 }, { constructor: 'a', toString: 1 }],
  },
  'required names of inherited properties': {
    schema: { type: 'object', required: ['valueOf'] },
    yes: [{ valueOf: 1 }],
    no: [{}],
  },
  'numeric names': {
    schema: {
      type: 'object',
      required: ['007', '1.50', '7'],
      properties: { '007': { type: 'string' }, '1.50': { type: 'string' }, 7: { type: 'string' } },
      additionalProperties: false,
    },
    yes: [{ '007': 'a', '1.50': 'a', 7: 'a' }],
    no: [{ 7: 'a', '1.5': 'a' }],
  },
  'pattern of astral characters': {
    schema: { type: 'string', pattern: '^.$' },
    yes: ['🚢', 'a'],
    no: ['ab'],
  },
  'pattern with backslashes, quotes and a newline': {
    schema: { type: 'string', pattern: '^\\\\"\'`\n$' },
    yes: ['\\"\'`\n'],
    no: ['\\"'],
  },
  'unanchored pattern': {
    schema: { type: 'string', pattern: 'a' },
    yes: ['bab'],
    no: ['b'],
  },
  'date-time, with an offset': {
    schema: { type: 'string', format: 'date-time' },
    yes: ['2026-01-01T00:00:00Z', '2026-01-01T00:00:00.5+02:00', '2026-01-01t00:00:00z'],
    no: ['2026-01-01', '2026-02-30T00:00:00Z', '2026-01-01T00:00:00'],
  },
  date: {
    schema: { type: 'string', format: 'date' },
    yes: ['2024-02-29'],
    no: ['2026-02-29', 'today'],
  },
  uuid: {
    schema: { type: 'string', format: 'uuid' },
    yes: ['00000000-0000-9000-0000-000000000001'],
    no: ['0000'],
  },
  email: {
    schema: { type: 'string', format: 'email' },
    yes: ['a@b.cd', "o'hara@b.cd"],
    no: ['a@', 'a b@c.de'],
  },
  uri: { schema: { type: 'string', format: 'uri' }, yes: ['https://a/b'], no: ['/a/b', 'a b'] },
  ipv4: {
    schema: { type: 'string', format: 'ipv4' },
    yes: ['10.0.0.1'],
    no: ['10.0.0', '256.0.0.1'],
  },
  ipv6: { schema: { type: 'string', format: 'ipv6' }, yes: ['::1', '1::2'], no: [':::', '1'] },
  hostname: { schema: { type: 'string', format: 'hostname' }, yes: ['a.b-c'], no: ['-a', 'a_b'] },
  byte: { schema: { type: 'string', format: 'byte' }, yes: ['', 'YQ=='], no: ['YQ'] },
  binary: { schema: { type: 'string', format: 'binary' }, yes: ['anything'], no: [1] },
  'an unknown format': {
    schema: { type: 'string', format: 'imo-number' },
    yes: ['x'],
    no: [1],
  },
  'array, bounds': {
    schema: { type: 'array', items: { type: 'integer' }, minItems: 1, maxItems: 2 },
    yes: [[1], [1, 2]],
    no: [[], [1, 2, 3], ['1'], 1],
  },
  'array, unique items': {
    schema: { type: 'array', uniqueItems: true, items: {} },
    yes: [[], [1, '1', true, 'true', null], [{ a: 1 }, { a: 2 }]],
    no: [
      [1, 1],
      [
        { a: 1, b: 2 },
        { b: 2, a: 1 },
      ],
      [[1], [1]],
    ],
  },
  'array of anything': { schema: { type: 'array' }, yes: [[], [1, 'a', null]], no: [{}, null] },
  'null and one type': {
    schema: { type: ['string', 'null'], maxLength: 1, description: 'One or none' },
    yes: ['a', null],
    no: ['ab', 1],
  },
  'several types': {
    schema: { type: ['integer', 'string', 'null'], minimum: 1, maxLength: 1 },
    yes: [1, 'a', null],
    no: [0, 'ab', true, 1.5],
  },
  'null by anyOf': {
    schema: { anyOf: [component('Named'), { type: 'null' }] },
    yes: [{ name: 'a' }, null],
    no: [{}, 'a'],
  },
  'only null': { schema: { type: 'null' }, yes: [null], no: [0, '', {}] },
  'enum of strings and null': {
    schema: { type: ['string', 'null'], enum: ['bow', 'stern', null] },
    yes: ['bow', null],
    no: ['keel', 0],
  },
  'enum of numbers': {
    schema: { type: 'integer', enum: [1, 2, 4] },
    yes: [1, 4],
    no: [3, '1', null],
  },
  'enum of many types': {
    schema: { enum: ['a', 1, true, null] },
    yes: ['a', 1, true, null],
    no: ['1', false, 2],
  },
  'enum with a value of another type': {
    schema: { type: 'string', enum: ['a', null] },
    yes: ['a'],
    no: [null],
  },
  'enum with names of inherited properties': {
    schema: { enum: ['constructor', '__proto__'] },
    yes: ['constructor', '__proto__'],
    no: ['toString'],
  },
  'const string': { schema: { const: 'ship' }, yes: ['ship'], no: ['boat'] },
  'const number': { schema: { type: 'integer', const: 0 }, yes: [0], no: [1, '0', null, false] },
  'const false': { schema: { const: false }, yes: [false], no: [true, 0] },
  'const null': { schema: { const: null }, yes: [null], no: [0] },
  'oneOf, exactly one': {
    schema: {
      oneOf: [
        { type: 'integer', minimum: 5 },
        { type: 'integer', maximum: 10 },
      ],
    },
    yes: [4, 11],
    no: [7, 'a'],
  },
  'oneOf of objects': {
    schema: {
      oneOf: [
        { type: 'object', required: ['sail'], properties: { sail: { type: 'string' } } },
        { type: 'object', required: ['engine'], properties: { engine: { type: 'string' } } },
      ],
    },
    yes: [{ sail: 'a' }, { engine: 'b', x: 1 }],
    no: [{ sail: 'a', engine: 'b' }, {}],
  },
  anyOf: {
    schema: { anyOf: [{ type: 'string', maxLength: 1 }, { type: 'integer' }] },
    yes: ['a', 1],
    no: ['ab', null],
  },
  allOf: {
    schema: {
      allOf: [
        component('Named'),
        { type: 'object', required: ['tons'], properties: { tons: { type: 'integer' } } },
      ],
    },
    yes: [{ name: 'a', tons: 1 }],
    no: [{ name: 'a' }, { tons: 1 }, { name: 'a', tons: '1' }],
  },
  'allOf with one schema and a description': {
    schema: { allOf: [component('Sealed'), { description: 'Sealed' }] },
    yes: [{ name: 'a' }],
    no: [{ name: 'a', x: 1 }],
  },
  'allOf with a closed schema': {
    schema: {
      allOf: [component('Sealed'), { type: 'object', properties: { tons: { type: 'integer' } } }],
    },
    yes: [{ name: 'a' }, {}],
    no: [{ name: 'a', tons: 1 }, { x: 1 }],
  },
  'anyOf of required, in a closed object': {
    schema: {
      type: 'object',
      additionalProperties: false,
      properties: { a: { type: 'string' }, b: { type: 'string' } },
      anyOf: [{ required: ['a'] }, { required: ['b'] }],
    },
    yes: [{ a: '' }, { b: '', a: '' }],
    no: [{}, { a: '', c: 1 }, { a: 1 }],
  },
  'a reference next to a bound': {
    schema: { ...component('2fa'), maximum: 200000 },
    yes: [150000],
    no: [300000, 1],
  },
  'a reference next to a description': {
    schema: { ...component('my-schema'), description: 'x' },
    yes: ['a'],
    no: ['c'],
  },
  'a reference into a component': {
    schema: { $ref: '#/components/schemas/Ship/properties/name' },
    yes: ['a'],
    no: ['', 1],
  },
  'a reference to a reference': { schema: component('Alias'), yes: ['b'], no: ['c'] },
  'a name that begins with a digit': { schema: component('2fa'), yes: [123456], no: [1] },
  'names that differ only in characters that identifiers cannot have': {
    schema: { $ref: '#/components/schemas/my.schema' },
    yes: [1],
    no: ['a'],
  },
  'a name with an escape in the reference': {
    schema: { $ref: '#/components/schemas/my%2Dschema' },
    yes: ['a'],
    no: [1],
  },
  'no other properties': {
    schema: component('Sealed'),
    yes: [{}, { name: 'a' }],
    no: [{ x: 1 }, []],
  },
  'any other properties': {
    schema: { type: 'object', properties: { a: { type: 'string' } }, additionalProperties: true },
    yes: [{ a: 'a', b: 1 }],
    no: [{ a: 1 }],
  },
  'other properties by a schema': {
    schema: {
      type: 'object',
      properties: { a: { type: 'string' } },
      additionalProperties: { type: 'integer' },
    },
    yes: [{ a: 'a', b: 1 }],
    no: [{ a: 'a', b: 'b' }],
  },
  'a map': {
    schema: {
      type: 'object',
      additionalProperties: { type: 'integer' },
      minProperties: 1,
      maxProperties: 2,
    },
    yes: [{ a: 1 }, { a: 1, b: 2 }],
    no: [{}, { a: 1, b: 2, c: 3 }, { a: 'a' }],
  },
  'minProperties and maxProperties': {
    schema: { type: 'object', minProperties: 2, properties: { a: { type: 'string' } } },
    yes: [{ a: 'a', b: 1 }],
    no: [{ a: 'a' }, {}],
  },
  'required without a property': {
    schema: { type: 'object', required: ['a', 'x'], properties: { a: { type: 'string' } } },
    yes: [{ a: 'a', x: null }],
    no: [{ a: 'a' }, { x: 1 }],
  },
  'required without a schema': {
    schema: { type: 'object', required: ['a'], properties: { a: {} } },
    yes: [{ a: null }, { a: 1 }],
    no: [{}],
  },
  'required with a default': {
    schema: { type: 'object', required: ['a'], properties: { a: { type: 'integer', default: 1 } } },
    yes: [{ a: 2 }],
    no: [{}, { a: null }],
  },
  'required null': {
    schema: { type: 'object', required: ['a'], properties: { a: { type: ['string', 'null'] } } },
    yes: [{ a: null }],
    no: [{}],
  },
  'names that are not identifiers': {
    schema: {
      type: 'object',
      required: ['a-b', '0', "it's", 'a/b~c'],
      properties: {
        'a-b': { type: 'string' },
        0: { type: 'string' },
        "it's": { type: 'string' },
        'a/b~c': { type: 'string' },
      },
    },
    yes: [{ 'a-b': '', 0: '', "it's": '', 'a/b~c': '' }],
    no: [
      { 'a-b': '', 0: '', "it's": '' },
      { 'a-b': 1, 0: '', "it's": '', 'a/b~c': '' },
    ],
  },
  'a recursive schema': {
    schema: component('Ship'),
    yes: [
      {
        name: 'a',
        tender: { name: 'b', convoy: [{ name: 'c' }] },
        next: null,
        port: { home: [{ name: 'd' }] },
      },
    ],
    no: [
      { name: 'a', tender: { name: 'b', convoy: [{}] } },
      { name: 'a', port: { home: [{ name: '' }] } },
    ],
  },
  'a component before the one that it references': {
    schema: component('Fleet'),
    yes: [{ ships: [{ name: 'a' }] }],
    no: [{ ships: [{}] }],
  },
  anything: { schema: {}, yes: [1, 'a', null, [], {}], no: [] },
  'an object without declared properties': {
    schema: { type: 'object' },
    yes: [{}, { a: 1 }],
    no: [[], null, 'a'],
  },
  not: { schema: { not: { type: 'string' } }, yes: [1, null, {}], no: ['a'] },
  'a closed tuple': {
    schema: { type: 'array', prefixItems: [{ type: 'integer' }, { type: 'string' }], items: false },
    yes: [[], [1], [1, 'a']],
    no: [[1, 'a', 2], ['a'], {}],
  },
  'only properties by pattern': {
    schema: {
      type: 'object',
      properties: { a: { type: 'integer' } },
      patternProperties: { '^x-': { type: 'string' } },
      additionalProperties: false,
    },
    yes: [{}, { 'x-a': 'a', a: 1 }],
    no: [{ 'x-a': 1 }, { b: 1 }, { a: 'a' }, []],
  },
  'a condition': {
    schema: {
      type: 'object',
      properties: { kind: { enum: ['card', 'cash'] }, number: { type: 'string' } },
      if: { properties: { kind: { const: 'card' } }, required: ['kind'] },
      // biome-ignore lint/suspicious/noThenProperty: a keyword
      then: { required: ['number'] },
    },
    yes: [{}, { kind: 'cash' }, { kind: 'card', number: '1' }],
    no: [{ kind: 'card' }, { kind: 'coin' }, { number: 1 }],
  },
  'properties that require others': {
    schema: { type: 'object', dependentRequired: { a: ['b'] } },
    yes: [{}, { b: 1 }, { a: 1, b: 1 }],
    no: [{ a: 1 }],
  },
  'contains with bounds': {
    schema: { type: 'array', contains: { minimum: 10 }, minContains: 1, maxContains: 2 },
    yes: [[10], [1, 10, 11], ['a']],
    no: [[], [1], [10, 11, 12]],
  },
  'names by pattern': {
    schema: { type: 'object', propertyNames: { pattern: '^[a-z]+$' } },
    yes: [{}, { a: 1 }],
    no: [{ A: 1 }],
  },
  'closed with the properties of several parts': {
    schema: {
      allOf: [{ type: 'object', properties: { a: { type: 'string' } } }],
      unevaluatedProperties: false,
    },
    yes: [{}, { a: 'a' }],
    no: [{ b: 1 }, { a: 1 }],
  },
  'a forbidden property': {
    schema: { type: 'object', properties: { no: false } },
    yes: [{}, { a: 1 }],
    no: [{ no: 1 }],
  },
  'a pattern that is valid without Unicode only': {
    schema: { type: 'string', pattern: '^[a-z\\-\\:]+$' },
    yes: ['a-b:c'],
    no: ['A', ''],
  },
  'enum of objects and arrays': {
    schema: { enum: [{ a: 1 }, [1, 2], null, 3] },
    yes: [{ a: 1 }, [1, 2], null, 3],
    no: [{ a: 2 }, {}, [2, 1], 1],
  },
  'enum without a value of the type': {
    schema: { type: 'integer', enum: ['a'] },
    yes: [],
    no: ['a', 1],
  },
  'a recursive list': {
    schema: component('Expression'),
    yes: [1, [1, [2]]],
    no: ['a', [], [[]], [1, ['a']]],
  },
  'two mutually recursive schemas': {
    schema: component('Chicken'),
    yes: [{}, { egg: [{}] }, { egg: [{ egg: [] }] }],
    no: [{ egg: [1] }, { egg: [{ egg: 1 }] }],
  },
  'inherited properties and __proto__': {
    schema: {
      type: 'object',
      required: ['__proto__', 'constructor'],
      properties: { ['__proto__']: { type: 'string' }, constructor: {} },
    },
    yes: [JSON.parse('{ "__proto__": "a", "constructor": 1 }')],
    no: [{}, { constructor: 1 }, JSON.parse('{ "__proto__": 1, "constructor": 1 }')],
  },
  'values with properties that comparisons call': {
    schema: { enum: [{ toString: 1 }, { valueOf: 1 }] },
    yes: [{ toString: 1 }, { valueOf: 1 }],
    no: [{ toString: 2 }, { constructor: 1 }],
  },
  'two defaults': {
    schema: {
      allOf: [
        { type: 'object', properties: { a: { type: 'integer', default: 1 } } },
        { type: 'object', properties: { a: { type: 'integer', default: 2 } } },
      ],
    },
    yes: [{}, { a: 3 }],
    no: [{ a: 'a' }],
  },
  'items that differ only in properties with a default': {
    schema: {
      type: 'array',
      uniqueItems: true,
      items: { type: 'object', properties: { a: { type: 'integer', default: 1 } } },
    },
    yes: [
      [{}, { a: 1 }],
      [{ b: 1 }, { b: 2 }],
    ],
    no: [[{}, {}]],
  },
  'a keyword with an invalid value': {
    schema: { type: 'string', minLength: '2', pattern: '[' },
    yes: ['', 'a'],
    no: [1],
  },
  'properties without a type': {
    schema: { properties: { a: { type: 'string' } }, required: ['a'] },
    yes: [{ a: 'a' }, 'text', 1, null, []],
    no: [{ a: 1 }, {}],
  },
  'a pattern without a type': { schema: { pattern: '^a' }, yes: ['a', 1, null, {}], no: ['b'] },
  'null in two alternatives': {
    schema: { anyOf: [{ type: ['string', 'null'] }, { type: ['integer', 'null'] }] },
    yes: ['a', 1, null],
    no: [true],
  },
  'a default of what is noted as a whole': {
    schema: {
      type: 'object',
      properties: {
        a: { type: ['integer', 'string'], default: 1 },
        b: { type: 'string', minItems: 1, default: 'b' },
      },
    },
    yes: [{}, { a: 'a', b: '' }],
    no: [{ a: true }, { b: 1 }],
  },
};
