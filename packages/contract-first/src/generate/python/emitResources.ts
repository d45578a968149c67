import type { ChannelModel } from '../model/channel.ts';
import {
  type ClientModel,
  type Group,
  type MethodModel,
  methodNames,
  type Session,
} from '../model/model.ts';
import { pascalCase, snakeCase } from '../model/naming.ts';
import { within } from '../within.ts';
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
import { constantName, waitingName } from './emitOperations.ts';
import { itemOf, pageName } from './emitPages.ts';
import { PythonFile } from './file.ts';
import { docstring, identifier, indent } from './source.ts';

/** What the client does with the session when an operation has been carried out. */
const sessionWords = {
  begin: 'The client keeps the tokens: its calls carry them from then on, and it renews them.',
  refresh: 'The client keeps the tokens: its calls carry them from then on, and it renews them.',
  end: 'The client forgets the tokens that it has kept.',
} as const satisfies { [session in Session]: string };

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

/** An operation, as data. */
const operationOf = (file: PythonFile, constant: string): string =>
  `${file.use('operations')}.${constantName(constant)}`;

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

function emitMethod(file: PythonFile, method: MethodModel): string {
  const { isAsync } = file;
  const { answer, paged, constant, keyed, session } = method;
  const result = resultOf(file, method);
  const options = [
    ...headersOf(file, method),
    ...(takesFile(method) && method.body === 'multipart' ? [filename] : []),
    ...(takesFile(method) ? [onProgress] : []),
    ...(keyed ? [idempotencyKey] : []),
    timeout,
    maxRetries,
  ];
  const name = answer === 'raw' ? 'download' : paged ? 'list' : 'call';
  const awaits = isAsync && !paged;
  const iterated = isAsync
    ? 'Await it for the first page, or iterate over it for the items of all pages.'
    : 'Gives the first page; iterate over it for the items of all pages.';
  const body = [
    `return ${awaits ? 'await ' : ''}self._connection.${name}(`,
    `    ${operationOf(file, constant)},`,
    ...(result.into ? [`    ${result.into},`] : []),
    `${indent(fieldsArgument(method))},`,
    `${indent(optionsArgument(file, method, options))},`,
    ')',
  ].join('\n');
  const words = [
    method.summary,
    method.description,
    paged && iterated,
    session && sessionWords[session],
  ];
  return emitFunction(file, {
    method,
    isCoroutine: awaits,
    name: snakeCase(method.name),
    options,
    result: result.annotation,
    words,
    body,
  });
}

/** The method that waits for the end of what an operation begins. */
function emitWaitingMethod(
  file: PythonFile,
  method: MethodModel,
  channel: ChannelModel | undefined,
): string {
  const { isAsync } = file;
  const { constant, waiting, keyed, resultType = '' } = method;
  const result = file.model(resultType);
  const own = snakeCase(method.name);
  const progress: Argument = {
    name: 'on_progress',
    annotation: `Callable[[${result}], object] | None`,
    value: 'None',
    uses: ['Callable'],
    words: 'Hears of each change of the state, the first and the last one included',
  };
  const passed = [...(keyed ? [idempotencyKey] : []), maxRetries];
  const body = [
    `return ${isAsync ? 'await ' : ''}self._connection.wait(`,
    `    ${operationOf(file, constant)},`,
    `    ${file.use('operations')}.${waitingName(waiting?.status ?? '')},`,
    `    ${result},`,
    `${indent(fieldsArgument(method))},`,
    `${indent(optionsArgument(file, method, passed))},`,
    '    on_progress=on_progress,',
    '    timeout=timeout,',
    ...(channel ? [`    channel=${operationOf(file, channel.constant)},`] : []),
    ')',
  ].join('\n');
  return emitFunction(file, {
    method,
    isCoroutine: isAsync,
    name: `${own}_and_wait`,
    options: [progress, ...(keyed ? [idempotencyKey] : []), waitTimeout, maxRetries],
    result,
    words: [
      method.summary,
      method.description,
      `As \`${own}\`, then waits for the end and gives the last state, be it a good end or a bad one.`,
    ],
    body,
  });
}

function emitConnect(
  file: PythonFile,
  { method, description, eventType, constant }: ChannelModel,
): string {
  const event = file.model(eventType);
  const stream = `${file.useForm('EventStream')}[${event}]`;
  const statement = file.isAsync ? 'an `async with` statement' : 'a `with` statement';
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
    on_missed: ${file.use('Callable')}[[], object] | None = None,
) -> ${stream}:
${indent(docstring(words, 8))}
    return self._connection.events(
        ${operationOf(file, constant)},
        ${event},
        client_id=client_id,
        last_event_id=last_event_id,
        job_id=job_id,
        on_missed=on_missed,
    )`;
}

function emitFunction(
  file: PythonFile,
  {
    method,
    isCoroutine,
    name,
    options,
    result,
    words,
    body,
  }: {
    readonly method: MethodModel;
    readonly isCoroutine: boolean;
    readonly name: string;
    readonly options: readonly Argument[];
    readonly result: string;
    readonly words: readonly (string | false | undefined)[];
    readonly body: string;
  },
): string {
  const { fields, positional } = method;
  const first = positional.map((field) => argumentOf(file, field));
  const rest = fields
    .filter((field) => !positional.includes(field))
    .map((field) => argumentOf(file, field));
  // required ones first, as one would write them
  rest.sort((one, two) => Number(one.value !== undefined) - Number(two.value !== undefined));
  const all = [...first, ...rest, ...options];
  const twice = all.find(({ name }, at) => all.findIndex((one) => one.name === name) < at);
  if (twice) throw new Error(`Two arguments are named "${twice.name}"`);
  const lines = [
    'self',
    ...first.map((each) => writeArgument(file, each)),
    '*',
    ...[...rest, ...options].map((each) => writeArgument(file, each)),
  ];
  const described = all.filter(({ words: text }) => text);
  const sections = [
    ...words.filter(Boolean),
    described.length > 0 &&
      `Args:\n${described.map(({ name, words: text }) => `    ${name}: ${text}`).join('\n')}`,
    method.deprecated && 'Deprecated.',
  ].filter(Boolean);
  return `${isCoroutine ? 'async ' : ''}def ${identifier(name)}(
${lines.map((line) => `    ${line},\n`).join('')}) -> ${result}:
${indent(docstring(sections.join('\n\n'), 8))}
${indent(body)}`;
}

function takesFile({ fields }: MethodModel): boolean {
  return fields.some(({ location }) => location === 'file');
}

/** The type that a method gives, and what the runtime is to read the answer as. */
function resultOf(
  file: PythonFile,
  { answer, paged, resultType = '' }: MethodModel,
): { readonly annotation: string; readonly into: string | undefined } {
  if (paged) {
    const page = file.page(pageName(resultType, file.isAsync));
    if (!file.isAsync) return { annotation: page, into: page };
    return { annotation: `${file.use('Pages')}[${itemOf(file, resultType)}, ${page}]`, into: page };
  }
  switch (answer) {
    case 'none':
      return { annotation: 'None', into: file.use('NoneType') };
    case 'text':
      return { annotation: 'str', into: 'str' };
    case 'opaque':
      return { annotation: `dict[str, ${file.use('Any')}]`, into: 'dict' };
    case 'raw':
      return { annotation: file.useForm('Download'), into: undefined };
    case 'json': {
      const model = file.model(resultType);
      return { annotation: model, into: model };
    }
  }
}
