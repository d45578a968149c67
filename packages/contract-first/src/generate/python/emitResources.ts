import type { ChannelModel } from '../model/channel.ts';
import {
  type Group,
  type MethodModel,
  methodNames,
  type SdkModel,
  type Session,
} from '../model/model.ts';
import { pascalCase, snakeCase } from '../model/naming.ts';
import { within } from '../within.ts';
import { dictionaryName, type Kind, kindOf } from './annotations.ts';
import {
  type Argument,
  argumentOf,
  fieldsArgument,
  filename,
  headersOf,
  idempotencyKey,
  maxRetries,
  onProgress,
  optionsArgument,
  timeout,
  waitTimeout,
  writeArgument,
} from './arguments.ts';
import { itemOf, pageName } from './emitModels.ts';
import { constantName, waitingName } from './emitOperations.ts';
import { bracket, byCase, docstring, identifier, indent, lineLength } from './source.ts';

type Schemas = SdkModel['schemas'];

/** What the client does with the session when an operation has been carried out. */
const sessionWords = {
  begin: 'The client keeps the tokens: its calls carry them from then on, and it renews them.',
  refresh: 'The client keeps the tokens: its calls carry them from then on, and it renews them.',
  end: 'The client forgets the tokens that it has kept.',
} as const satisfies { [session in Session]: string };

/** The file of classes: one a group with a method an operation, and `Resources` with them all. */
export function emitResources(model: SdkModel, kind: Kind): string {
  const { groups, channel, schemas } = model;
  const all = withChannel(groups, channel);
  const classes = all.flatMap((group) => [
    emitClass(schemas, group, channel, kind),
    ...(group.methods.length > 0 ? [emitRawClass(group, kind)] : []),
  ]);
  const code = classes.join('\n\n');
  return [
    '"""The operations of the contract, a class a group."""',
    '',
    'from __future__ import annotations',
    '',
    ...emitImports(model, code, kind),
    '',
    '',
    code,
    '',
    `class ${prefixed('Resources', kind)}:`,
    '    """All groups of operations."""',
    '',
    `    def __init__(self, connection: ${prefixed('Connection', kind)}) -> None:`,
    ...all.map(
      ({ name }) =>
        `        self.${identifier(snakeCase(name))}: ${className(name, kind)} = ${className(name, kind)}(connection)`,
    ),
    '',
  ].join('\n');
}

const prefixed = (name: string, kind: Kind): string => (kind === 'async' ? `Async${name}` : name);

/** The name of the class of a group, such as `FilesResource`. */
export const className = (group: string, kind: Kind): string =>
  prefixed(`${pascalCase(group)}Resource`, kind);

/** What the code uses, and only that, in the order of isort. */
function emitImports({ schemas, groups }: SdkModel, code: string, kind: Kind): string[] {
  const written = code.replace(/"""[\s\S]*?"""/g, '');
  const uses = (name: string) => new RegExp(`\\b${name}\\b`).test(written);
  const from = (module: string, names: readonly string[]): string[] => {
    const used = [...new Set(names)].filter(uses).sort(byCase);
    if (used.length === 0) return [];
    const flat = `from ${module} import ${used.join(', ')}`;
    return [flat.length <= lineLength ? flat : bracket([`from ${module} import (`, ')'], used)];
  };
  const models = Object.keys(schemas).filter((name) => kindOf(schemas, name) !== 'inline');
  const pages = groups
    .flatMap(({ methods }) => methods)
    .flatMap(({ paged, resultType }) => (paged && resultType ? [resultType] : []))
    .map((name) => pageName(name, kind === 'async'));
  return [
    ...from('collections.abc', ['Callable', 'Mapping', 'Sequence']),
    ...from('datetime', ['datetime']),
    ...from('types', ['NoneType']),
    ...from('typing', ['Any', 'Literal']),
    '',
    ...from('.._runtime.connection', [prefixed('Connection', kind)]),
    ...from('.._runtime.download', [prefixed('Download', kind)]),
    ...from('.._runtime.event_stream', [prefixed('EventStream', kind)]),
    ...from('.._runtime.operation', ['NOT_GIVEN', 'NotGiven', 'Options']),
    ...from('.._runtime.page', ['Pages']),
    ...from(
      '.._runtime.raw_response',
      kind === 'async' ? ['async_raw', 'async_raw_pages'] : ['raw'],
    ),
    ...from('.._runtime.upload_source', [
      kind === 'async' ? 'AsyncUploadSource' : 'UploadSource',
      'UploadProgress',
    ]),
    'from . import operations',
    ...from('.models', [...models, ...models.map(dictionaryName)]),
    ...from('.pages', pages),
  ];
}

/** The groups, and that of the channel, which may be one of them. */
function withChannel(groups: readonly Group[], channel: ChannelModel | undefined): Group[] {
  if (!channel || groups.some(({ name }) => name === channel.group)) return [...groups];
  const { group: name, description } = channel;
  return [...groups, { name, description, methods: [] }];
}

