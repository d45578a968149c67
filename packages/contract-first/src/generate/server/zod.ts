import { type Document, follow, isSchema, type JsonSchema, resolve } from '../../document/model.ts';
import { bound, checked, counted, number, string } from './checks.ts';
import {
  combiningKeywords,
  hasTypedKeyword,
  namedTypes,
  notesOf,
  refuseUnknownKeywords,
} from './keywords.ts';
import type { Scope } from './scope.ts';
import { Code, Members } from './source.ts';

/** Something that stands where a schema may; `true` is the schema that accepts everything. */
function schemaOf(value: unknown): JsonSchema {
  if (value === true) return {};
  if (isSchema(value)) return value;
  throw new Error(`${JSON.stringify(value)} has no equivalent in Zod; write an object as schema`);
}

const schemasOf = (value: unknown): JsonSchema[] =>
  Array.isArray(value) ? value.map(schemaOf) : [];

/**
 * Writes the Zod schema that accepts exactly what a JSON Schema accepts. One difference is meant: an
 * integer that JavaScript cannot hold exactly is refused, since it would be changed in silence.
 *
 * Written from the schema itself and not from a generator's own model of it, because such a model
 * has lost bounds, `additionalProperties` and annotations by the time that a plugin sees it.
 *
 * @throws Error for a keyword that has no equivalent in Zod, so that none is dropped in silence
 * @see JSON Schema, draft 2020-12, and OpenAPI 3.1.1, section 4.8.24
 */
export function zodOf(schema: JsonSchema, scope: Scope): Code {
  return noted(validatorOf(schema, scope), { ...notesOf(schema), ...defaultNote(schema) });
}

/** A schema where a value may be missing: optional unless it is required, with its default if it has one. */
export function presence(schema: JsonSchema, required: boolean, scope: Scope): Code {
  // A default does not make a required value optional (JSON Schema, section 9.2).
  if (required) return zodOf(schema, scope);
  const expression = validatorOf(schema, scope);
  const { default: fallback = resolve<JsonSchema>(scope.document, schema).default } = schema;
  const present =
    fallback === undefined
      ? expression.call('optional')
      : expression.call('default', Code.value(fallback));
  return noted(present, notesOf(schema));
}

const defaultNote = ({ default: fallback }: JsonSchema): { readonly default?: unknown } =>
  fallback === undefined ? {} : { default: fallback };

const noted = (expression: Code, notes: Readonly<Record<string, unknown>> = {}): Code =>
  Object.keys(notes).length > 0 ? expression.call('openapi', Code.value(notes)) : expression;

/** Every keyword holds beside the others, so what each group of them says is intersected. */
function validatorOf(schema: JsonSchema, scope: Scope): Code {
  refuseUnknownKeywords(schema);
  const combining = combiningKeywords(schema);
  // Beside a list of values the type only chooses among them.
  const isListed = combining.includes('enum') || combining.includes('const');
  const isTyped = hasTypedKeyword(schema) || (schema.type !== undefined && !isListed);
  const members = schemasOf(schema.allOf);
  const sided = members.filter(saysSomething);
  const others = combining.filter((keyword) => keyword !== 'allOf');
  const count = others.length + sided.length + Number(isTyped);
  const side = count > 1 ? { ...scope, isJoined: true } : scope;
  const sides = [
    ...others.map((keyword) => combined(keyword, schema, side)),
    ...(isTyped ? [typed(withType(schema, scope.document), side)] : []),
    ...sided.map((member) => zodOf(member, side)),
  ];
  const [first = scope.z.call('unknown'), ...rest] = sides;
  const all = rest.reduce((left, right) => left.call('and', right), first);
  const notes = members.filter((member) => !saysSomething(member)).map(notesOf);
  return noted(all, Object.assign({}, ...notes));
}

/** A schema with the type that the schemas beside it name, if it names none. */
function withType(schema: JsonSchema, document: Document): JsonSchema {
  if (schema.type !== undefined) return schema;
  const beside = [schema, ...schemasOf(schema.allOf)].map((each) =>
    each.$ref ? resolve<JsonSchema>(document, { $ref: each.$ref }) : each,
  );
  const { type } = beside.find((each) => each.type !== undefined) ?? {};
  return type === undefined ? schema : { ...schema, type };
}

/** Whether a schema does more than to tell a reader something. */
const saysSomething = (schema: JsonSchema): boolean => {
  refuseUnknownKeywords(schema);
  return (
    combiningKeywords(schema).length > 0 || hasTypedKeyword(schema) || schema.type !== undefined
  );
};

