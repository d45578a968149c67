/**
 * The methods of a resource.
 *
 * @module
 */
import type { Argument } from './arguments.ts';
import { type Code, call, dictionary, flat, keyword, layOut, pair, subscript } from './code.ts';
import { waitingName } from './emitOperations.ts';
import { PythonFile } from './file.ts';
import type { LiveChannel } from './live.ts';
import type { PythonMethod } from './resources.ts';
import {
  argumentParameter,
  definition,
  mergedArguments,
  optionParameter,
  optionsOf,
  ordered,
  type Parameter,
  type Signature,
  signaturesOf,
} from './signature.ts';
import { docstring, indent, quote } from './source.ts';

/** What the client does with its session when an operation has succeeded. */
const sessionWords = {
  begin: 'The client keeps the tokens: later calls carry them, and it renews them.',
  refresh: 'The client keeps the tokens: later calls carry them, and it renews them.',
  end: 'The client forgets the tokens that it keeps.',
} as const;

/** An operation, as data. */
const operationOf = (file: PythonFile, { module, constant }: PythonMethod): string =>
  `${file.useOwn('operations', `${module} as _${module}`)}.${constant}`;

const pageName = (file: PythonFile, name: string): string => (file.isAsync ? `Async${name}` : name);

/** The method of an operation, with its overloads. */
export function emitMethod(file: PythonFile, method: PythonMethod): string {
  const { result, name } = method;
  const isCoroutine = file.isAsync && result.call !== 'list';
  const signatures = signaturesOf(method);
  const overloads =
    signatures.length > 1
      ? signatures.map((signature) => {
          const returns = file.write(signature.result);
          const parameters = parametersOf(file, method, signature.arguments, signature);
          file.use('overload');
          return `@overload\n${definition(name, parameters, returns, { isCoroutine, isStub: true })}`;
        })
      : [];
  const all = mergedArguments(method);
  const parameters = parametersOf(file, method, all, undefined);
  const returns = returnType(file, method, signatures);
  const body = bodyOf(file, method, all, returns, isCoroutine);
  const head = definition(name, parameters, returns, { isCoroutine });
  const words = documentation(file, method, parameters);
  return `${overloads.join('')}${head}${words}${indent(body)}\n`;
}

function parametersOf(
  file: PythonFile,
  method: PythonMethod,
  all: readonly Argument[],
  signature: Signature | undefined,
): Parameter[] {
  const { positional, named } = ordered(method, all);
  return [
    ...positional.map((each) => argumentParameter(file, each, true)),
    ...named.map((each) => argumentParameter(file, each, false)),
    ...choices(file, method, signature),
    ...optionsOf(method).map((option) => optionParameter(file, option)),
  ];
}

/** `content_type` and `accept`, if there is a choice. */
function choices(
  file: PythonFile,
  { body, result }: PythonMethod,
  signature: Signature | undefined,
): Parameter[] {
  const found: Parameter[] = [];
  const forms = body.forms.map(({ alternative }) => alternative.mediaType);
  if (forms.length > 1 || forms.some((type) => type.includes('*'))) {
    const type = signature?.contentType ?? file.builtin('str');
    if (flat(type).startsWith('Literal')) file.use('Literal');
    const isRequired = signature?.isContentTypeRequired === true;
    found.push({
      name: 'content_type',
      annotation: isRequired ? type : { union: [type, 'None'] },
      value: isRequired ? undefined : 'None',
      words: 'The media type of the body',
    });
  }
  if (result.mediaTypes.length > 1) {
    const others = new Set(result.others.map(({ mediaType }) => mediaType));
    const usual = result.mediaTypes.filter((each) => !others.has(each));
    const named = signature?.accept === undefined ? usual : [signature.accept];
    const isOther = signature?.accept !== undefined;
    const all = signature ? named : result.mediaTypes;
    const literal = subscript(file.use('Literal'), ...all.map(quote));
    found.push({
      name: 'accept',
      annotation: isOther ? literal : { union: [literal, 'None'] },
      value: isOther ? undefined : 'None',
      words: 'The media type of the response',
    });
  }
  return found;
}

