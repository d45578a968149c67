import { $ } from '@hey-api/openapi-ts';
import type { JsonSchema } from '../../contract/document.ts';

/** A chain of calls under construction, as hey-api's builder makes it. */
export type Chain = ReturnType<typeof $> | ReturnType<ReturnType<typeof $>['call']>;

type SymbolOf = Parameters<typeof $>[0];

/** What the emitter needs to know of the file that it writes into. */
export type Scope = {
  /** The imported `z`. */
  readonly z: SymbolOf;
  /** The constant that a `$ref` leads to, or undefined where it is not declared yet. */
  component(reference: string): SymbolOf | undefined;
};

/** Keywords that only tell a reader something; they go back into the emitted document as they are. */
const annotations = ['title', 'description', 'examples', 'deprecated', 'readOnly', 'writeOnly'];

const isSchema = (value: unknown): value is JsonSchema =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const schemasOf = (value: unknown): JsonSchema[] =>
  Array.isArray(value) ? value.filter(isSchema) : [];

/**
 * Writes the Zod schema that accepts exactly what a JSON Schema accepts.
 *
 * Written from the schema itself and not from a generator's own model of it, because such a model
 * has lost bounds, `additionalProperties` and annotations by the time that a plugin sees it.
 *
 * @throws Error for a keyword that has no equal in Zod, so that none is dropped in silence
 * @see JSON Schema, draft 2020-12, and OpenAPI 3.1.1, section 4.8.24
 */
export function zodOf(schema: JsonSchema, scope: Scope): Chain {
  const notes = annotationsOf(schema);
  const expression = validatorOf(schema, scope);
  return notes ? expression.attr('openapi').call($.fromValue(notes)) : expression;
}

/** The annotations of a schema as a value, or undefined where it has none. */
export function annotationsOf(schema: JsonSchema): Record<string, unknown> | undefined {
  const entries = Object.entries(schema).filter(
    ([keyword]) => annotations.includes(keyword) || keyword.startsWith('x-'),
  );
  if (formatIsOnlyNoted(schema)) entries.push(['format', schema.format]);
  return entries.length > 0 ? Object.fromEntries(entries) : undefined;
}

function validatorOf(schema: JsonSchema, scope: Scope): Chain {
  refuseUnknownKeywords(schema);
  const z = () => $(scope.z);
  if (schema.$ref) return reference(schema.$ref, scope);
  if (schema.const !== undefined) return z().attr('literal').call($.fromValue(schema.const));
  if (Array.isArray(schema.enum)) return enumeration(schema.enum, scope);
  for (const keyword of ['anyOf', 'oneOf'] as const) {
    if (!schema[keyword]) continue;
    const members = schemasOf(schema[keyword]).map((member) => zodOf(member, scope));
    return z()
      .attr(keyword === 'anyOf' ? 'union' : 'xor')
      .call($.array(...members));
  }
  if (schema.allOf) {
    const [first, ...rest] = schemasOf(schema.allOf).map((member) => zodOf(member, scope));
    if (!first) return z().attr('unknown').call();
    return rest.reduce((left, right) => left.attr('and').call(right), first);
  }
  if (Array.isArray(schema.type)) {
    const types = schema.type.filter((type) => type !== 'null');
    const members = types.map((type) => validatorOf({ ...schema, type }, scope));
    const [only, ...others] = members;
    const base = !only
      ? z().attr('null').call()
      : others.length === 0
        ? only
        : z()
            .attr('union')
            .call($.array(...members));
    return only && types.length < schema.type.length ? base.attr('nullable').call() : base;
  }
  switch (schema.type) {
    case 'string':
      return string(schema, scope);
    case 'integer':
    case 'number':
      return number(schema, scope);
    case 'boolean':
      return z().attr('boolean').call();
    case 'null':
      return z().attr('null').call();
    case 'array':
      return array(schema, scope);
    case 'object':
      return object(schema, scope);
    default:
      return z().attr('unknown').call();
  }
}

function reference($ref: string, scope: Scope): Chain {
  const symbol = scope.component($ref);
  if (!symbol) {
    throw new Error(`${$ref} refers to itself, which the generator cannot write yet`);
  }
  return $(symbol);
}

function enumeration(values: readonly unknown[], scope: Scope): Chain {
  const method = values.every((value) => typeof value === 'string') ? 'enum' : 'literal';
  return $(scope.z)
    .attr(method)
    .call($.fromValue([...values]));
}

