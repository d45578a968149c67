import { isSchema, type JsonSchema } from '../../document/model.ts';
import { targetOf } from '../../document/targets.ts';
import { oneWayNames } from '../../schema/directions.ts';
import { isEndless } from '../../schema/endless.ts';
import { bound, checked, number, string } from './checks.ts';
import { resolved } from './defaults.ts';
import {
  combiningKeywords,
  hasTypedKeyword,
  namedTypes,
  parted,
  saysSomething,
  understoodForm,
} from './keywords.ts';
import { isWhole, type Notes, notesOf, sourceOf } from './notes.ts';
import { object, shapeOf as shapeWith } from './objects.ts';
import { reference } from './references.ts';
import type { Scope, Writer } from './scope.ts';
import { Code } from './source.ts';
import { textShape } from './textShape.ts';
import { fromText, listed, nothing } from './values.ts';

export { ownValue } from './objects.ts';

const writer: Writer = { zodOf, presence, checkOf, fromWhole };

/** The properties of an object schema, each with its Zod schema. */
export const shapeOf = (schema: JsonSchema, scope: Scope): Code => shapeWith(schema, scope, writer);

/** An expression, and what the emitted document has beside what can be read off it. */
type Written = { readonly code: Code; readonly notes: Notes };

/**
 * Writes the Zod schema that accepts exactly what a JSON Schema accepts, whatever the schema is: what
 * Zod has no equivalent of is a check of the kit. One difference is meant: an integer that JavaScript
 * cannot hold exactly is refused, since it would be changed in silence.
 *
 * Nothing is taken from a value; where a property that is missing has a default, it is added.
 *
 * Written from the schema itself and not from a generator's own model of it, because such a model
 * has lost bounds, `additionalProperties` and annotations by the time that a plugin sees it.
 *
 * @param schema a schema, or `true` or `false`; keywords whose value is not one that they may have
 *   assert nothing, and references that lead nowhere accept everything
 * @see JSON Schema, draft 2020-12, and OpenAPI 3.1.1, section 4.8.24
 */
export function zodOf(schema: unknown, scope: Scope): Code {
  const { code, notes } = written(schema, scope);
  const fallback = isSchema(schema) ? schema.default : undefined;
  return noted(code, fallback === undefined ? notes : { ...notes, default: fallback }, scope);
}

/** A schema where a value may be missing: optional unless it is required, with its default if it has one. */
export function presence(schema: unknown, required: boolean, scope: Scope): Code {
  // A default does not make a required value optional (JSON Schema, section 9.2).
  if (required) return zodOf(schema, scope);
  const { code, notes } = written(schema, scope);
  const fallback = isSchema(schema) ? resolved(scope.document, schema).default : undefined;
  const present =
    fallback === undefined ? code.call('optional') : code.call('default', Code.value(fallback));
  // zod-to-openapi reads nothing off where a type is noted, nor off a schema without one.
  const isOwn =
    isSchema(schema) &&
    schema.default !== undefined &&
    (notes.type !== undefined || schema.type === undefined);
  return noted(present, isOwn ? { ...notes, default: fallback } : notes, scope);
}

function noted(expression: Code, notes: Notes, { isNoted }: Scope): Code {
  if (isNoted || Object.keys(notes).length === 0) return expression;
  return expression.call('openapi', Code.value(notes));
}

const anything = ({ z }: Scope): Code => z.call('unknown');

function written(schema: unknown, scope: Scope): Written {
  if (!isSchema(schema)) {
    return schema === false
      ? { code: nothing(scope), notes: { not: {} } }
      : { code: anything(scope), notes: {} };
  }
  const { document, direction } = scope;
  if (isEndless(document, schema)) {
    return { code: anything(scope), notes: sourceOf(document, schema) };
  }
  const form = understoodForm(schema);
  const { plain, rest } = parted(document, form);
  const oneWay = direction ? oneWayNames(document, schema, direction) : [];
  const around = direction ? (scope.optional ?? []) : [];
  const optional =
    oneWay.length + around.length > 0 ? [...new Set([...around, ...oneWay])].sort() : [];
  const members = Array.isArray(plain.allOf) ? plain.allOf : [];
  const telling = members.filter((each) => !isSchema(each) || asserts(each));
  const combining = combiningKeywords(plain).filter((keyword) => keyword !== 'allOf');
  // Beside a list of values the type only chooses among them.
  const isListed = combining.includes('enum') || combining.includes('const');
  const isTyped = hasTypedKeyword(plain) || (plain.type !== undefined && !isListed);
  const count = combining.length + telling.length + Number(isTyped) + Number(rest !== undefined);
  if (scope.text && (rest !== undefined || count > 1)) return fromWhole(schema, scope);
  const whole = rest !== undefined || count > 1 || isWhole(schema, scope, optional);
  const inner: Scope = whole ? { ...scope, optional, isNoted: true } : { ...scope, optional };
  const sides = [
    ...combining.map((keyword) => combined(keyword, plain, inner)),
    ...(isTyped ? [typed(withType(plain, inner), inner)] : []),
    ...telling.map((member) => zodOf(member, inner)),
    ...(rest ? [checkOf(rest, inner)] : []),
  ];
  // What zod-to-openapi reads off is replaced by the notes where these have the same keyword, or a type.
  const isReplaced = schema.type !== undefined || (combining[0] === 'anyOf' && 'anyOf' in schema);
  const code = joined(sides, whole && !isReplaced, scope);
  if (whole) {
    const { default: _, ...notes } = sourceOf(document, schema);
    return { code, notes };
  }
  const others = members.filter((each) => !telling.includes(each)).filter(isSchema);
  return { code, notes: Object.assign({}, ...others.map(notesOf), notesOf(schema)) };
}

