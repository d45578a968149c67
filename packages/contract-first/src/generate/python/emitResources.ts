import type { ChannelModel } from '../model/channel.ts';
import { type ClientModel, type Group, methodNames } from '../model/model.ts';
import { pascalCase, snakeCase } from '../model/naming.ts';
import { within } from '../within.ts';
import { emitConnect, emitMethod, emitWaitingMethod } from './emitMethods.ts';
import { PythonFile } from './file.ts';
import { docstring, identifier, indent } from './source.ts';

/** The file of classes: one a group with a method an operation, and `Resources` with them all. */
export function emitResources(
  { groups, channel, schemas }: ClientModel,
  { isAsync }: { readonly isAsync: boolean },
): string {
  const file = new PythonFile(schemas, { isAsync });
  const all = withChannel(groups, channel);
  const classes = all.flatMap((group) => [
    emitClass(file, group, channel),
    ...(group.methods.length > 0 ? [emitRawClass(file, group)] : []),
  ]);
  const resources = [
    `class ${prefixed('Resources', isAsync)}:`,
    '    """All groups of operations."""',
    '',
    `    def __init__(self, connection: ${file.useForm('Connection')}) -> None:`,
    ...all.map(({ name }) => {
      const resource = className(name, isAsync);
      return `        self.${identifier(snakeCase(name))}: ${resource} = ${resource}(connection)`;
    }),
  ];
  return [
    '"""The operations of the contract, a class a group."""',
    '',
    'from __future__ import annotations',
    '',
    file.imports,
    '',
    '',
    classes.join('\n\n'),
    '',
    ...resources,
    '',
  ].join('\n');
}

const prefixed = (name: string, isAsync: boolean): string => (isAsync ? `Async${name}` : name);

/** The name of the class of a group, such as `FilesResource`. */
const className = (group: string, isAsync: boolean): string =>
  prefixed(`${pascalCase(group)}Resource`, isAsync);

/** The groups, and that of the channel, which may be one of them. */
function withChannel(groups: readonly Group[], channel: ChannelModel | undefined): Group[] {
  if (!channel || groups.some(({ name }) => name === channel.group)) return [...groups];
  const { group: name, description } = channel;
  return [...groups, { name, description, methods: [] }];
}

function emitClass(
  file: PythonFile,
  { name, description, methods }: Group,
  channel: ChannelModel | undefined,
): string {
  const resource = className(name, file.isAsync);
  const head = [
    `class ${resource}:`,
    ...(description ? [`${indent(docstring(description, 4))}\n`] : []),
    `    def __init__(self, connection: ${file.useForm('Connection')}) -> None:`,
    '        self._connection = connection',
  ].join('\n');
  const raw = [
    '@property',
    `def with_raw_response(self) -> ${resource}WithRawResponse:`,
    '    """The same methods, which give the whole response; its `parse()` gives the result."""',
    `    return ${resource}WithRawResponse(self._connection.raw())`,
  ].join('\n');
  const members = methods.flatMap((method) =>
    within(`The operation ${method.id}`, () => {
      if (methodNames(method).includes('withRawResponse')) {
        throw new Error('No method in Python can be named with_raw_response');
      }
      const own = identifier(snakeCase(method.name));
      const waiting = method.waiting ? [emitWaitingMethod(file, method, channel)] : [];
      const aliases = method.aliases.flatMap((alias) => [
        `${identifier(snakeCase(alias))} = ${own}`,
        ...(method.waiting
          ? [`${snakeCase(alias)}_and_wait = ${snakeCase(method.name)}_and_wait`]
          : []),
      ]);
      return [
        emitMethod(file, method),
        ...waiting,
        ...(aliases.length > 0 ? [aliases.join('\n')] : []),
      ];
    }),
  );
  const all = [
    ...(methods.length > 0 ? [raw] : []),
    ...members,
    ...(channel?.group === name ? [emitConnect(file, channel)] : []),
  ];
  return `${head}\n\n${all.map((member) => indent(member)).join('\n\n')}\n`;
}

/** What gives whole responses; types follow those of the methods by a parameter specification. */
function emitRawClass(file: PythonFile, { name, methods }: Group): string {
  const resource = className(name, file.isAsync);
  const lines = methods
    .filter(({ answer }) => answer !== 'raw')
    .flatMap(({ name: method, aliases, paged }) => {
      const own = identifier(snakeCase(method));
      const wrap = file.use(file.isAsync ? (paged ? 'async_raw_pages' : 'async_raw') : 'raw');
      return [
        `self.${own} = ${wrap}(resource.${own})`,
        ...aliases.map((alias) => `self.${identifier(snakeCase(alias))} = self.${own}`),
      ];
    });
  return [
    `class ${resource}WithRawResponse:`,
    `    """The methods of \`${resource}\`, which give the whole response."""`,
    '',
    `    def __init__(self, connection: ${file.useForm('Connection')}) -> None:`,
    `        resource = ${resource}(connection)`,
    ...lines.map((line) => `        ${line}`),
    '',
  ].join('\n');
}