function combined(keyword: string, schema: JsonSchema, scope: Scope): Code {
  const { z } = scope;
  switch (keyword) {
    case '$ref':
      return reference(String(schema.$ref), scope);
    case 'const':
      return listed([schema.const], schema, scope);
    case 'enum':
      return listed(Array.isArray(schema.enum) ? schema.enum : [], schema, scope);
    case 'anyOf':
      return z.call('union', Code.list(alternatives(schema.anyOf, schema, scope)));
    default:
      return (
        z
          // A text can be read as several types, so that exactly one can fit only JSON.
          .call(scope.text ? 'union' : 'xor', Code.list(alternatives(schema.oneOf, schema, scope)))
          .call('openapi', Code.value({}), Code.value({ unionPreferredType: 'oneOf' }))
      );
  }
}

/** The members of `anyOf` or `oneOf`; one that names no type has that of the schema around it. */
const alternatives = (members: unknown, { type }: JsonSchema, scope: Scope): Code[] =>
  schemasOf(members).map((member) =>
    type !== undefined && member.type === undefined && hasTypedKeyword(member)
      ? zodOf({ ...member, type }, scope)
      : zodOf(member, scope),
  );

/** The constant of a component; anything else that is referred to is written in place. */
function reference($ref: string, scope: Scope): Code {
  const found = scope.component($ref, scope.direction);
  const target = follow<JsonSchema>(scope.document, $ref);
  const isInPlace =
    (scope.text && !isText(target)) || (scope.isJoined && isClosed(target, scope.document));
  if (found && !isInPlace) {
    if (found.isLate) {
      if (!scope.onLate) {
        throw new Error(`${$ref} refers to itself elsewhere than in a property of an object`);
      }
      scope.onLate();
    }
    return found.name;
  }
  if (scope.within?.includes($ref)) throw new Error(`${$ref} refers to itself`);
  return zodOf(target, { ...scope, within: [...(scope.within ?? []), $ref] });
}

const isText = ({ type, enum: values, const: only }: JsonSchema): boolean =>
  type === 'string' ||
  (Array.isArray(values) ? values : [only]).every((value) => typeof value === 'string');

/** Whether a schema refuses properties that it does not know. */
function isClosed(schema: JsonSchema, document: Document): boolean {
  if (schema.additionalProperties === false) return true;
  const parts = [schema.allOf, schema.anyOf, schema.oneOf].flatMap(schemasOf);
  if (schema.$ref) parts.push(follow<JsonSchema>(document, schema.$ref));
  return parts.some((part) => isClosed(part, document));
}

function listed(values: readonly unknown[], schema: JsonSchema, scope: Scope): Code {
  const types = namedTypes(schema);
  const fitting = [...new Set(values)].filter(
    (value) => !types || types.some((type) => isOfType(value, type)),
  );
  if (fitting.length === 0) throw new Error('No value of the list has the type of the schema');
  if (fitting.some((value) => typeof value === 'object' && value !== null)) {
    throw new Error('A list of values with an object or an array in it has no equivalent in Zod');
  }
  const strings = fitting.filter((value) => typeof value === 'string');
  const { z } = scope;
  if (strings.length > 0 && fitting.every((value) => value === null || typeof value === 'string')) {
    const written =
      'const' in schema
        ? z.call('literal', Code.value(strings[0]))
        : z.call('enum', Code.value(strings));
    return fitting.length > strings.length ? written.call('nullable') : written;
  }
  if (fitting.length === 1 && fitting[0] === null) return z.call('null');
  const written = z.call('literal', Code.value(fitting.length === 1 ? fitting[0] : fitting));
  return fitting.reduce<Code>((chain, value, index) => {
    const isFirst = fitting.findIndex((each) => typeof each === typeof value) === index;
    return isFirst ? fromText(typeof value, chain, scope) : chain;
  }, written);
}

const isOfType = (value: unknown, type: unknown): boolean =>
  type === 'integer'
    ? Number.isInteger(value)
    : type === (value === null ? 'null' : Array.isArray(value) ? 'array' : typeof value);

/** Where values arrive as text, a schema with what reads the text before it. */
function fromText(type: unknown, expression: Code, scope: Scope): Code {
  if (!scope.text) return expression;
  const reader =
    type === 'number' || type === 'integer'
      ? scope.helper('numberFromText')
      : type === 'boolean'
        ? scope.helper('booleanFromText')
        : type === 'array'
          ? scope.text()
          : undefined;
  return reader ? scope.z.call('preprocess', reader, expression) : expression;
}