function returnType(
  file: PythonFile,
  method: PythonMethod,
  signatures: readonly Signature[],
): Code {
  const { result } = method;
  if (result.page) {
    const page = file.useOwn('pages', pageName(file, result.page.name));
    return file.isAsync ? subscript(file.use('Pages'), file.write(result.page.item), page) : page;
  }
  const types = signatures.map((signature) => file.write(signature.result));
  const unique = [...new Map(types.map((type) => [flat(type), type])).values()];
  const [only] = unique;
  if (unique.length === 1 && only !== undefined) return only;
  const members = unique.flatMap((type) =>
    typeof type === 'object' && 'union' in type ? type.union : [type],
  );
  const flatMembers = [...new Map(members.map((type) => [flat(type), type])).values()];
  if (flatMembers.some((each) => each === 'Any')) return file.use('Any');
  const isNone = (each: Code) => each === 'None';
  return {
    union: [...flatMembers.filter((each) => !isNone(each)), ...flatMembers.filter(isNone)],
  };
}

function bodyOf(
  file: PythonFile,
  method: PythonMethod,
  all: readonly Argument[],
  returns: Code,
  isCoroutine: boolean,
): string {
  const { result } = method;
  // What is only compared is imported into no file.
  const ofOperation = new PythonFile({ isAsync: file.isAsync }).write(result.ofOperation);
  const isCast = result.call === 'call' && membersOf(ofOperation) !== membersOf(returns);
  const page = result.page && file.useOwn('pages', pageName(file, result.page.name));
  const code = call(`self._connection.${result.call}`, [
    operationOf(file, method),
    ...(page ? [page] : []),
    fields(all),
    options(file, method, []),
  ]);
  const awaits = isCoroutine ? 'await ' : '';
  if (!isCast) return statement(awaits, code);
  const type = quote(flat(returns));
  return statement('', call(file.use('cast'), [type, { parts: [awaits, code] }]));
}

/** The members of a union, in any order, however their types are imported. */
function membersOf(type: Code): string {
  const members = typeof type === 'object' && 'union' in type ? type.union : [type];
  return members
    .map((each) => flat(each).replaceAll('builtins.', ''))
    .sort()
    .join();
}

/** `return …`, which is always in several lines: the items of the call can be compared. */
const statement = (awaits: string, code: Code): string => {
  const start = `return ${awaits}`;
  return start + layOut(code, { depth: 8, before: start.length });
};

/** The arguments of a call, by their names. */
const fields = (all: readonly Argument[]): Code =>
  dictionary(all.map(({ name }) => pair(quote(name), name)));

function options(
  file: PythonFile,
  method: PythonMethod,
  without: readonly string[],
  isWaiting = false,
): Code {
  const names = [
    ...choices(file, method, undefined).map(({ name }) => name),
    ...optionsOf(method, isWaiting).map(({ name }) => name),
  ].filter((name) => !without.includes(name));
  return call(
    file.use('Options'),
    names.map((name) => keyword(name, name)),
  );
}

function documentation(
  file: PythonFile,
  { model, result }: PythonMethod,
  parameters: readonly Parameter[],
  note?: string,
): string {
  const iterated = file.isAsync
    ? 'Await it for the first page, or iterate over it for the items of all pages.'
    : 'Returns the first page; iterate over it for the items of all pages.';
  const paragraphs = [
    model.summary,
    model.description,
    model.deprecated && 'Deprecated.',
    result.page && iterated,
    model.session && sessionWords[model.session],
    note,
  ].filter((each) => typeof each === 'string' && each.trim() !== '');
  const lines = parameters.flatMap(({ name, words }) => (words ? [`    ${name}: ${words}`] : []));
  const args = lines.length > 0 ? [`Args:\n${lines.join('\n')}`] : [];
  const title = paragraphs.length > 0 ? [] : [`\`${model.verb} ${model.path}\``];
  const text = docstring([...title, ...paragraphs, ...args].join('\n\n'), 8);
  return text && `${indent(text)}\n`;
}

