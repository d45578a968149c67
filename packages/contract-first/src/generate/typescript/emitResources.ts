import type { ChannelModel } from '../model/channel.ts';
import type { Field } from '../model/fields.ts';
import {
  type ClientModel,
  type Group,
  type MethodModel,
  type ResponseKind,
  type Session,
  waitingName,
} from '../model/model.ts';
import { camelCase, pascalCase } from '../model/naming.ts';
import { waitingConstant } from './emitOperations.ts';
import { Imports } from './imports.ts';
import { inComment } from './literals.ts';
import { METHODS, OPERATION, OPERATIONS, TYPES } from './modules.ts';

/** The types of answers that are the same in every document. */
const plainResults = { none: 'void', text: 'string', raw: 'Response' } as const satisfies {
  [answer in Exclude<ResponseKind, 'json' | 'opaque'>]: string;
};

/** What the client does with the session when an operation has been carried out. */
const sessionWords = {
  begin: 'The client keeps the tokens: its calls carry them from then on, and it renews them.',
  refresh: 'The client keeps the tokens: its calls carry them from then on, and it renews them.',
  end: 'The client forgets the tokens that it has kept.',
} as const satisfies { [session in Session]: string };

/** The file of classes: one a group with a method an operation, and `Resources` with them all. */
export function emitResources({ groups, channel }: ClientModel): string {
  const all = withChannel(groups, channel);
  const imports = new Imports();
  const classes = all.map((group) => emitClass(imports, group, channel));
  const connection = imports.type(OPERATION, 'Connection');
  return [
    imports.text,
    ...classes,
    '/** All groups of operations. */',
    'export class Resources {',
    ...all.map(({ name }) => `  readonly ${name}: ${className(name)};`),
    '',
    `  constructor(connection: ${connection}) {`,
    ...all.map(({ name }) => `    this.${name} = new ${className(name)}(connection);`),
    '  }',
    '}',
    '',
  ].join('\n');
}

/** A type of the document. */
const typeOf = (imports: Imports, name: string): string =>
  `${imports.typeNamespace(TYPES, 'types')}.${name}`;

/** An operation, as data. */
const operationOf = (imports: Imports, constant: string): string =>
  `${imports.namespace(OPERATIONS, 'operations')}.${constant}`;

/** The groups, and that of the channel, which may be one of them. */
function withChannel(groups: readonly Group[], channel: ChannelModel | undefined): Group[] {
  if (!channel || groups.some(({ name }) => name === channel.group)) return [...groups];
  const { group: name, description } = channel;
  return [...groups, { name, description, methods: [] }];
}

function emitClass(
  imports: Imports,
  { name, description, methods }: Group,
  channel: ChannelModel | undefined,
): string {
  const members = methods.flatMap((method) => [
    emitMethod(imports, method, method.name),
    ...method.aliases.map((alias) => emitMethod(imports, method, alias)),
    ...(method.waiting
      ? [method.name, ...method.aliases].map((alias) =>
          emitWaitingMethod(imports, method, alias, channel),
        )
      : []),
  ]);
  if (channel?.group === name) members.push(emitConnect(imports, channel));
  const connection = imports.type(OPERATION, 'Connection');
  return `${emitComment(description ?? '', '')}export class ${className(name)} {
  readonly #connection: ${connection};

  constructor(connection: ${connection}) {
    this.#connection = connection;
  }

${members.join('\n')}}
`;
}

function emitConnect(
  imports: Imports,
  { method, description, eventType, constant }: ChannelModel,
): string {
  const event = typeOf(imports, eventType);
  const type = `${imports.type(METHODS, 'EventStream')}<${event}>`;
  const options = imports.type(METHODS, 'EventOptions');
  const connect = imports.value(METHODS, 'connect');
  return `${emitComment(description ?? '', '  ')}  ${method}(
    params?: ${options},
    options?: Pick<${options}, 'signal' | 'onMissed'>,
  ): ${type};
  ${method}(...args: unknown[]): ${type} {
    return ${connect}<${event}>(this.#connection, ${operationOf(imports, constant)}, args);
  }
`;
}

/** The name of the class of a group, such as `FilesResource`. */
export function className(group: string): string {
  return `${pascalCase(group)}Resource`;
}

/** What messages call a method that has not the name of its operation, as a string literal. */
function shownName({ id }: MethodModel, name: string): string {
  return `'${camelCase(id.replace(/\..*/, ''))}.${name}'`;
}

/** One overload for each number of fields given by position, and the one line that does it. */
function emitMethod(imports: Imports, method: MethodModel, name: string): string {
  const { answer, resultType, constant, paged } = method;
  const type =
    answer === 'json' || answer === 'opaque'
      ? typeOf(imports, String(resultType))
      : plainResults[answer];
  const promise = `${imports.type(METHODS, paged ? 'PagePromise' : 'ApiPromise')}<${type}>`;
  const alias = name === method.name ? '' : `, ${shownName(method, name)}`;
  const call = imports.value(METHODS, paged ? 'list' : 'call');
  const body = `${call}<${type}>(this.#connection, ${operationOf(imports, constant)}, args${alias})`;
  const { summary, description } = method;
  const words = [
    summary,
    description,
    name !== method.name && `As \`${method.name}\`.`,
    paged && 'Await it for the first page, or iterate over it for the items of all pages.',
    method.session && sessionWords[method.session],
  ];
  return emitOverloads(imports, method, name, optionsType(imports, method), words, promise, body);
}

