import type { JsonSchema } from '../../document/model.ts';
import { PythonFile } from './file.ts';
import { dictionaryName, kindOf, referred, type Schemas } from './schemas.ts';
import { quote } from './source.ts';

/** What a server gives may be newer than the client; what a caller gives may be of several types. */
export type Direction = 'given' | 'taken';

/**
 * The type annotation of a schema.
 *
 * Type checkers see the values of an enum, so that they find typing errors. Those that a server
 * gives are `Open`: at run time, others that a newer server has are let through.
 *
 * @throws Error where Python has no type for it
 */
export function annotation(file: PythonFile, schema: JsonSchema, direction: Direction): string {
  return unite(members(file, schema, direction));
}

/** Whether null is among what a schema allows. */
export function isNullable(schemas: Schemas, schema: JsonSchema): boolean {
  // What is asked here is not written, so its names are imported into no file.
  return members(new PythonFile(schemas), schema, 'given').includes('None');
}

/** A union in which nothing comes twice, with None at its end. */
function unite(parts: readonly string[]): string {
  const unique = [...new Set(parts)];
  return [
    ...unique.filter((part) => part !== 'None'),
    ...unique.filter((part) => part === 'None'),
  ].join(' | ');
}

function members(file: PythonFile, schema: JsonSchema, direction: Direction): string[] {
  const { schemas } = file;
  const name = referred(schema);
  const asOpen = (type: string) => (direction === 'given' ? `${file.use('Open')}[${type}]` : type);
  const literal = (items: readonly string[]) => `${file.use('Literal')}[${items.join(', ')}]`;
  if (name !== undefined) {
    const kind = kindOf(schemas, name);
    if (kind === 'inline') return members(file, schemas[name] ?? {}, direction);
    const model = file.model(name);
    if (kind === 'literal') return [asOpen(model)];
    return direction === 'taken' && kind === 'class'
      ? [model, file.model(name, dictionaryName(name))]
      : [model];
  }
  if (schema['x-opaque'] === true) return [`dict[str, ${file.use('Any')}]`];
  if (typeof schema.const === 'string') return [literal(literals([schema.const]))];
  if (Array.isArray(schema.enum)) {
    const values = schema.enum.filter((value) => value !== null);
    const none = values.length < schema.enum.length ? ['None'] : [];
    return [asOpen(literal(literals(values))), ...none];
  }
  const alternatives = schema.anyOf ?? schema.oneOf;
  if (Array.isArray(alternatives)) {
    return alternatives.flatMap((one: JsonSchema) => members(file, one, direction));
  }
  const types: unknown[] = Array.isArray(schema.type) ? schema.type : [schema.type];
  return types.flatMap((type) => plain(file, type, schema, direction));
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
  file: PythonFile,
  type: unknown,
  schema: JsonSchema,
  direction: Direction,
): string[] {
  switch (type) {
    case 'string':
      if (schema.format === 'binary')
        return [file.use(file.isAsync ? 'AsyncUploadSource' : 'UploadSource')];
      if (schema.format === 'date-time') {
        const time = file.use('datetime');
        return direction === 'given' ? [time] : [time, 'str'];
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
      const item = annotation(file, Object(schema.items), direction);
      // a resource may have a method named list, which would be meant by it there
      return [`${direction === 'given' ? 'list' : file.use('Sequence')}[${item}]`];
    }
    default:
      throw new Error(`No Python type for a schema of the type ${JSON.stringify(type)}`);
  }
}