function emitClass(
  schemas: Schemas,
  { name, description, methods }: Group,
  channel: ChannelModel | undefined,
  kind: Kind,
): string {
  const head = [
    `class ${className(name, kind)}:`,
    ...(description ? [`${indent(docstring(description, 4))}\n`] : []),
    `    def __init__(self, connection: ${prefixed('Connection', kind)}) -> None:`,
    '        self._connection = connection',
  ].join('\n');
  const raw = [
    '@property',
    `def with_raw_response(self) -> ${className(name, kind)}WithRawResponse:`,
    '    """The same methods, which give the whole response; its `parse()` gives the result."""',
    `    return ${className(name, kind)}WithRawResponse(self._connection.raw())`,
  ].join('\n');
  const members = methods.flatMap((method) =>
    within(`The operation ${method.id}`, () => {
      if (methodNames(method).includes('withRawResponse')) {
        throw new Error('No method in Python can be named with_raw_response');
      }
      const own = identifier(snakeCase(method.name));
      const waiting = method.waiting ? [emitWaitingMethod(schemas, method, channel, kind)] : [];
      const aliases = method.aliases.flatMap((alias) => [
        `${identifier(snakeCase(alias))} = ${own}`,
        ...(method.waiting
          ? [`${snakeCase(alias)}_and_wait = ${snakeCase(method.name)}_and_wait`]
          : []),
      ]);
      return [
        emitMethod(schemas, method, kind),
        ...waiting,
        ...(aliases.length > 0 ? [aliases.join('\n')] : []),
      ];
    }),
  );
  const all = [
    ...(methods.length > 0 ? [raw] : []),
    ...members,
    ...(channel?.group === name ? [emitConnect(channel, kind)] : []),
  ];
  return `${head}\n\n${all.map((member) => indent(member)).join('\n\n')}\n`;
}

/** What gives whole responses; types follow those of the methods by a parameter specification. */
function emitRawClass({ name, methods }: Group, kind: Kind): string {
  const resource = className(name, kind);
  const lines = methods
    .filter(({ answer }) => answer !== 'raw')
    .flatMap(({ name: method, aliases, paged }) => {
      const own = identifier(snakeCase(method));
      const wrap = kind === 'sync' ? 'raw' : paged ? 'async_raw_pages' : 'async_raw';
      return [
        `self.${own} = ${wrap}(resource.${own})`,
        ...aliases.map((alias) => `self.${identifier(snakeCase(alias))} = self.${own}`),
      ];
    });
  return [
    `class ${resource}WithRawResponse:`,
    `    """The methods of \`${resource}\`, which give the whole response."""`,
    '',
    `    def __init__(self, connection: ${prefixed('Connection', kind)}) -> None:`,
    `        resource = ${resource}(connection)`,
    ...lines.map((line) => `        ${line}`),
    '',
  ].join('\n');
}

function emitMethod(schemas: Schemas, method: MethodModel, kind: Kind): string {
  const { answer, paged, constant, keyed, session } = method;
  const result = resultOf(schemas, method, kind);
  const options = [
    ...headersOf(schemas, method),
    ...(takesFile(method) && method.body === 'multipart' ? [filename] : []),
    ...(takesFile(method) ? [onProgress] : []),
    ...(keyed ? [idempotencyKey] : []),
    timeout,
    maxRetries,
  ];
  const operation = `operations.${constantName(constant)}`;
  const name = answer === 'raw' ? 'download' : paged ? 'list' : 'call';
  const awaits = kind === 'async' && !paged;
  const iterated =
    kind === 'async'
      ? 'Await it for the first page, or iterate over it for the items of all pages.'
      : 'Gives the first page; iterate over it for the items of all pages.';
  const body = [
    `return ${awaits ? 'await ' : ''}self._connection.${name}(`,
    `    ${operation},`,
    ...(result.into ? [`    ${result.into},`] : []),
    `${indent(fieldsArgument(method))},`,
    `${indent(optionsArgument(method, options))},`,
    ')',
  ].join('\n');
  const words = [
    method.summary,
    method.description,
    paged && iterated,
    session && sessionWords[session],
  ];
  return emitFunction({
    schemas,
    method,
    kind,
    isAsync: awaits,
    name: snakeCase(method.name),
    options,
    result: result.annotation,
    words,
    body,
  });
}

