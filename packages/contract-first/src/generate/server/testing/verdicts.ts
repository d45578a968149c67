import type { Document } from 'contract-first/contract';
import { compareDocuments } from 'contract-first/equivalence';
import { Validator, Values } from 'contract-first/schema';
import { done, info, type Schema } from './documentParts.ts';
import { type Generated, generated } from './generated.ts';

type Direction = 'request' | 'response';
type Parsed = { readonly success: boolean };
type ZodSchema = { safeParse(value: unknown): Parsed };

/** A value on which the generated schema and ajv do not agree, or what else is wrong with a schema. */
export type Disagreement = {
  readonly schema: string;
  readonly direction: Direction;
  readonly value: unknown;
  readonly what: string;
};

/** Figures of what was compared. */
export type Verdicts = {
  readonly schemas: number;
  readonly values: number;
  readonly accepted: number;
  readonly disagreements: readonly Disagreement[];
  /** Pointers to what the emitted document says in another way. */
  readonly differences: readonly string[];
};

const directions = ['request', 'response'] as const;

/** A document with one operation for each component schema, which takes it and answers with it. */
export function withOperations(schemas: Readonly<Record<string, unknown>>): Document {
  const paths = Object.keys(schemas).map((name, index) => {
    const $ref = `#/components/schemas/${encodeURIComponent(name.replaceAll('~', '~0').replaceAll('/', '~1'))}`;
    const content = { 'application/json': { schema: { $ref } } };
    return [
      `/${index}`,
      {
        post: {
          operationId: name,
          requestBody: { required: true, content },
          responses: { ...done, 200: { description: 'Done', content } },
        },
      },
    ];
  });
  const components = { schemas: schemas as Readonly<Record<string, Schema>> };
  return { openapi: '3.1.1', info, paths: Object.fromEntries(paths), components };
}

/**
 * Compares the verdicts of the generated schemas with those of ajv, on values that are valid, at an
 * edge, or broken in one place.
 *
 * @param more values of any kind, for each schema
 */
export async function verdictsOf(
  document: Document,
  seed: number,
  more: readonly unknown[] = [],
): Promise<Verdicts> {
  const made = await generated(document);
  const schemas = Object.entries(document.components?.schemas ?? {});
  const disagreements: Disagreement[] = [];
  const counted = { values: 0, accepted: 0 };
  for (const direction of directions) {
    const validator = new Validator(document, direction);
    const values = new Values(document, seed, direction);
    const plain = new Values(document, seed);
    for (const [name, schema] of schemas) {
      const zod = schemaOf(made, name, direction);
      for (const value of [...valuesFor(values, schema), ...valuesFor(plain, schema), ...more]) {
        counted.values += 1;
        const sent: unknown = JSON.parse(JSON.stringify(value));
        // The other exception: Zod drops a property of this name, unless the schema has a check.
        if (JSON.stringify(sent).includes('"__proto__":')) continue;
        const expected = validator.accepts(schema, sent);
        if (expected) counted.accepted += 1;
        const what = disagreementOn(zod, sent, expected);
        if (what) disagreements.push({ schema: name, direction, value: sent, what });
      }
    }
  }
  const differences = compareDocuments(document, made.emitted()).map(({ pointer }) => pointer);
  return { schemas: schemas.length, ...counted, disagreements, differences };
}

function* valuesFor(values: Values, schema: Schema): Generator<unknown> {
  for (let count = 0; count < 2; count++) {
    const value = values.valid(schema);
    if (value !== undefined) yield value;
  }
  for (const { value } of values.edges(schema).slice(0, 20)) yield value;
  for (const { value } of values.broken(schema).slice(0, 40)) yield value;
}

function disagreementOn(zod: ZodSchema, value: unknown, expected: boolean): string | undefined {
  let success: boolean;
  try {
    ({ success } = zod.safeParse(value));
  } catch (error) {
    return String(error);
  }
  if (success === expected) return undefined;
  // The exception: an integer that JavaScript cannot hold exactly.
  if (expected && hasUnsafeInteger(value)) return undefined;
  return success ? 'accepted' : 'refused';
}

function hasUnsafeInteger(value: unknown): boolean {
  if (typeof value === 'number') return Number.isInteger(value) && !Number.isSafeInteger(value);
  return typeof value === 'object' && value !== null && Object.values(value).some(hasUnsafeInteger);
}

type Content = { readonly content: Readonly<Record<string, { readonly schema: ZodSchema }>> };
type Route = {
  readonly request: { readonly body: Content };
  readonly responses: Readonly<Record<string, Content>>;
};

function schemaOf(made: Generated, name: string, direction: Direction): ZodSchema {
  const routes = made.module.routes as Readonly<Record<string, Route>>;
  const route = routes[name];
  const { content } = (direction === 'request' ? route?.request.body : route?.responses[200]) ?? {};
  const schema = content?.['application/json']?.schema;
  if (!schema) throw new TypeError(`There is no schema of ${name} for a ${direction}`);
  return schema;
}