/** The method that waits for the end of what an operation starts. */
export function emitWaitingMethod(
  file: PythonFile,
  method: PythonMethod,
  channel: LiveChannel | undefined,
): string {
  const { result, name } = method;
  const returns = file.write(result.type);
  const all = mergedArguments(method);
  const { positional, named } = ordered(method, all);
  const type = flat(returns);
  file.use('Callable');
  const parameters: Parameter[] = [
    ...positional.map((each) => argumentParameter(file, each, true)),
    ...named.map((each) => argumentParameter(file, each, false)),
    {
      name: 'on_progress',
      annotation: `Callable[[${type}], ${file.builtin('object')}] | None`,
      value: 'None',
      words: 'Is called with each change of the state, the first and the last one included',
    },
    ...optionsOf(method, true).map((option) => optionParameter(file, option)),
  ];
  const awaits = file.isAsync ? 'await ' : '';
  const operation = operationOf(file, method);
  const code = call('self._connection.wait', [
    operation,
    operation.replace(/\w+$/, waitingName(method)),
    fields(all),
    options(file, method, ['timeout'], true),
    keyword('on_progress', 'on_progress'),
    keyword('timeout', 'timeout'),
    ...(channel ? [keyword('channel', channelOf(file, channel))] : []),
  ]);
  const note = `Like \`${name}\`, then waits for the end and returns the last state, whether it succeeded or failed.`;
  const head = definition(`${name}_and_wait`, parameters, returns, { isCoroutine: file.isAsync });
  return `${head}${documentation(file, method, parameters, note)}${indent(statement(awaits, code))}\n`;
}

const channelOf = (file: PythonFile, { resource, constant }: LiveChannel): string =>
  `${file.useOwn('operations', `${resource.module} as _${resource.module}`)}.${constant}`;

/** The method that opens the channel of live events. */
export function emitConnect(file: PythonFile, channel: LiveChannel): string {
  const event = file.write(channel.event);
  const message = channel.message && file.write(channel.message);
  const stream = subscript(file.useForm('EventStream'), event);
  const [text, whole] = [file.builtin('str'), file.builtin('int')];
  const parameters: Parameter[] = [
    {
      name: 'client_id',
      annotation: `${text} | None`,
      value: 'None',
      words:
        'Names the client; a second connection of one name replaces the first. By default random',
    },
    {
      name: 'last_event_id',
      annotation: `${whole} | None`,
      value: 'None',
      words:
        'The last event that you have: those after it come first. By default, events from now on',
    },
    {
      name: 'job_id',
      annotation: `${text} | None`,
      value: 'None',
      words: 'Leaves out the events of other jobs',
    },
    {
      name: 'on_missed',
      annotation: `${file.use('Callable')}[[], ${file.builtin('object')}] | None`,
      value: 'None',
      words:
        'Is called if events are lost, since the server keeps a limited number: read again what you show',
    },
    ...(message === undefined
      ? []
      : [
          {
            name: 'on_message',
            annotation: `${file.use('Callable')}[[${message}], ${file.builtin('object')}] | None`,
            value: 'None',
            words:
              'Is called for each message other than an event, such as a notice that something has changed, while the stream is read',
          },
        ]),
    {
      name: 'on_state',
      annotation: `${file.use('Callable')}[[${file.use('StreamState')}], ${file.builtin('object')}] | None`,
      value: 'None',
      words:
        'Is called when the connection is opened, lost, tried again or closed, while the stream is read',
    },
  ];
  const statement_ = file.isAsync ? 'an `async with` statement' : 'a `with` statement';
  const description = channel.model.description ? [channel.model.description] : [];
  const words = [
    ...description,
    `Iterate over it. It connects when it is first read, and again whenever the connection is lost, from the last event on that has arrived. Use it in ${statement_}, or close it.`,
    `Args:\n${parameters.map((each) => `    ${each.name}: ${each.words}`).join('\n')}`,
  ].join('\n\n');
  const code = call('self._connection.events', [
    channelOf(file, channel),
    event,
    ...(message === undefined ? [] : [keyword('message_type', message)]),
    ...parameters.map(({ name }) => keyword(name, name)),
  ]);
  const head = definition(channel.name, parameters, stream, { isCoroutine: false });
  return `${head}${indent(docstring(words, 8))}\n${indent(statement('', code))}\n`;
}