/** The method that waits for the end of what an operation begins. */
function emitWaitingMethod(
  schemas: Schemas,
  method: MethodModel,
  channel: ChannelModel | undefined,
  kind: Kind,
): string {
  const { constant, waiting, keyed, resultType = '' } = method;
  const own = snakeCase(method.name);
  const progress: Argument = {
    name: 'on_progress',
    annotation: `Callable[[${resultType}], object] | None`,
    value: 'None',
    words: 'Hears of each change of the state, the first and the last one included',
  };
  const passed = [...(keyed ? [idempotencyKey] : []), maxRetries];
  const body = [
    `return ${kind === 'async' ? 'await ' : ''}self._connection.wait(`,
    `    operations.${constantName(constant)},`,
    `    operations.${waitingName(waiting?.status ?? '')},`,
    `    ${resultType},`,
    `${indent(fieldsArgument(method))},`,
    `${indent(optionsArgument(method, passed))},`,
    '    on_progress=on_progress,',
    '    timeout=timeout,',
    ...(channel ? [`    channel=operations.${constantName(channel.constant)},`] : []),
    ')',
  ].join('\n');
  return emitFunction({
    schemas,
    method,
    kind,
    isAsync: kind === 'async',
    name: `${own}_and_wait`,
    options: [progress, ...(keyed ? [idempotencyKey] : []), waitTimeout, maxRetries],
    result: resultType,
    words: [
      method.summary,
      method.description,
      `As \`${own}\`, then waits for the end and gives the last state, be it a good end or a bad one.`,
    ],
    body,
  });
}

function emitConnect(
  { method, description, eventType, constant }: ChannelModel,
  kind: Kind,
): string {
  const stream = `${prefixed('EventStream', kind)}[${eventType}]`;
  const statement = kind === 'async' ? 'an `async with` statement' : 'a `with` statement';
  const words = `${description ? `${description}\n\n` : ''}To be iterated over; it connects when it is first read, and again whenever the connection is lost, from the last event on that has arrived. Use it in ${statement}, or close it.

Args:
    client_id: Names the client; a second connection of one name takes the place of the first. Random where none is given
    last_event_id: The last event that you have: those after it come first. Else, the events from now on
    job_id: Leaves out the events of other jobs
    on_missed: Hears that events are lost, since the server keeps 1,000: read again what you show`;
  return `def ${identifier(snakeCase(method))}(
    self,
    *,
    client_id: str | None = None,
    last_event_id: int | None = None,
    job_id: str | None = None,
    on_missed: Callable[[], object] | None = None,
) -> ${stream}:
${indent(docstring(words, 8))}
    return self._connection.events(
        operations.${constantName(constant)},
        ${eventType},
        client_id=client_id,
        last_event_id=last_event_id,
        job_id=job_id,
        on_missed=on_missed,
    )`;
}

function emitFunction({
  schemas,
  method,
  kind,
  isAsync,
  name,
  options,
  result,
  words,
  body,
}: {
  readonly schemas: Schemas;
  readonly method: MethodModel;
  readonly kind: Kind;
  readonly isAsync: boolean;
  readonly name: string;
  readonly options: readonly Argument[];
  readonly result: string;
  readonly words: readonly (string | false | undefined)[];
  readonly body: string;
}): string {
  const { fields, positional } = method;
  const first = positional.map((field) => argumentOf(schemas, field, kind));
  const rest = fields
    .filter((field) => !positional.includes(field))
    .map((field) => argumentOf(schemas, field, kind));
  // required ones first, as one would write them
  rest.sort((one, two) => Number(one.value !== undefined) - Number(two.value !== undefined));
  const all = [...first, ...rest, ...options];
  const twice = all.find(({ name }, at) => all.findIndex((one) => one.name === name) < at);
  if (twice) throw new Error(`Two of its arguments are named "${twice.name}"`);
  const lines = [
    'self',
    ...first.map(writeArgument),
    '*',
    ...[...rest, ...options].map(writeArgument),
  ];
  const described = all.filter(({ words: text }) => text);
  const sections = [
    ...words.filter(Boolean),
    described.length > 0 &&
      `Args:\n${described.map(({ name, words: text }) => `    ${name}: ${text}`).join('\n')}`,
    method.deprecated && 'Deprecated.',
  ].filter(Boolean);
  return `${isAsync ? 'async ' : ''}def ${identifier(name)}(
${lines.map((line) => `    ${line},\n`).join('')}) -> ${result}:
${indent(docstring(sections.join('\n\n'), 8))}
${indent(body)}`;
}

function takesFile({ fields }: MethodModel): boolean {
  return fields.some(({ place }) => place === 'file');
}

/** The type that a method gives, and what the runtime is to read the answer as. */
function resultOf(
  schemas: Schemas,
  { answer, paged, resultType = '' }: MethodModel,
  kind: Kind,
): { readonly annotation: string; readonly into: string | undefined } {
  if (paged) {
    const page = pageName(resultType, kind === 'async');
    const pages = `Pages[${itemOf(schemas, resultType)}, ${page}]`;
    return { annotation: kind === 'async' ? pages : page, into: page };
  }
  switch (answer) {
    case 'none':
      return { annotation: 'None', into: 'NoneType' };
    case 'text':
      return { annotation: 'str', into: 'str' };
    case 'opaque':
      return { annotation: 'dict[str, Any]', into: 'dict' };
    case 'raw':
      return { annotation: prefixed('Download', kind), into: undefined };
    case 'json':
      return { annotation: resultType, into: resultType };
  }
}
