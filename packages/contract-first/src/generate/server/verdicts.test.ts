/**
 * The verdict of generated schemas is ajv's, on schemas that nobody has written: drawn at random of all
 * keywords, with references in circles. `SEED=…` draws others.
 */

import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { Validator } from 'contract-first/schema';
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { component, done, info, json, type Schema } from './testing/documentParts.ts';
import { type Generated, generated } from './testing/generated.ts';
import { schemas, values } from './testing/randomSchemas.ts';
import { type Verdicts, verdictsOf, withOperations } from './testing/verdicts.ts';

const seed = Number(process.env.SEED ?? 1);
/** How many schemas a document has; they refer to each other. */
const COUNT = 40;
const VALUES = 40;

describe(`a schema drawn with seed ${seed}`, () => {
  const all = fc.sample(schemas(COUNT), { seed, numRuns: 1 })[0] ?? {};
  let verdicts: Verdicts;
  beforeAll(async () => {
    const more = fc.sample(values, { seed, numRuns: VALUES });
    verdicts = await verdictsOf(withOperations(all), seed, more);
  }, 120_000);

  it('accepts exactly what ajv accepts', () => {
    const shown = verdicts.disagreements.map((each) => ({ ...each, source: all[each.schema] }));
    expect(shown).toEqual([]);
    expect(verdicts.schemas).toBe(COUNT);
    expect(verdicts.accepted).toBeGreaterThan(COUNT);
    expect(verdicts.values - verdicts.accepted).toBeGreaterThan(COUNT);
  });

  it('is equivalent in the emitted document', () => {
    expect(verdicts.differences).toEqual([]);
  });
});

const user = {
  type: 'object',
  required: ['id', 'name', 'password'],
  properties: {
    id: { type: 'string', readOnly: true },
    name: { type: 'string', minLength: 1 },
    password: { type: 'string', minLength: 4, writeOnly: true },
  },
};

describe('a property for one direction', () => {
  const document = withOperations({
    User: user,
    Team: { type: 'object', properties: { users: { type: 'array', items: component('User') } } },
    Strict: { allOf: [component('Loose'), { type: 'object', required: ['id'] }] },
    Loose: { type: 'object', properties: { id: { type: 'string', readOnly: true } } },
    Plain: { type: 'object', required: ['a'], properties: { a: { type: 'string' } } },
  });
  let made: Generated;
  beforeAll(async () => {
    made = await generated(document);
  });
  const parse = (constant: string, value: unknown) => {
    const schema = made.module[constant] as { safeParse(value: unknown): { success: boolean } };
    return schema.safeParse(value).success;
  };

  it('that is readOnly is optional in requests', () => {
    expect(parse('UserRequestSchema', { name: 'a', password: 'abcd' })).toBe(true);
    expect(parse('UserRequestSchema', { id: '1', name: 'a', password: 'abcd' })).toBe(true);
    expect(parse('UserRequestSchema', { name: 'a' })).toBe(false);
  });

  it('that is writeOnly is refused in responses', () => {
    expect(parse('UserSchema', { id: '1', name: 'a' })).toBe(true);
    expect(parse('UserSchema', { id: '1', name: 'a', password: 'abcd' })).toBe(false);
    expect(parse('UserSchema', { name: 'a' })).toBe(false);
  });

  it('has the same effect behind a reference or if another part requires it', () => {
    const member = { name: 'a', password: 'abcd' };
    expect(parse('TeamRequestSchema', { users: [member] })).toBe(true);
    expect(parse('TeamSchema', { users: [member] })).toBe(false);
    expect(parse('StrictRequestSchema', {})).toBe(true);
    expect(parse('StrictSchema', {})).toBe(false);
  });

  it('adds a request schema only where the directions differ', () => {
    const constants = Object.keys(made.module).filter((name) => name.endsWith('RequestSchema'));
    expect(constants).not.toContain('PlainRequestSchema');
    expect(constants).toContain('TeamRequestSchema');
  });

  it('is one component in the emitted document', () => {
    expect(Object.keys(made.emitted().components?.schemas ?? {}).sort()).toEqual(
      ['Loose', 'Plain', 'Strict', 'Team', 'User'].sort(),
    );
    expect(made.emitted().components?.schemas?.User).toMatchObject(user);
  });
});

describe('a parsed value', () => {
  it('is the input with the defaults of missing properties', async () => {
    const Ship = {
      type: 'object',
      properties: { decks: { type: 'integer', default: 1 } },
      anyOf: [{ required: ['name'] }, { required: ['id'] }],
      if: { required: ['id'] },
      // biome-ignore lint/suspicious/noThenProperty: a keyword
      then: { properties: { id: { type: 'integer' } } },
    };
    const { module } = await generated(withOperations({ Ship }));
    const schema = module.ShipSchema as { parse(value: unknown): unknown };
    const sent = { id: 1, name: 'a', more: [{ b: 1 }] };
    expect(schema.parse(sent)).toEqual({ ...sent, decks: 1 });
  });
});

