/**
 * The arguments of a method: what its object of parameters has.
 *
 * @module
 */
import { isSchema, type JsonSchema } from '../../document/model.ts';
import { resolvedOr } from '../../document/targets.ts';
import type {
  BodyAlternative,
  FieldModel,
  MethodModel,
  ParameterModel,
  Words,
} from '../model/clientModel.ts';
import type { Choices } from './choices.ts';
import { commentLines, documentationOf } from './documentation.ts';
import { camelCase } from './names.ts';
import type { NameStyle } from './types/properties.ts';
import { type TypeScope, typeOf } from './types/schemaType.ts';
import {
  arrayOf,
  atom,
  intersection,
  type Member,
  objectOf,
  type TypeText,
  union,
} from './types/typeText.ts';

/** What can be sent as a file. */
const FILE = atom('runtime.UploadSource');

/**
 * The names of a method's arguments: by wire name if the client keeps these and no other argument has
 * the same, else in camelCase.
 */
export function argumentNames(
  method: MethodModel,
  style: NameStyle,
): (argument: { readonly name: string; readonly argument: Words }) => string {
  if (style === 'camelCase') return ({ argument }) => camelCase(argument);
  const counts = new Map<string, number>();
  const count = (names: ReadonlySet<string>) => {
    for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1);
  };
  for (const { name } of method.parameters) count(new Set([name]));
  // The alternatives of a body exclude each other.
  const alternatives = method.body?.alternatives ?? [];
  count(
    new Set(
      alternatives.flatMap(
        ({ fields, argument }) => fields?.map(({ name }) => name) ?? [camelCase(argument)],
      ),
    ),
  );
  return ({ name, argument }) => ((counts.get(name) ?? 0) > 1 ? camelCase(argument) : name);
}

/** Whether a parameter is one of the options of a call, instead of an argument. */
export const isOption = ({ in: place }: ParameterModel, { headers }: Choices): boolean =>
  place === 'header' && headers === 'options';

/** The members of a call's options that are parameters. */
export const optionMembers = (method: MethodModel, choices: Choices, scope: TypeScope): Member[] =>
  parameterMembers(method, choices, scope, true);

function parameterMembers(
  method: MethodModel,
  choices: Choices,
  scope: TypeScope,
  areOptions: boolean,
): Member[] {
  const nameOf = argumentNames(method, choices.names);
  return method.parameters
    .filter((parameter) => isOption(parameter, choices) === areOptions)
    .map((parameter) => ({
      name: nameOf(parameter),
      type: typeOf(parameter.schema, scope),
      isOptional: !parameter.required,
      comment: commentOn(scope, parameter.schema, parameter.description, parameter.deprecated),
    }));
}

/** The members of the object of parameters for one alternative of the body. */
export function argumentMembers(
  method: MethodModel,
  body: BodyAlternative | undefined,
  choices: Choices,
  scope: TypeScope,
): Member[] {
  const nameOf = argumentNames(method, choices.names);
  const members = parameterMembers(method, choices, scope, false);
  if (!body) return members;
  const isRequired = method.body?.required === true;
  if (!body.fields) {
    return [
      ...members,
      {
        name: camelCase(body.argument),
        type: bodyType(body, scope),
        isOptional: !isRequired,
        comment: commentOn(scope, body.schema, method.body?.description),
      },
    ];
  }
  const fields = body.fields.map((field) => ({
    name: nameOf(field),
    type: fieldType(field, body, scope),
    isOptional: !(isRequired && field.required),
    comment: commentOn(scope, field.schema, field.description),
  }));
  return [...members, ...fields];
}

const commentOn = (
  { document }: TypeScope,
  schema: unknown,
  description: string | undefined,
  isDeprecated = false,
): string => {
  const lines = documentationOf(document, schema, description);
  const isMarked = isDeprecated && !lines.includes('@deprecated');
  return commentLines(isMarked ? [...lines, '@deprecated'] : lines);
};

function fieldType(field: FieldModel, body: BodyAlternative, scope: TypeScope): TypeText {
  const part = Object.hasOwn(body.parts, field.name) ? body.parts[field.name] : undefined;
  if (part?.file === 'one') return FILE;
  if (part?.file === 'list') return arrayOf(FILE);
  return typeOf(field.schema, scope);
}

/** The type of a body that is one argument. */
export function bodyType(body: BodyAlternative, scope: TypeScope): TypeText {
  switch (body.kind) {
    case 'json':
    case 'form':
      return typeOf(body.schema, scope);
    case 'multipart':
      return union([formType(body, scope), atom('FormData')]);
    case 'text':
      return body.schema === true ? atom('string') : textType(typeOf(body.schema, scope));
    case 'items': {
      const item = typeOf(body.itemSchema, scope).text;
      return atom(`runtime.ItemSource<${item}>`);
    }
    case 'bytes':
      return FILE;
  }
}

/** Text is typed by its schema if that is about texts. */
const textType = (type: TypeText): TypeText =>
  type.members.every(({ text }) => text === 'string' || text.startsWith("'"))
    ? type
    : atom('string');

/** A form as an object: its files are sources of bytes. */
function formType({ schema, parts }: BodyAlternative, scope: TypeScope): TypeText {
  const form = isSchema(schema) ? resolvedOr<JsonSchema>(scope.document, schema, {}) : {};
  const files = Object.entries(parts).filter(([, { file }]) => file !== undefined);
  if (files.length === 0) return typeOf(schema, scope);
  const names = files.map(([name]) => name);
  const properties = Object.entries(isSchema(form.properties) ? form.properties : {});
  const required: readonly unknown[] = Array.isArray(form.required) ? form.required : [];
  const rest: JsonSchema = {
    ...form,
    properties: Object.fromEntries(properties.filter(([name]) => !names.includes(name))),
    required: required.filter((name) => !names.includes(String(name))),
  };
  const members = files.map(([name, { file }]) => ({
    name:
      scope.propertyName?.(
        name,
        properties.map(([each]) => each),
      ) ?? name,
    type: file === 'list' ? arrayOf(FILE) : FILE,
    isOptional: !required.includes(name),
  }));
  return properties.length === names.length
    ? objectOf(members)
    : intersection([typeOf(rest, scope), objectOf(members)]);
}
