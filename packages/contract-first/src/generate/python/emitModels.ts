import type { JsonSchema } from '../../document/model.ts';
import type { MethodModel, SdkModel } from '../model/model.ts';
import { snakeCase } from '../model/naming.ts';
import { within } from '../within.ts';
import {
  annotation,
  dictionaryName,
  isNullable,
  kindOf,
  literals,
  referred,
} from './annotations.ts';
import { refuseTakenNames } from './names.ts';
import {
  bracket,
  byCase,
  docstring,
  identifier,
  indent,
  lineLength,
  quote,
  variable,
} from './source.ts';

type Schemas = SdkModel['schemas'];

/** The file of models; components come after those that they need. */
export function emitModels(model: SdkModel): string {
  const { schemas } = model;
  const methods = model.groups.flatMap(({ methods }) => methods);
  const arguments_ = new Set(methods.flatMap((each) => [each.paramsType, each.headersType]));
  const taken = takenObjects(schemas, methods);
  const given = Object.keys(schemas).filter((name) => !arguments_.has(name));
  const names = inOrder(schemas, given).filter((name) => kindOf(schemas, name) !== 'inline');
  const blocks = names.flatMap((name) =>
    within(`The schema ${name}`, () => [
      emitModel(schemas, name),
      ...(taken.has(name) ? [emitDictionary(schemas, name)] : []),
    ]),
  );
  const exported = names
    .flatMap((name) => (taken.has(name) ? [name, dictionaryName(name)] : [name]))
    .sort();
  refuseTakenNames(model, exported);
  const code = blocks.map(({ code }) => code).join('');
  const uses = (name: string) => new RegExp(`\\b${name}\\b`).test(code);
  const typing = ['Literal', 'TypeAlias', 'TypedDict'].filter(uses);
  return [
    '"""What the methods of the client give and take."""',
    '',
    'from __future__ import annotations',
    '',
    ...(uses('Sequence') ? ['from collections.abc import Sequence'] : []),
    ...(uses('datetime') ? ['from datetime import datetime'] : []),
    ...(typing.length > 0 ? [`from typing import ${typing.join(', ')}`] : []),
    '',
    ...(uses('Field') ? ['from pydantic import Field', ''] : []),
    `from .._runtime.model import Model${uses('Open') ? ', Open' : ''}`,
    '',
    `__all__ = ${bracket(['[', ']'], exported.map(quote))}`,
    joinBlocks(blocks),
  ].join('\n');
}

type Block = { readonly kind: 'class' | 'name'; readonly code: string };

/** Two empty lines around a class, none between names that follow each other. */
function joinBlocks(blocks: readonly Block[]): string {
  let text = '';
  let before: Block['kind'] = 'name';
  for (const { kind, code } of blocks) {
    text += kind === 'class' || before === 'class' ? `\n\n${code}` : `\n${code}`;
    before = kind;
  }
  return `${text}`;
}

function emitModel(schemas: Schemas, name: string): Block {
  const schema = schemas[name] ?? {};
  const words = typeof schema.description === 'string' ? schema.description : '';
  if (kindOf(schemas, name) === 'class') return { kind: 'class', code: emitClass(schemas, name) };
  const documented = words && `${docstring(words, 0)}\n`;
  if (kindOf(schemas, name) === 'literal') {
    const values: unknown[] = Array.isArray(schema.enum) ? schema.enum : [];
    const items = literals(values);
    const flat = `${name}: TypeAlias = Literal[${items.join(', ')}]`;
    const broken = bracket([`${name}: TypeAlias = Literal[`, ']'], items);
    return { kind: 'name', code: `${flat.length <= lineLength ? flat : broken}\n${documented}` };
  }
  const parts = Array.isArray(schema.oneOf) ? schema.oneOf.map((one) => referred(one) ?? '') : [];
  const flat = `${name}: TypeAlias = ${parts.join(' | ')}`;
  const broken = `${name}: TypeAlias = (\n    ${parts.join('\n    | ')}\n)`;
  return { kind: 'name', code: `${flat.length <= lineLength ? flat : broken}\n${documented}` };
}

function emitClass(schemas: Schemas, name: string): string {
  const schema = schemas[name] ?? {};
  const fields = propertiesOf(schema).map(({ wire, property, required }) => {
    const type = annotation(schemas, property, 'given');
    const optional = !required && !isNullable(schemas, property) ? `${type} | None` : type;
    const field = variable(wire, 'field');
    const settings = [
      ...(required ? [] : ['default=None']),
      ...(field === wire ? [] : [`alias=${quote(wire)}`]),
      ...(property['x-secret'] === true ? ['repr=False'] : []),
    ];
    const plainDefault = settings.length === 1 && !required ? ' = None' : '';
    const value = plainDefault || (settings.length > 0 ? ` = Field(${settings.join(', ')})` : '');
    return `${breakLiteral(field, optional + value, property)}\n${describe(property)}`;
  });
  return classOf(`${name}(Model)`, schema, fields);
}

/** A field; its values, if they do not fit into a line, one a line, as ruff does. */
function breakLiteral(name: string, type: string, { enum: values }: JsonSchema): string {
  const field = `${name}: ${type}`;
  if (field.length + 4 <= lineLength || !Array.isArray(values)) return field;
  const items = literals(values.filter((value) => value !== null));
  const inner = `Literal[${items.join(', ')}]`;
  if (type !== `Open[${inner}]`) return field;
  const fits = inner.length + 8 <= lineLength;
  const broken = fits ? inner : bracket(['Literal[', ']'], items, lineLength);
  return `${name}: Open[
${indent(broken)}
]`;
}