describe('a value sent as text', () => {
  const parameters = {
    object: {
      type: 'object',
      required: ['a'],
      properties: { a: { type: 'integer' }, b: { type: 'array', items: { type: 'boolean' } } },
    },
    composed: { allOf: [{ type: 'integer' }, { minimum: 3 }] },
    not: { type: 'integer', not: { const: 5 } },
    map: { type: 'object', additionalProperties: { type: 'number' } },
    tree: component('Tree'),
  };
  const Tree = { type: 'object', properties: { at: { type: 'integer' }, left: component('Tree') } };
  let query: { safeParse(value: unknown): { success: boolean; data?: unknown } };
  beforeAll(async () => {
    const made = await generated({
      ...{ openapi: '3.1.1', info },
      paths: {
        '/': {
          post: {
            operationId: 'a',
            parameters: Object.entries(parameters).map(([name, schema]) => ({
              ...{ name, in: 'query' as const, schema },
            })),
            requestBody: json({}),
            responses: done,
          },
        },
      },
      components: { schemas: { Tree } },
    });
    const routes = made.module.routes as { a: { request: { query: typeof query } } };
    query = routes.a.request.query;
  });

  it.each([
    [{ object: { a: '1', b: 'true' } }, { object: { a: 1, b: [true] } }],
    [{ composed: '3' }, { composed: 3 }],
    [{ not: '4' }, { not: 4 }],
    [{ map: { x: '1.5' } }, { map: { x: 1.5 } }],
    [{ tree: { at: '1', left: { at: '2' } } }, { tree: { at: 1, left: { at: 2 } } }],
  ])('is parsed by its schema: %j', (sent, expected) => {
    expect(query.safeParse(sent)).toEqual({ success: true, data: expected });
  });

  it.each([
    [{ object: { a: 'x' } }],
    [{ object: {} }],
    [{ composed: '2' }],
    [{ not: '5' }],
    [{ map: { x: 'a' } }],
  ])('is refused by its schema: %j', (sent) => {
    expect(query.safeParse(sent).success).toBe(false);
  });
});

describe('a bug of ajv', () => {
  const accepts = (schema: object, value: unknown) =>
    new Validator({ ...withOperations({}) }).accepts({ ...schema }, value);

  it('in comparing values with a property "toString" is fixed', () => {
    expect(accepts({ enum: [{ toString: 1 }] }, { toString: 1 })).toBe(true);
    expect(accepts({ uniqueItems: true }, [{ toString: 1 }, { toString: 2 }])).toBe(true);
  });

  it('in patternProperties next to anyOf is fixed', () => {
    const schema = { anyOf: [{ type: 'null', properties: { b: {} } }, true] };
    expect(accepts({ ...schema, patternProperties: { a: {} } }, { a: 1 })).toBe(true);
  });
});

describe('the reference validator', () => {
  /** What the validator is known to do better is left out: names that are inherited, old keywords. */
  const plainly = (value: unknown): unknown =>
    JSON.parse(
      JSON.stringify(value)
        .replaceAll(/"(?:__proto__|constructor|toString)"/g, '"d"')
        .replaceAll('"nullable":', '"x-nullable":')
        .replaceAll('"["', '"a"'),
    );
  const drawn = plainly(fc.sample(schemas(20), { seed, numRuns: 1 })[0]) as Readonly<
    Record<string, Schema>
  >;
  const document = withOperations(drawn);

  it('agrees with plain ajv', () => {
    const validator = new Validator(document);
    const ajv = addFormats.default(
      new Ajv2020({
        ...{ strict: false, validateSchema: false, logger: false, allErrors: true },
        ...{ multipleOfPrecision: 8, code: { regExp: withoutUnicode } },
      }),
    );
    ajv.addSchema(document, 'document');
    const all = plainly(fc.sample(values, { seed, numRuns: 100 })) as readonly unknown[];
    let compared = 0;
    for (const [name, schema] of Object.entries(drawn)) {
      const accepts = acceptor(ajv, `document#/components/schemas/${name}`);
      for (const value of all) {
        const wanted = accepts(value);
        if (wanted === undefined) continue;
        compared += 1;
        if (validator.accepts(schema, value) !== wanted)
          expect.fail(`${wanted ? 'refused' : 'accepted'} ${JSON.stringify({ schema, value })}`);
      }
    }
    expect(compared).toBeGreaterThan(1000);
  });

  /** Undefined where ajv fails, as on a schema that refers to itself for the same value. */
  function acceptor(ajv: Ajv2020, $ref: string): (value: unknown) => boolean | undefined {
    const validate = ajv.compile({ $ref });
    return (value) => {
      try {
        return validate(value);
      } catch {
        return undefined;
      }
    };
  }

  const withoutUnicode = Object.assign(
    (pattern: string) => {
      try {
        return new RegExp(pattern, 'u');
      } catch {
        return new RegExp(pattern);
      }
    },
    { code: 'new RegExp' },
  );
});