const everyType = ['object', 'array', 'string', 'number', 'boolean', 'null'];

function typed(schema: JsonSchema, scope: Scope): Code {
  // A keyword for one type says nothing about values of another (JSON Schema, section 7.6.1).
  const types = namedTypes(schema) ?? everyType;
  const members = types
    .filter((type) => type !== 'null')
    .map((type) => fromText(type, ofType(type, schema, scope), scope));
  const [only, ...others] = members;
  if (!only) return scope.z.call('null');
  const base = others.length === 0 ? only : scope.z.call('union', Code.list(members));
  return types.includes('null') ? base.call('nullable') : base;
}

function ofType(type: unknown, schema: JsonSchema, scope: Scope): Code {
  switch (type) {
    case 'string':
      return string(schema, scope);
    case 'integer':
    case 'number':
      return number(type === 'integer' ? 'int' : 'number', schema, scope);
    case 'boolean':
      return scope.z.call('boolean');
    case 'array':
      return array(schema, scope);
    case 'object':
      return object(schema, scope);
    default:
      throw new Error(`Unknown type "${String(type)}"`);
  }
}

function array(schema: JsonSchema, scope: Scope): Code {
  const items = zodOf(schemaOf(schema.items ?? true), { ...scope, isJoined: false });
  const expression = bound(scope.z.call('array', items), schema, {
    minItems: 'min',
    maxItems: 'max',
  });
  return schema.uniqueItems === true ? checked(expression, scope, 'uniqueItems') : expression;
}

function object(schema: JsonSchema, scope: Scope): Code {
  const properties = isSchema(schema.properties) ? schema.properties : {};
  const names = Object.keys(properties);
  const missing = requiredNames(schema).filter((name) => !names.includes(name));
  const extra = schema.additionalProperties;
  const inner = { ...scope, isJoined: false };
  const shape = shapeOf(schema, inner);
  const { z } = scope;
  if (extra === false && missing.length > 0) {
    throw new Error(`"${missing[0]}" is required, and no such property is allowed`);
  }
  // Some checks count the properties that are dropped from the value otherwise. And where no
  // property is known at all there is nothing to strip to: the value stays as it came.
  const keepsAll =
    names.length === 0 ||
    missing.length > 0 ||
    schema.minProperties !== undefined ||
    schema.maxProperties !== undefined;
  let expression: Code;
  if (extra === false) {
    expression = scope.isJoined
      ? checked(z.call('looseObject', shape), scope, 'onlyProperties', ...names)
      : z.call('strictObject', shape);
    if (scope.isJoined) expression = noted(expression, { additionalProperties: false });
  } else if (isSchema(extra)) {
    expression = z.call('object', shape).call('catchall', zodOf(extra, inner));
  } else {
    expression = z.call(extra === true || keepsAll ? 'looseObject' : 'object', shape);
  }
  if (missing.length > 0) expression = checked(expression, scope, 'required', ...missing);
  // zod-to-openapi takes what may be anything for optional.
  const isVague = requiredNames(schema).some((name) => {
    const property = schemaOf(Object.hasOwn(properties, name) ? properties[name] : true);
    return !saysSomething(resolve<JsonSchema>(scope.document, property));
  });
  if (isVague) expression = noted(expression, { required: schema.required });
  return counted(expression, schema, scope, ['minProperties', 'maxProperties']);
}

/** The properties of an object schema, each with its Zod schema. */
export function shapeOf(schema: JsonSchema, scope: Scope): Code {
  const required = requiredNames(schema);
  const shape = new Members();
  for (const [name, property] of Object.entries(schema.properties ?? {})) {
    let isLate = false;
    const onLate = () => {
      isLate = true;
    };
    const value = presence(schemaOf(property), required.includes(name), { ...scope, onLate });
    // A getter is read when the schema is used, and by then all are declared.
    const own = ownValue(name, value, scope);
    if (isLate) shape.getter(name, own);
    else shape.set(name, own);
  }
  return shape.code;
}

/**
 * The Zod schema of a property or a parameter. Zod reads what an object inherits as well, so what
 * every object inherits is taken for missing.
 *
 * @throws Error for the one name that Zod leaves out of every object
 */
export function ownValue(name: string, value: Code, scope: Scope): Code {
  if (name === '__proto__') throw new Error('Zod has no objects with a property "__proto__"');
  return name in Object.prototype
    ? scope.z.call('preprocess', scope.helper('withoutInherited'), value)
    : value;
}

const requiredNames = ({ required }: JsonSchema): readonly string[] =>
  Array.isArray(required) ? required : [];
