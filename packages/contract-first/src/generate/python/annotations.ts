import type { JsonSchema } from '../../document/model.ts';
import type { SdkModel } from '../model/model.ts';
import { quote } from './source.ts';

/** Whether methods wait for their answers, or give what is to be awaited. */
export type Kind = 'sync' | 'async';

type Schemas = SdkModel['schemas'];

/** What a server gives may be newer than the client; what a caller gives may be of several types. */
export type Direction = 'given' | 'taken';

/** How a component is written: as a class, as a name for a type, or in the place where it is used. */
export function kindOf(schemas: Schemas, name: string): 'class' | 'literal' | 'union' | 'inline' {
  const schema = schemas[name] ?? {};
  if (schema['x-opaque'] === true) return 'inline';
  if (schema.type === 'object' && schema.properties !== undefined) return 'class';
  if (Array.isArray(schema.enum)) return 'literal';
  return Array.isArray(schema.oneOf) ? 'union' : 'inline';
}

/** The component that a reference leads to. */
export function referred({ $ref }: JsonSchema): string | undefined {
  return typeof $ref === 'string' ? $ref.split('/').at(-1) : undefined;
}

/** The typed dictionary that a caller may give in the place of a model. */
export const dictionaryName = (name: string): string => `${name}Dict`;

/**
 * The type annotation of a schema.
 *
 * Type checkers see the values of an enum, so that they find typing errors. Those that a server
 * gives are `Open`: at run time, others that a newer server has are let through.
 *
 * @throws Error where Python has no type for it
 */
export function annotation(schemas: Schemas, schema: JsonSchema, direction: Direction): string {
  return unite(members(schemas, schema, direction));
}

/** Whether null is among what a schema allows. */
export function isNullable(schemas: Schemas, schema: JsonSchema): boolean {
  return members(schemas, schema, 'given').includes('None');
}

/** A union in which nothing comes twice, with None at its end. */
function unite(parts: readonly string[]): string {
  const unique = [...new Set(parts)];
  return [
    ...unique.filter((part) => part !== 'None'),
    ...unique.filter((part) => part === 'None'),
  ].join(' | ');
}

function members(schemas: Schemas, schema: JsonSchema, direction: Direction): string[] {
  const name = referred(schema);
  const asOpen = (type: string) => (direction === 'given' ? `Open[${type}]` : type);
  if (name !== undefined) {
    const kind = kindOf(schemas, name);
    if (kind === 'inline') return members(schemas, schemas[name] ?? {}, direction);
    if (kind === 'literal') return [asOpen(name)];
    return direction === 'taken' && kind === 'class' ? [name, dictionaryName(name)] : [name];
  }
  if (schema['x-opaque'] === true) return ['dict[str, Any]'];
  if (typeof schema.const === 'string') return [`Literal[${literals([schema.const])}]`];
  if (Array.isArray(schema.enum)) {
    const values = schema.enum.filter((value) => value !== null);
    const none = values.length < schema.enum.length ? ['None'] : [];
    return [asOpen(`Literal[${literals(values).join(', ')}]`), ...none];
  }
  const alternatives = schema.anyOf ?? schema.oneOf;
  if (Array.isArray(alternatives)) {
    return alternatives.flatMap((one: JsonSchema) => members(schemas, one, direction));
  }
  const types: unknown[] = Array.isArray(schema.type) ? schema.type : [schema.type];
  return types.flatMap((type) => plain(schemas, type, schema, direction));
}

/**
 * The values of an enum, as they stand in `Literal[…]`.
 *
 * @throws Error where there are none, or one that Python has no literal type for (PEP 586), or a text
 *   with half a surrogate pair, which pydantic does not take
 */
export function literals(values: readonly unknown[]): string[] {
  if (values.length === 0) throw new Error('Python has no type for an enum without values');
  return values.map((value) => {
    if (typeof value === 'string' && value.isWellFormed()) return quote(value);
    if (value === null) return 'None';
    if (typeof value === 'boolean') return value ? 'True' : 'False';
    if (Number.isSafeInteger(value)) return String(value);
    throw new Error(`Python has no literal type for ${JSON.stringify(value)}`);
  });
}

function plain(
  schemas: Schemas,
  type: unknown,
  schema: JsonSchema,
  direction: Direction,
): string[] {
  switch (type) {
    case 'string':
      if (schema.format === 'binary') return ['UploadSource'];
      if (schema.format === 'date-time') {
        return direction === 'given' ? ['datetime'] : ['datetime', 'str'];
      }
      return ['str'];
    case 'integer':
      return ['int'];
    case 'number':
      return ['float'];
    case 'boolean':
      return ['bool'];
    case 'null':
      return ['None'];
    case 'array': {
      const item = annotation(schemas, Object(schema.items), direction);
      // a resource may have a method named list, which would be meant by it there
      return [`${direction === 'given' ? 'list' : 'Sequence'}[${item}]`];
    }
    default:
      throw new Error(`No Python type for a schema of the type ${JSON.stringify(type)}`);
  }
}