/** Formats that Zod checks, by the method that checks what JSON Schema means by the format. */
const formats: Record<string, (z: Chain) => Chain> = {
  'date-time': (z) =>
    z
      .attr('iso')
      .attr('datetime')
      .call($.object().prop('offset', $.literal(true))),
  date: (z) => z.attr('iso').attr('date').call(),
  email: (z) => z.attr('email').call(),
  ipv4: (z) => z.attr('ipv4').call(),
  ipv6: (z) => z.attr('ipv6').call(),
  // any 8-4-4-4-12 (RFC 9562, section 4); Zod's own `uuid` also demands known version bits
  uuid: (z) => z.attr('guid').call(),
};

const formatIsOnlyNoted = (schema: JsonSchema): boolean =>
  typeof schema.format === 'string' && (!(schema.format in formats) || schema.format === 'uuid');

function string(schema: JsonSchema, scope: Scope): Chain {
  const format = typeof schema.format === 'string' ? formats[schema.format] : undefined;
  let expression = format ? format($(scope.z)) : $(scope.z).attr('string').call();
  expression = bound(expression, schema, { minLength: 'min', maxLength: 'max' });
  if (typeof schema.pattern === 'string') {
    // `source` escapes what a literal cannot hold; `u` as JSON Schema asks for (section 6.4)
    const { source } = new RegExp(schema.pattern, 'u');
    expression = expression.attr('regex').call($.regexp(source, 'u'));
  }
  return expression;
}

function number(schema: JsonSchema, scope: Scope): Chain {
  const base = $(scope.z)
    .attr(schema.type === 'integer' ? 'int' : 'number')
    .call();
  return bound(base, schema, {
    minimum: 'min',
    maximum: 'max',
    exclusiveMinimum: 'gt',
    exclusiveMaximum: 'lt',
    multipleOf: 'multipleOf',
  });
}

function array(schema: JsonSchema, scope: Scope): Chain {
  const items = isSchema(schema.items)
    ? zodOf(schema.items, scope)
    : $(scope.z).attr('unknown').call();
  return bound($(scope.z).attr('array').call(items), schema, { minItems: 'min', maxItems: 'max' });
}

function object(schema: JsonSchema, scope: Scope): Chain {
  const required = new Set(Array.isArray(schema.required) ? schema.required : []);
  const properties = isSchema(schema.properties) ? schema.properties : {};
  const shape = $.object().pretty();
  for (const [name, property] of Object.entries(properties)) {
    if (isSchema(property)) shape.prop(name, presence(property, required.has(name), scope));
  }
  const { additionalProperties: extra } = schema;
  if (extra === false) return $(scope.z).attr('strictObject').call(shape);
  if (extra === true) return $(scope.z).attr('looseObject').call(shape);
  if (isSchema(extra)) {
    return $(scope.z).attr('object').call(shape).attr('catchall').call(zodOf(extra, scope));
  }
  // No properties at all: nothing to strip to, so the value stays as it came.
  return $(scope.z)
    .attr(Object.keys(properties).length === 0 ? 'looseObject' : 'object')
    .call(shape);
}

function bound(
  expression: Chain,
  schema: JsonSchema,
  checks: Readonly<Record<string, string>>,
): Chain {
  let bounded = expression;
  for (const [keyword, check] of Object.entries(checks)) {
    const limit = schema[keyword];
    if (typeof limit === 'number') bounded = bounded.attr(check).call($.fromValue(limit));
  }
  return bounded;
}

/** A schema where a value may be missing: with its default, else optional unless it is required. */
export function presence(schema: JsonSchema, required: boolean, scope: Scope): Chain {
  const expression = validatorOf(schema, scope);
  const present =
    schema.default !== undefined
      ? expression.attr('default').call($.fromValue(schema.default))
      : required
        ? expression
        : expression.attr('optional').call();
  const notes = annotationsOf(schema);
  return notes ? present.attr('openapi').call($.fromValue(notes)) : present;
}

const known = new Set([
  ...annotations,
  ...['$ref', 'const', 'enum', 'anyOf', 'oneOf', 'allOf', 'type', 'default', 'example'],
  ...['format', 'pattern', 'minLength', 'maxLength', 'contentMediaType', 'contentEncoding'],
  ...['minimum', 'maximum', 'exclusiveMinimum', 'exclusiveMaximum', 'multipleOf'],
  ...['items', 'minItems', 'maxItems', 'properties', 'required', 'additionalProperties'],
]);

function refuseUnknownKeywords(schema: JsonSchema): void {
  for (const keyword of Object.keys(schema)) {
    if (!known.has(keyword) && !keyword.startsWith('x-')) {
      throw new Error(`The keyword "${keyword}" has no equal in Zod; write the schema without it`);
    }
  }
}
