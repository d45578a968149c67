import type { JsonSchema } from '../../document/model.ts';
import type { ClientModel, MethodModel } from '../model/model.ts';
import { snakeCase } from '../model/naming.ts';
import { within } from '../within.ts';
import { annotation, isNullable, literals } from './annotations.ts';
import { PythonFile } from './file.ts';
import { refuseTakenNames } from './names.ts';
import { dictionaryName, kindOf, referred, type Schemas } from './schemas.ts';
import { bracket, docstring, identifier, indent, lineLength, quote, variable } from './source.ts';

/** The file of models; components come after those that they need. */
export function emitModels(model: ClientModel): string {
  const { schemas } = model;
  const methods = model.groups.flatMap(({ methods }) => methods);
  const arguments_ = new Set(methods.flatMap((each) => [each.paramsType, each.headersType]));
  const taken = takenObjects(schemas, methods);
  const given = Object.keys(schemas).filter((name) => !arguments_.has(name));
  const names = inOrder(schemas, given).filter((name) => kindOf(schemas, name) !== 'inline');
  const file = new PythonFile(schemas, { holdsModels: true });
  const blocks = names.flatMap((name) =>
    within(`The schema ${name}`, () => [
      emitModel(file, name),
      ...(taken.has(name) ? [emitDictionary(file, name)] : []),
    ]),
  );
  const exported = names
    .flatMap((name) => (taken.has(name) ? [name, dictionaryName(name)] : [name]))
    .sort();
  refuseTakenNames(model, exported);
  return [
    '"""What the methods of the client give and take."""',
    '',
    'from __future__ import annotations',
    '',
    file.imports,
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

function emitModel(file: PythonFile, name: string): Block {
  const { schemas } = file;
  const schema = schemas[name] ?? {};
  const words = typeof schema.description === 'string' ? schema.description : '';
  if (kindOf(schemas, name) === 'class') return { kind: 'class', code: emitClass(file, name) };
  const documented = words && `${docstring(words, 0)}\n`;
  if (kindOf(schemas, name) === 'literal') {
    const values: unknown[] = Array.isArray(schema.enum) ? schema.enum : [];
    const items = literals(values);
    const start = `${name}: ${file.use('TypeAlias')} = ${file.use('Literal')}[`;
    const flat = `${start}${items.join(', ')}]`;
    const broken = bracket([start, ']'], items);
    return { kind: 'name', code: `${flat.length <= lineLength ? flat : broken}\n${documented}` };
  }
  const parts = Array.isArray(schema.oneOf) ? schema.oneOf.map((one) => referred(one) ?? '') : [];
  const flat = `${name}: ${file.use('TypeAlias')} = ${parts.join(' | ')}`;
  const broken = `${name}: TypeAlias = (\n    ${parts.join('\n    | ')}\n)`;
  return { kind: 'name', code: `${flat.length <= lineLength ? flat : broken}\n${documented}` };
}

function emitClass(file: PythonFile, name: string): string {
  const { schemas } = file;
  const schema = schemas[name] ?? {};
  const fields = propertiesOf(schema).map(({ wire, property, required }) => {
    const type = annotation(file, property, 'given');
    const optional = !required && !isNullable(schemas, property) ? `${type} | None` : type;
    const field = variable(wire, 'field');
    const settings = [
      ...(required ? [] : ['default=None']),
      ...(field === wire ? [] : [`alias=${quote(wire)}`]),
      ...(property['x-secret'] === true ? ['repr=False'] : []),
    ];
    const plainDefault = settings.length === 1 && !required ? ' = None' : '';
    const value =
      plainDefault ||
      (settings.length > 0 ? ` = ${file.use('Field')}(${settings.join(', ')})` : '');
    return `${breakLiteral(field, optional + value, property)}\n${describe(property)}`;
  });
  return classOf(`${name}(${file.use('Model')})`, schema, fields);
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
function emitDictionary(file: PythonFile, name: string): Block {
  const schema = file.schemas[name] ?? {};
  const properties = propertiesOf(schema);
  if (properties.some(({ wire }) => identifier(wire) !== wire)) {
    throw new Error('It has a property that Python cannot have as a name');
  }
  const fields = properties.map(
    ({ wire, property }) =>
      `${wire}: ${annotation(file, property, 'taken')}\n${describe(property)}`,
  );
  const required = properties.some((property) => property.required);
  if (required) throw new Error('A dictionary in which some keys are required is not supported');
  const header = `${dictionaryName(name)}(${file.use('TypedDict')}, total=False)`;
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