/** Whether a schema asserts anything, be it by a check. */
const asserts = (schema: JsonSchema): boolean => {
  const form = understoodForm(schema);
  return saysSomething(form) || form !== schema || checks.some((keyword) => keyword in form);
};
const checks = [
  ...['not', 'if', 'dependentRequired', 'dependentSchemas', 'propertyNames', 'contains'],
  ...['prefixItems', 'patternProperties', 'unevaluatedItems', 'unevaluatedProperties'],
];

/** All sides in one. What zod-to-openapi would read off is hidden where it is not what was written. */
function joined(sides: readonly Code[], isHidden: boolean, scope: Scope): Code {
  const [first = anything(scope)] = sides;
  return sides.length > 1 || (isHidden && !scope.isNoted)
    ? scope.helper('every').apply(...sides)
    : first;
}

/** What Zod has no equivalent of, as a check with JSON Schema's verdict. */
function checkOf(schema: JsonSchema | boolean, scope: Scope): Code {
  const { definitions, direction, optional } = scope;
  const args = definitions.argumentsFor(schema, direction, optional);
  return anything(scope).call('check', scope.helper('jsonSchema').apply(...args));
}

/** Reads the whole value from its text first, where it cannot be read piece by piece. */
function fromWhole(schema: JsonSchema, scope: Scope): Written {
  const { text, ...json } = scope;
  const { code, notes } = written(schema, json);
  const shape = Code.value(textShape(scope.document, schema));
  const reader = scope.helper('valueFromText').apply(shape, ...(text ? [text()] : []));
  return { code: scope.z.call('preprocess', reader, code), notes };
}

/** A schema with the type that the schemas beside it name, if it names none. */
function withType(schema: JsonSchema, { document }: Scope): JsonSchema {
  if (schema.type !== undefined) return schema;
  const members = Array.isArray(schema.allOf) ? schema.allOf : [];
  for (const each of [schema, ...members]) {
    if (!isSchema(each)) continue;
    const target = typeof each.$ref === 'string' ? targetOf(document, each.$ref) : each;
    const { type } = isSchema(target) ? understoodForm(target) : {};
    if (type !== undefined) return { ...schema, type };
  }
  return schema;
}

function combined(keyword: string, schema: JsonSchema, scope: Scope): Code {
  const { z } = scope;
  switch (keyword) {
    case '$ref':
      return reference(String(schema.$ref), scope, writer);
    case 'const':
      return listed([schema.const], schema, scope);
    case 'enum': {
      const { const: _, ...others } = schema;
      return listed(Array.isArray(schema.enum) ? schema.enum : [], others, scope);
    }
    case 'anyOf':
      return z.call('union', Code.list(alternatives(schema.anyOf, schema, scope)));
    default: {
      const all = Code.list(alternatives(schema.oneOf, schema, scope));
      // A text can be read as several types, so that exactly one can fit only JSON.
      const union = z.call(scope.text ? 'union' : 'xor', all);
      return scope.isNoted
        ? union
        : union.call('openapi', Code.value({}), Code.value({ unionPreferredType: 'oneOf' }));
    }
  }
}

/** The members of `anyOf` or `oneOf`; one that names no type has that of the schema around it. */
const alternatives = (members: unknown, { type }: JsonSchema, scope: Scope): Code[] =>
  (Array.isArray(members) ? members : []).map((member: unknown) =>
    isSchema(member) && type !== undefined && member.type === undefined && hasTypedKeyword(member)
      ? zodOf({ ...member, type }, scope)
      : zodOf(member, scope),
  );

const everyType = ['string', 'number', 'boolean', 'object', 'array', 'null'];

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
    default:
      return object(schema, scope, writer);
  }
}

function array(schema: JsonSchema, { optional: _, ...scope }: Scope): Code {
  const items = zodOf(schema.items ?? true, scope);
  const expression = bound(scope.z.call('array', items), schema, {
    minItems: 'min',
    maxItems: 'max',
  });
  return schema.uniqueItems === true ? checked(expression, scope, 'uniqueItems') : expression;
}