/** What a caller may give in the place of the model: a dictionary, which needs no import. */
function emitDictionary(schemas: Schemas, name: string): Block {
  const schema = schemas[name] ?? {};
  const properties = propertiesOf(schema);
  if (properties.some(({ wire }) => identifier(wire) !== wire)) {
    throw new Error('It has a property that Python cannot have as a name');
  }
  const fields = properties.map(
    ({ wire, property }) =>
      `${wire}: ${annotation(schemas, property, 'taken')}\n${describe(property)}`,
  );
  const required = properties.some((property) => property.required);
  if (required) throw new Error('A dictionary in which some keys are required is not supported');
  const header = `${dictionaryName(name)}(TypedDict, total=False)`;
  return { kind: 'class', code: classOf(header, schema, fields) };
}

function classOf(header: string, schema: JsonSchema, fields: readonly string[]): string {
  const words = typeof schema.description === 'string' ? schema.description : '';
  const documented = words ? `${indent(docstring(words, 4))}\n\n` : '';
  return `class ${header}:\n${documented}${fields.map((field) => indent(field)).join('')}`;
}

function describe({ description }: JsonSchema): string {
  return typeof description === 'string' ? `${docstring(description, 4)}\n` : '';
}

function propertiesOf(schema: JsonSchema) {
  const required: readonly unknown[] = Array.isArray(schema.required) ? schema.required : [];
  return Object.entries<JsonSchema>(Object(schema.properties)).map(([name, property]) => ({
    wire: snakeCase(name),
    property,
    required: required.includes(name),
  }));
}

/** The names, each after those that it refers to. */
function inOrder(schemas: Schemas, names: readonly string[]): string[] {
  const ordered = new Set<string>();
  const visited = new Set<string>();
  const visit = (name: string): void => {
    if (visited.has(name) || !Object.hasOwn(schemas, name)) return;
    visited.add(name);
    for (const inner of referencesOf(schemas[name])) visit(inner);
    if (names.includes(name)) ordered.add(name);
  };
  for (const name of names) visit(name);
  return [...ordered];
}

function referencesOf(schema: unknown): string[] {
  if (typeof schema !== 'object' || schema === null) return [];
  const name = referred(schema as JsonSchema);
  if (name !== undefined) return [name];
  return Object.values(schema).flatMap(referencesOf);
}

/** The components that a caller may give as a dictionary: those of the fields, and what is in them. */
function takenObjects(schemas: Schemas, methods: readonly MethodModel[]): ReadonlySet<string> {
  const taken = new Set<string>();
  const visit = (schema: unknown): void => {
    for (const name of referencesOf(schema)) {
      if (taken.has(name)) continue;
      if (kindOf(schemas, name) === 'class') taken.add(name);
      visit(schemas[name]);
    }
  };
  for (const { fields } of methods) for (const { schema } of fields) visit(schema);
  return taken;
}

/** The file of pages: each list with what leads to those that follow, for both kinds of clients. */
export function emitPages({ groups, schemas }: SdkModel): string {
  const lists = new Map(
    groups
      .flatMap(({ methods }) => methods)
      .filter(({ paged }) => paged)
      .map(({ resultType = '' }) => [resultType, itemOf(schemas, resultType)]),
  );
  const classes = [...lists].flatMap(([name, item]) => [
    `class ${pageName(name)}(Page[${item}], ${name}):\n    """A page of a list, and the way to those that follow."""\n`,
    `class ${pageName(name, true)}(AsyncPage[${item}], ${name}):\n    """A page of a list, and the way to those that follow."""\n`,
  ]);
  const models = [
    ...new Set([...lists].flatMap(([name, item]) => [name, ...modelsIn(schemas, item)])),
  ];
  return [
    '"""The lists that methods give, each a model that can be iterated over."""',
    '',
    'from __future__ import annotations',
    '',
    ...(lists.size > 0
      ? [
          'from .._runtime.page import AsyncPage, Page',
          bracket(['from .models import (', ')'], models.sort(byCase)).replace(
            /^from .models import \((.*)\)$/,
            'from .models import $1',
          ),
          '',
        ]
      : []),
    `__all__ = ${bracket(
      ['[', ']'],
      [...lists.keys()]
        .flatMap((name) => [pageName(name), pageName(name, true)])
        .sort()
        .map(quote),
    )}`,
    '',
    '',
    classes.join('\n\n'),
  ].join('\n');
}

/**
 * The models in the annotation of an item.
 *
 * @throws Error for an item that is something else, which no class of a page can be made of
 */
function modelsIn(schemas: Schemas, item: string): string[] {
  const names = (item.match(/\w+/g) ?? []).filter(
    (name) => !/^(str|int|float|bool|list|None)$/.test(name),
  );
  const other = names.find((name) => !Object.hasOwn(schemas, name));
  if (other !== undefined) throw new Error(`The items of a list cannot be of the type ${item}`);
  return names;
}

/** The class of a page of a list. */
export const pageName = (list: string, isAsync = false): string =>
  `${isAsync ? 'Async' : ''}${list}Page`;

/** The type of a list's items. */
export function itemOf(schemas: Schemas, list: string): string {
  const { properties } = schemas[list] ?? {};
  const items: JsonSchema = Object(Object(properties).items);
  return annotation(schemas, Object(items.items), 'given');
}
