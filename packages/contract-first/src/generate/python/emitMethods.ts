import type { ChannelModel } from '../model/channel.ts';
import type { MethodModel, Session } from '../model/model.ts';
import { snakeCase } from '../model/naming.ts';
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
import type { PythonFile } from './file.ts';
import { docstring, identifier, indent } from './source.ts';

/** What the client does with the session when an operation has been carried out. */
const sessionWords = {
  begin: 'The client keeps the tokens: its calls carry them from then on, and it renews them.',
  refresh: 'The client keeps the tokens: its calls carry them from then on, and it renews them.',
  end: 'The client forgets the tokens that it has kept.',
} as const satisfies { [session in Session]: string };

/** An operation, as data. */
const operationOf = (file: PythonFile, constant: string): string =>
  `${file.use('operations')}.${constantName(constant)}`;

/** The method that carries out an operation. */
export function emitMethod(file: PythonFile, method: MethodModel): string {
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
export function emitWaitingMethod(
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

export function emitConnect(
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
