/**
 * The classes of resources: one file for each.
 *
 * @module
 */
import { assignment, call, layOut } from './code.ts';
import { emitConnect, emitMethod, emitWaitingMethod } from './emitMethods.ts';
import { PythonFile } from './file.ts';
import type { Layout } from './layout.ts';
import type { LiveChannel } from './live.ts';
import type { PythonMethod, PythonResource } from './resources.ts';
import { docstring, fromStatement, indent } from './source.ts';

type Known = {
  readonly isAsync: boolean;
  readonly layout: Layout;
  readonly methodOf: (id: string) => PythonMethod | undefined;
  readonly channel: LiveChannel | undefined;
};

const prefixed = (name: string, isAsync: boolean): string => (isAsync ? `Async${name}` : name);

/** The folder of the classes of one kind of client. */
export const folderOf = (isAsync: boolean): string => (isAsync ? 'async_resources' : 'resources');

/** The file of a resource: its class, and that of its methods that return whole responses. */
export function emitResource(resource: PythonResource, known: Known): string {
  const { isAsync, layout } = known;
  const { methods, resources, description } = resource;
  const channel = known.channel?.resource === resource ? known.channel : undefined;
  const members = new Set([
    ...methods.flatMap(({ name, aliases }) => [name, ...aliases]),
    ...resources.map(({ attribute }) => attribute),
    ...(channel ? [channel.name] : []),
  ]);
  const file = new PythonFile({
    depth: 1,
    isAsync,
    members,
    moduleOf: layout.moduleOf,
    isLazy: layout.isLarge,
  });
  const className = prefixed(resource.className, isAsync);
  const isWaited = (method: PythonMethod) =>
    method.model.waiting !== undefined && known.methodOf(method.model.waiting.status) !== undefined;
  const rawMethods = methods.filter(
    ({ result }) => result.call !== 'download' && result.call !== 'stream',
  );
  const rawClass = `${className}WithRawResponse`;
  const body = [
    initializer(file, layout.isLarge ? [] : resources),
    ...(layout.isLarge ? resources.map((each) => property(file, each)) : []),
    ...(rawMethods.length > 0 ? [rawProperty(file, rawClass)] : []),
    ...methods.flatMap((method) => [
      emitMethod(file, method),
      ...(isWaited(method) ? [emitWaitingMethod(file, method, known.channel)] : []),
      ...aliases(method, isWaited(method)),
    ]),
    ...(channel ? [emitConnect(file, channel)] : []),
  ];
  const words = docstring(
    description ?? (resource.attribute ? '' : 'The methods of the client.'),
    4,
  );
  const head = `class ${className}:\n${words ? `${indent(words)}\n\n` : ''}`;
  const text = `${head}${body.map((each) => indent(each)).join('\n')}`;
  const rawText =
    rawMethods.length > 0 ? `\n\n${emitRawClass(file, className, rawClass, rawMethods)}` : '';
  return source(file, resource, text + rawText, layout.isLarge);
}

function source(
  file: PythonFile,
  { attribute, resources }: PythonResource,
  text: string,
  isLazy: boolean,
): string {
  const nested = resources.map(
    ({ module, className }) =>
      `${indent(fromStatement(`.${module}`, [prefixed(className, file.isAsync)], 4))}\n`,
  );
  const own = file.typeImports;
  const needsBlock = own !== '' || (isLazy && nested.length > 0);
  if (needsBlock) file.use('TYPE_CHECKING');
  const typed = needsBlock
    ? (own || 'if TYPE_CHECKING:\n') + (isLazy ? nested.toSorted().join('') : '')
    : '';
  const title = attribute
    ? `The methods of \`${attribute}\`.`
    : 'The methods of the client itself.';
  return `"""${title}"""

from __future__ import annotations

${file.imports}
${typed && `\n${typed}`}

${text}`;
}

/** The constructor, with the resources in this one. */
function initializer(file: PythonFile, resources: readonly PythonResource[]): string {
  const attributes = resources.map(({ attribute, className, module, description }) => {
    const name = file.useSibling(module, prefixed(className, file.isAsync));
    const words = docstring(description ?? '', 8);
    const statement = assignment(`self.${attribute}`, undefined, call(name, ['connection']), 8);
    return `${indent(statement)}\n${words && `${indent(words)}\n`}`;
  });
  return `def __init__(self, connection: ${file.useForm('Connection')}) -> None:\n    self._connection = connection\n${attributes.join('')}`;
}

/**
 * A resource in another one of a large document, whose file is imported when it is used. No value is
 * kept, which would need a lock, and so could stop a child of a fork.
 */
function property(
  file: PythonFile,
  { attribute, className, module, description }: PythonResource,
): string {
  const name = prefixed(className, file.isAsync);
  const words = docstring(description ?? '', 8);
  return [
    `@${file.builtin('property')}`,
    `def ${attribute}(self) -> ${name}:`,
    ...(words ? [indent(words)] : []),
    indent(fromStatement(`.${module}`, [name], 8)),
    '',
    `    return ${name}(self._connection)`,
    '',
  ].join('\n');
}

const rawProperty = (file: PythonFile, rawClass: string): string =>
  [
    `@${file.builtin('property')}`,
    `def with_raw_response(self) -> ${rawClass}:`,
    '    """The same methods, which return the whole response; its `parse()` returns the result."""',
    indent(
      `return ${layOut(call(rawClass, ['self._connection.raw()']), { depth: 8, before: 'return '.length })}`,
    ),
    '',
  ].join('\n');

function aliases({ name, aliases: all }: PythonMethod, isWaited: boolean): string[] {
  const lines = all.flatMap((alias) => [
    `${alias} = ${name}\n`,
    ...(isWaited ? [`${alias}_and_wait = ${name}_and_wait\n`] : []),
  ]);
  return lines.length > 0 ? [lines.join('')] : [];
}

/** The methods that return whole responses; their types follow from those of the methods. */
function emitRawClass(
  file: PythonFile,
  className: string,
  rawClass: string,
  methods: readonly PythonMethod[],
): string {
  const lines = methods.flatMap(({ name, aliases: all, result }) => {
    const isList = result.call === 'list';
    const wrap = file.use(file.isAsync ? (isList ? 'async_raw_pages' : 'async_raw') : 'raw');
    return [
      `${indent(assignment(`self.${name}`, undefined, call(wrap, [`resource.${name}`]), 8), '        ')}\n`,
      ...all.map((alias) => `        self.${alias} = self.${name}\n`),
    ];
  });
  return [
    `class ${rawClass}:\n`,
    `    """The methods of \`${className}\`, which return the whole response."""\n`,
    '\n',
    `    def __init__(self, connection: ${file.useForm('Connection')}) -> None:\n`,
    `        resource = ${className}(connection)\n`,
    ...lines,
  ].join('');
}
