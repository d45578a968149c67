/**
 * The files of models: one for a small document, one for each component of a large one.
 *
 * @module
 */
import { assignment, call, flat, keyword, list, subscript } from './code.ts';
import { importableTypes, PythonFile } from './file.ts';
import { isKey } from './identifiers.ts';
import type { Layout } from './layout.ts';
import { inOrder } from './order.ts';
import type { Definition, FieldDefinition } from './schemaTypes.ts';
import { byCase, byExport, docstring, indent, lineLength, natural, quote } from './source.ts';
import { isNullable, modelsIn, type PythonType } from './types.ts';

/** Files by their paths in the package. */
export type SourceFiles = Map<string, string>;

export function emitModels(definitions: readonly Definition[], layout: Layout): SourceFiles {
  const files: SourceFiles = new Map();
  const names = definitions.map(({ name }) => name).sort(byExport);
  if (!layout.isLarge) {
    const file = new PythonFile();
    const blocks = blocksOf(file, inOrder(definitions), false);
    files.set('models.py', moduleText(file.imports, `${exported(names)}${blocks}`));
    return files;
  }
  const modules = new Map<string, Definition[]>();
  for (const each of definitions) {
    const module = layout.moduleOf(each.name);
    const inside = modules.get(module);
    if (inside) inside.push(each);
    else modules.set(module, [each]);
  }
  for (const [module, inside] of modules) {
    const own = new Set(inside.map(({ name }) => name));
    const file = new PythonFile({
      depth: 1,
      isLazy: true,
      moduleOf: (name) => (own.has(name) ? undefined : layout.moduleOf(name)),
    });
    const blocks = blocksOf(file, inOrder(inside), true);
    const { lateImports } = file;
    // Models refer to each other in circles: what a module needs of others is imported at its end.
    const late = lateImports && `\n\n${lateImports}`;
    files.set(`${module.replace('.', '/')}.py`, moduleText(file.imports, `${blocks}${late}`));
  }
  files.set(
    'models/__init__.py',
    lazyPackage(DOCUMENTATION, names, (name) => layout.fileOf(name)),
  );
  return files;
}

const DOCUMENTATION = 'The types that the methods of the client accept and return.';

const moduleText = (imports: string, body: string): string =>
  [`"""${DOCUMENTATION}"""`, '\n\nfrom __future__ import annotations\n']
    .concat(imports ? [`\n${imports}\n`] : [], body.startsWith('\n') ? body : `\n${body}`)
    .join('');

export const exported = (names: readonly string[]): string =>
  `${assignment('__all__', names.length === 0 ? 'list[str]' : undefined, list(names.map(quote)), 0)}\n`;

/** A package that imports the module of a name when the name is used first. */
export function lazyPackage(
  words: string,
  names: readonly string[],
  moduleOf: (name: string) => string,
): string {
  const byModule = (one: string, two: string) =>
    natural(moduleOf(one), moduleOf(two)) || byCase(one, two);
  const imports = names.toSorted(byModule).map((name) => {
    const line = `    from .${moduleOf(name)} import ${name} as ${name}`;
    return line.length <= 100
      ? line
      : `    from .${moduleOf(name)} import (\n        ${name} as ${name},\n    )`;
  });
  const sorted = imports.join('\n');
  const pairs = names.map((name) => `    ${quote(name)}: ${quote(moduleOf(name))},\n`).join('');
  return `"""${words}"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
${sorted}

_MODULES = {
${pairs}}

${exported(names)}

def __getattr__(name: str) -> Any:
    # importing all of them would take long, and programs use few
    module = _MODULES.get(name)
    if module is None:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value = getattr(importlib.import_module(f".{module}", __name__), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted(__all__)
`;
}

/** The definitions, with two empty lines around classes. */
function blocksOf(file: PythonFile, definitions: readonly Definition[], isLate: boolean): string {
  let text = '';
  let before = false;
  for (const each of definitions) {
    const isClass = isBlock(each);
    text += `${isClass || before ? '\n\n' : '\n'}${emitDefinition(file, each, isLate)}`;
    before = isClass;
  }
  return text;
}

/** Whether a definition is a statement with a body, which has two empty lines around it. */
const isBlock = (each: Definition): boolean =>
  each.kind !== 'alias' && !(each.kind === 'dictionary' && isFunctional(each.fields));