/** The method that waits for the end of what an operation begins. */
function emitWaitingMethod(
  imports: Imports,
  method: MethodModel,
  name: string,
  channel: ChannelModel | undefined,
): string {
  const { constant, resultType, waiting } = method;
  if (!waiting) return '';
  const type = typeOf(imports, String(resultType));
  const listen =
    channel &&
    `(options: ${imports.type(METHODS, 'EventOptions')}) => ${imports.value(METHODS, 'connect')}<${typeOf(imports, channel.eventType)}>(this.#connection, ${operationOf(imports, channel.constant)}, [options])`;
  const alias = name === method.name ? undefined : shownName(method, waitingName(name));
  const more = alias ? `, ${listen}, ${alias}` : listen ? `, ${listen}` : '';
  const operations = [constant, waitingConstant(waiting.status)].map((each) =>
    operationOf(imports, each),
  );
  const body = `${imports.value(METHODS, 'wait')}<${type}>(this.#connection, ${operations.join(', ')}, args${more})`;
  const words = [
    method.summary,
    method.description,
    `As \`${name}\`, then waits for the end and gives the last state, be it a good end or a bad one.`,
  ];
  const options = `${imports.type(OPERATION, 'WaitOptions')}<${type}>`;
  return emitOverloads(
    imports,
    method,
    waitingName(name),
    options,
    words,
    `Promise<${type}>`,
    body,
  );
}

function emitOverloads(
  imports: Imports,
  method: MethodModel,
  name: string,
  options: string,
  words: readonly (string | false | undefined)[],
  promise: string,
  body: string,
): string {
  const { positional } = method;
  const overloads = positional
    .map((_, at) => positional.length - at)
    .concat(0)
    .map((given) => {
      const parameters = parametersOf(imports, method, given, options).map(
        (each) => `    ${each},\n`,
      );
      return `${emitDoc(method, words, positional.slice(0, given))}  ${name}(
${parameters.join('')}  ): ${promise};
`;
    });
  return `${overloads.join('')}  ${name}(...args: unknown[]): ${promise} {
    return ${body};
  }
`;
}

function optionsType(imports: Imports, method: MethodModel): string {
  const type = imports.type(OPERATION, takesFile(method) ? 'UploadOptions' : 'RequestOptions');
  return method.headersType ? `${type} & ${typeOf(imports, method.headersType)}` : type;
}

type Parameter = { readonly name: string; readonly type: string; readonly optional: boolean };

/** The parameters of the overload that takes so many fields by position. */
function parametersOf(
  imports: Imports,
  method: MethodModel,
  given: number,
  options: string,
): string[] {
  const { fields, positional, paramsType } = method;
  const byPosition = positional.slice(0, given);
  const params = () => typeOf(imports, String(paramsType));
  const rest = fields.filter((field) => !byPosition.includes(field));
  const parameters: Parameter[] = byPosition.map(({ name, required }) => ({
    name: parameterName(name),
    type: `${params()}['${name}']`,
    optional: !required,
  }));
  if (rest.length > 0) {
    const names = byPosition.map(({ name }) => `'${name}'`).join(' | ');
    parameters.push({
      name: 'params',
      type: names ? `Omit<${params()}, ${names}>` : params(),
      optional: rest.every(({ required }) => !required),
    });
  }
  parameters.push({ name: 'options', type: options, optional: true });

  const lastRequired = parameters.findLastIndex(({ optional }) => !optional);
  return parameters.map(({ name, type, optional }, at) => {
    if (!optional) return `${name}: ${type}`;
    // TypeScript has no optional parameter before a required one
    return at > lastRequired ? `${name}?: ${type}` : `${name}: ${type} | undefined`;
  });
}

/** Words that cannot name a parameter, in a module's strict mode, and names that others have here. */
const taken = new Set(
  (
    'arguments await break case catch class const continue debugger default delete do else enum eval ' +
    'export extends false finally for function if implements import in instanceof interface let new ' +
    'null package private protected public return static super switch this throw true try typeof ' +
    'var void while with yield params options'
  ).split(' '),
);

const parameterName = (name: string): string => (taken.has(name) ? `${name}_` : name);

function takesFile({ fields }: MethodModel): boolean {
  return fields.some(({ location }) => location === 'file');
}

function emitDoc(
  { deprecated, headers }: MethodModel,
  words: readonly (string | false | undefined)[],
  byPosition: readonly Field[],
): string {
  const tags = byPosition
    .filter(({ schema }) => typeof schema.description === 'string')
    .map((field) => `@param ${parameterName(field.name)} ${field.schema.description}`);
  if (headers.length > 0) {
    const names = headers.map(({ name }) => `\`${name}\``).join(', ');
    tags.push(`@param options Those of every request, and ${names}`);
  }
  if (deprecated) tags.push('@deprecated');
  const text = [words.filter(Boolean).join('\n\n'), tags.join('\n')].filter(Boolean);
  return emitComment(text.join('\n\n'), '  ');
}

/** A JSDoc comment, broken into lines; nothing for no text. */
export function emitComment(text: string, indent: string): string {
  if (text === '') return '';
  const lines = inComment(text).trim().split('\n').flatMap(wrap);
  const body = lines.map((line) => `${indent} * ${line}`.trimEnd()).join('\n');
  return `${indent}/**\n${body}\n${indent} */\n`;
}

/** Breaks a line between words where it would pass the 100th column. */
function wrap(line: string): string[] {
  return line.match(/\S.{0,93}(?=\s|$)|\S+/g) ?? [''];
}
