import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { format, minLength } from './checks.ts';
import { every } from './every.ts';
import { parserOf } from './reader.ts';
import { numberFromText } from './text.ts';

type Tree = { name: string; below?: Tree[] | undefined };
const tree: z.ZodType<Tree> = z.object({
  name: z.string(),
  get below() {
    return z.array(tree).optional();
  },
});
const number = z.preprocess(numberFromText, z.int().min(1));

/** A schema of each kind that is read without Zod, and of some that are not. */
const schemas: readonly z.ZodType[] = [
  ...[z.string(), z.string().check(minLength(2)), z.string().trim(), z.string().max(1), z.email()],
  ...[z.number(), z.int().min(1).max(3), z.int32(), z.number().multipleOf(0.5), z.coerce.number()],
  ...[z.boolean(), z.null(), z.unknown(), z.any(), z.never(), z.enum(['a', 'b'])],
  ...[z.literal('a'), z.literal([1, 'b', null]), z.array(z.int()).min(1), z.array(number)],
  z.object({ a: z.string(), b: z.int().optional() }),
  z.looseObject({ a: z.string().default('x'), b: z.string().nullable() }),
  z.strictObject({ a: number, b: number.optional(), c: number.default(5) }),
  z.object({ a: z.string().default('x').optional(), b: z.exactOptional(z.string()) }),
  z.object({ a: z.unknown() }).catchall(number),
  z.object({ a: z.undefined() }),
  z.looseObject({ toString: z.string().optional() }),
  z.object({ a: z.string().prefault('x') }).check(({ value, issues }) => {
    if (value.a === 'b') issues.push({ code: 'custom', message: 'no', input: value });
  }),
  z.union([z.object({ a: z.string() }), z.looseObject({ b: z.int() }), z.string()]),
  z.xor([z.looseObject({ a: z.string() }), z.looseObject({ b: z.int() }), z.null()]),
  z.discriminatedUnion('a', [z.object({ a: z.literal('a') }), z.object({ a: z.literal('b') })]),
  z.intersection(z.looseObject({ a: z.string() }), z.looseObject({ b: z.int() })),
  z.record(z.string(), z.int()),
  z.tuple([z.string()]).rest(z.int()),
  z.object({ a: z.string().transform((text) => text.length) }),
  z.object({ a: z.string().check(format('date')).nullable().optional() }),
  every(z.looseObject({ a: z.string() }), z.object({ b: z.int().default(1) })),
  z.lazy(() => z.object({ a: z.lazy(() => z.string()) })),
  tree,
];

const { value: values } = fc.letrec((tie) => ({
  value: fc.oneof(
    { maxDepth: 3, depthSize: 'small' },
    fc.constantFrom('', 'a', 'b', 'ab', '12', '0', ' a ', '2026-01-01', '🚢'),
    fc.constantFrom(0, -0, 1, 2, 0.5, 2 ** 53, true, false, null),
    fc.array(tie('value'), { maxLength: 3 }),
    fc
      .uniqueArray(
        fc.tuple(
          fc.constantFrom('a', 'b', 'c', 'name', 'below', 'toString', '__proto__'),
          tie('value'),
        ),
        { maxLength: 4, selector: ([name]) => name },
      )
      .map((entries) =>
        JSON.parse(
          `{${entries.map(([name, each]) => `${JSON.stringify(name)}:${JSON.stringify(each)}`)}}`,
        ),
      ),
  ),
}));

describe('reading a value', () => {
  it.each(schemas.map((schema, at) => [at, schema.def.type, schema] as const))(
    'gives what Zod gives: %i, %s',
    (_at, _type, schema) => {
      const parse = parserOf(schema);
      fc.assert(
        fc.property(values, (value) => {
          const expected = schema.safeParse(structuredClone(value));
          const found = parse(value);
          expect(found.success).toBe(expected.success);
          expect(found.data).toEqual(expected.data);
          expect(found.error?.issues).toEqual(expected.error?.issues);
        }),
        { numRuns: 300 },
      );
    },
  );

  it('leaves the value as it was', () => {
    const value = { a: '1', other: [1] };
    const parse = parserOf(z.object({ a: number }));
    expect(parse(value)).toEqual({ success: true, data: { a: 1 } });
    expect(value).toEqual({ a: '1', other: [1] });
  });

  it('reads an object without a prototype into one that has one', () => {
    const value = Object.assign(Object.create(null), { a: 'x' });
    const { data } = parserOf(z.looseObject({ a: z.string() }))(value) as { data: object };
    expect(Object.getPrototypeOf(data)).toBe(Object.prototype);
  });
});