function emitDefinition(file: PythonFile, definition: Definition, isLate: boolean): string {
  switch (definition.kind) {
    case 'class':
      return emitClass(file, definition, definition.fields);
    case 'dictionary':
      return emitDictionary(file, definition, definition.fields);
    case 'alias': {
      const { name, type, isRecursive, description } = definition;
      const documented = description ? `${docstring(description, 0)}\n` : '';
      const code = file.write(type);
      const isText = isRecursive || (isLate && type.kind !== 'literal');
      const statement = isText
        ? assignment(
            name,
            undefined,
            call(file.use('TypeAliasType'), [quote(name), quote(flat(code))]),
            0,
          )
        : assignment(name, file.use('TypeAlias'), code, 0);
      return `${statement}\n${documented}`;
    }
  }
}

type Described = Pick<Definition, 'name' | 'description'>;

function emitClass(
  file: PythonFile,
  { name, description }: Described,
  fields: readonly FieldDefinition[],
): string {
  const lines = fields.map((field) => `${emitField(file, field)}\n${describe(field)}`);
  return classText(`${name}(${file.use('Model')})`, description, lines);
}

function emitField(file: PythonFile, field: FieldDefinition): string {
  const { name, wire, type, required, isSecret } = field;
  const isOptional = !required && !isNullable(type);
  const written = file.write(isOptional ? withNone(type) : type);
  const settings = isSecret ? [keyword('repr', 'False')] : [];
  if (name !== wire) {
    const alias = call(file.use('Field'), [keyword('alias', quote(wire)), ...settings]);
    const annotation = subscript(file.use('Annotated'), written, alias);
    return assignment(name, annotation, required ? undefined : 'None', 4);
  }
  if (!isSecret) return assignment(name, written, required ? undefined : 'None', 4);
  const initial = required ? [] : [keyword('default', 'None')];
  return assignment(name, written, call(file.use('Field'), [...initial, ...settings]), 4);
}

const withNone = (type: PythonType): PythonType => ({
  kind: 'union',
  members:
    type.kind === 'union' && !type.discriminator
      ? [...type.members, { kind: 'none' }]
      : [type, { kind: 'none' }],
});

/** What a caller may pass in place of a model: a dictionary with the names of the document. */
function emitDictionary(
  file: PythonFile,
  { name, description }: Described,
  fields: readonly FieldDefinition[],
): string {
  const base = file.use('TypedDict');
  const types = fields.map((field) => {
    const type = file.write(field.type);
    return field.required ? type : subscript(file.use('NotRequired'), type);
  });
  if (isFunctional(fields)) {
    const pairs = fields.map((field, at) => ({
      parts: [`${quote(field.wire)}: `, quote(flat(types[at] ?? 'Any'))],
    }));
    const value = call(base, [quote(name), { open: '{', items: pairs, close: '}' }]);
    const documented = description ? `${docstring(description, 0)}\n` : '';
    return `${assignment(name, undefined, value, 0)}\n${documented}`;
  }
  const lines = fields.map(
    (field, at) =>
      `${assignment(field.wire, types[at] ?? 'Any', undefined, 4)}\n${describe(field)}`,
  );
  return classText(`${name}(${base})`, description, lines);
}

/** Whether a key is no identifier, or hides a type, so that the dictionary cannot be a class. */
function isFunctional(fields: readonly FieldDefinition[]): boolean {
  const named = new Set([...importableTypes, ...fields.flatMap(({ type }) => modelsIn(type))]);
  return fields.some(({ wire }) => !isKey(wire) || named.has(wire));
}

function classText(header: string, description: string | undefined, lines: readonly string[]) {
  const documented = description ? `${indent(docstring(description, 4))}\n` : '';
  const space = documented && lines.length > 0 ? '\n' : '';
  const body = lines.map((line) => indent(line)).join('');
  return `${classHead(header)}\n${documented}${space}${body || (documented ? '' : '    pass\n')}`;
}

/** The first line of a class; its bases are in a line of their own if it is too long. */
export function classHead(header: string): string {
  const line = `class ${header}:`;
  return line.length > lineLength ? line.replace(/\((.*)\):$/, '(\n    $1\n):') : line;
}

const describe = ({ description }: FieldDefinition): string =>
  description ? `${docstring(description, 4)}\n` : '';
