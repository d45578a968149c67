/**
 * The operations of a resource, as data.
 *
 * @module
 */
import type { ParameterModel, PartModel } from '../model/clientModel.ts';
import type { BodyForm } from './arguments.ts';
import {
  assignment,
  type Code,
  call,
  dictionary,
  flat,
  keyword,
  pair,
  subscript,
  tuple,
} from './code.ts';
import { PythonFile } from './file.ts';
import type { LiveChannel } from './live.ts';
import type { PythonMethod, PythonResource } from './resources.ts';
import type { Answer } from './results.ts';
import { quote } from './source.ts';
import type { PythonType } from './types.ts';

type Known = {
  readonly moduleOf: (model: string) => string;
  /** By the id of the document. */
  readonly methodOf: (id: string) => PythonMethod | undefined;
  readonly channel: LiveChannel | undefined;
  readonly needsFilename: boolean;
};

/** The file of a resource's operations. */
export function emitOperations(resource: PythonResource, known: Known): string {
  const file = new PythonFile({ depth: 1, moduleOf: known.moduleOf });
  const aliases = new Aliases(file);
  const constants = resource.methods.map((method) =>
    constant(
      file,
      method.constant,
      'Operation',
      [file.write(method.result.ofOperation)],
      operation(file, aliases, method, known),
    ),
  );
  const waits = resource.methods.flatMap((method) => {
    const waiting = waitingOf(file, method, resource, known);
    return waiting ? [constant(file, waitingName(method), 'Waiting', [], waiting)] : [];
  });
  const { channel } = known;
  const channels =
    channel?.resource === resource
      ? [constant(file, channel.constant, 'Channel', [], channelOf(file, channel, resource))]
      : [];
  const blocks = [...aliases.statements, ...constants, ...waits, ...channels];
  return `"""The operations of ${resource.attribute ? `\`${resource.attribute}\`` : 'the client itself'}, as data."""

from __future__ import annotations

${file.imports}

${blocks.join('\n')}`;
}

/**
 * Names for types that are values here. Type checkers take the members of some types, such as
 * `Open[Color] | None`, in an annotation or an alias only.
 */
class Aliases {
  readonly #file: PythonFile;
  readonly #names = new Map<string, string>();
  readonly statements: string[] = [];

  constructor(file: PythonFile) {
    this.#file = file;
  }

  /** The expression for a type as a value. */
  value(type: PythonType): Code {
    const code = this.#file.write(type);
    if (!needsAlias(type)) return code;
    const key = flat(code);
    const known = this.#names.get(key);
    if (known !== undefined) return known;
    const name = `_Value${this.#names.size + 1}`;
    this.#names.set(key, name);
    this.statements.push(`${assignment(name, this.#file.use('TypeAlias'), code, 0)}\n`);
    return name;
  }
}

/** Whether a type, or a member of a union, is open for values of a newer server or annotated. */
function needsAlias(type: PythonType): boolean {
  if (type.kind === 'literal' || type.kind === 'model') return type.isOpen === true;
  if (type.kind !== 'union' || type.discriminator) return false;
  return type.members.some(
    (each) => needsAlias(each) || (each.kind === 'union' && each.discriminator !== undefined),
  );
}

/** The name of what waits for the end of what an operation starts. */
export const waitingName = ({ constant }: PythonMethod): string => `${constant}_END`;

function constant(
  file: PythonFile,
  name: string,
  type: 'Operation' | 'Waiting' | 'Channel',
  parameters: readonly Code[],
  value: Code,
): string {
  const used = file.use(type);
  const annotation =
    parameters.length === 0
      ? file.use('Final')
      : subscript(file.use('Final'), subscript(used, ...parameters));
  return `${assignment(name, annotation, value, 0)}\n`;
}

const text = (name: string, value: string | undefined): Code[] =>
  value === undefined ? [] : [keyword(name, quote(value))];

const flag = (name: string, value: boolean): Code[] => (value ? [keyword(name, 'True')] : []);

function operation(
  file: PythonFile,
  aliases: Aliases,
  { model, id, parameters, body, result }: PythonMethod,
  { needsFilename }: Known,
): Code {
  const [server] = model.servers;
  const bodies = body.forms.map((form) => bodyForm(file, form, body.isRequired, needsFilename));
  const answers = result.answers.map((answer) => answerForm(file, aliases, answer));
  const errors = result.errors.map((answer) => answerForm(file, aliases, answer));
  const security = model.security.map((schemes) =>
    dictionary(
      Object.entries(schemes).map(([name, scopes]) => pair(quote(name), tuple(scopes.map(quote)))),
    ),
  );
  const listed = (name: string, items: readonly Code[]): Code[] =>
    items.length === 0 ? [] : [keyword(name, tuple(items))];
  return call('Operation', [
    keyword('id', quote(id)),
    keyword('method', quote(model.verb)),
    keyword('path', quote(model.path)),
    ...(server ? [keyword('server', serverOf(file, server))] : []),
    ...listed(
      'parameters',
      parameters.flatMap(({ name, wire, parameter }) =>
        parameter ? [parameterOf(file, name, wire, parameter)] : [],
      ),
    ),
    ...listed('bodies', bodies),
    ...flag('is_body_required', body.isRequired),
    ...listed('answers', answers),
    ...listed('errors', errors),
    ...(result.page && model.pagination
      ? [keyword('pagination', pagination(file, { model, parameters, body }))]
      : []),
    ...listed('security', security),
    ...text('idempotency_key', model.idempotencyKey),
    ...text('limit', model.limit),
    ...text('session', model.session),
  ]);
}

export const serverOf = (
  file: PythonFile,
  { url, variables }: PythonMethod['model']['servers'][number],
): Code => {
  const table = Object.entries(variables).map(([name, { default: value }]) =>
    pair(quote(name), quote(value)),
  );
  return call(file.use('Server'), [
    keyword('url', quote(url)),
    ...(table.length > 0 ? [keyword('variables', dictionary(table))] : []),
  ]);
};

function parameterOf(file: PythonFile, name: string, wire: string, given: ParameterModel): Code {
  const isForm = given.in === 'query' || given.in === 'cookie';
  const usualStyle = isForm ? 'form' : 'simple';
  const usualExplode = given.style === 'form' || given.style === 'cookie';
  const isStyled = given.contentType === undefined && given.in !== 'querystring';
  return call(file.use('Parameter'), [
    keyword('name', quote(name)),
    keyword('wire', quote(wire)),
    keyword('location', quote(given.in)),
    ...text('style', isStyled && given.style !== usualStyle ? given.style : undefined),
    ...(isStyled && given.explode !== usualExplode
      ? [keyword('explode', given.explode ? 'True' : 'False')]
      : []),
    ...flag('allow_reserved', given.allowReserved),
    ...text('content', given.contentType),
    ...flag('required', given.required),
  ]);
}

function bodyForm(
  file: PythonFile,
  form: BodyForm,
  isRequired: boolean,
  needsFilename: boolean,
): Code {
  const { mediaType, kind, parts } = form.alternative;
  const own = form.isWhole ? [] : form.arguments;
  const fields = own.map(({ name, wire, required }) =>
    call(file.use('BodyField'), [
      keyword('name', quote(name)),
      keyword('wire', quote(wire)),
      ...flag('required', required && isRequired),
    ]),
  );
  const [whole] = form.arguments;
  const written = Object.entries(parts).flatMap(([name, part]) => {
    const code = partOf(file, part, needsFilename);
    return code === undefined ? [] : [pair(quote(name), code)];
  });
  return call(file.use('BodyForm'), [
    keyword('media_type', quote(mediaType)),
    keyword('kind', quote(kind)),
    ...(form.isWhole
      ? text('argument', whole?.name)
      : fields.length > 0
        ? [keyword('fields', tuple(fields))]
        : []),
    ...(written.length > 0 ? [keyword('parts', dictionary(written))] : []),
  ]);
}

/** A part, unless it is written as by default. */
function partOf(file: PythonFile, part: PartModel, needsFilename: boolean): Code | undefined {
  const items = [
    ...text('file', part.file),
    ...flag('needs_filename', needsFilename && part.file !== undefined),
    ...text('content_type', part.contentType),
    ...text('style', part.style),
    ...(part.explode === undefined ? [] : [keyword('explode', part.explode ? 'True' : 'False')]),
  ];
  return items.length === 0 ? undefined : call(file.use('Part'), items);
}

function answerForm(file: PythonFile, aliases: Aliases, answer: Answer): Code {
  const { kind, mediaType, status, type, events } = answer;
  const isStructured = kind === 'json' || kind === 'items' || events?.isJson || events?.isWhole;
  // Whole events are read as that by default.
  const isUsual = type.kind === 'imported' && type.name === 'ServerSentEvent';
  const isRead = isStructured && type.kind !== 'any' && !isUsual;
  return call(file.use('AnswerForm'), [
    keyword('kind', quote(kind)),
    ...text('media_type', mediaType),
    ...text('status', status),
    ...(isRead ? [keyword('into', aliases.value(type))] : []),
    ...(events?.isWhole ? [keyword('item', quote('event'))] : []),
    ...(events && !events.isJson ? [keyword('is_json', 'False')] : []),
    ...(events?.texts.length ? [keyword('texts', tuple(events.texts.map(quote)))] : []),
  ]);
}

function pagination(
  file: PythonFile,
  { model, parameters, body }: Pick<PythonMethod, 'model' | 'parameters' | 'body'>,
): Code {
  const { pagination: given } = model;
  if (!given) return 'None';
  const inQuery = parameters.filter(({ parameter }) => parameter?.in === 'query');
  const inBody = body.forms.flatMap((form) => form.arguments);
  // One of the query and a property of the body may have the same name.
  const all = given.parameterIn === 'body' ? [...inBody, ...inQuery] : [...inQuery, ...inBody];
  const argument = (wire: string | undefined) => all.find((each) => each.wire === wire)?.name;
  const path = (name: string, value: readonly string[] | undefined): Code[] =>
    value === undefined ? [] : [keyword(name, tuple(value.map(quote)))];
  return call(file.use('Pagination'), [
    keyword('style', quote(given.style === 'lastId' ? 'last_id' : given.style)),
    keyword('items', tuple(given.items.map(quote))),
    ...text('parameter', argument(given.parameter)),
    ...path('next', given.next),
    ...path('has_more', given.hasMore),
    ...path('total', given.total),
    ...path('total_pages', given.totalPages),
    ...text('id', given.id),
    ...(given.firstPage === 1 ? [] : [keyword('first_page', '0')]),
  ]);
}

function waitingOf(
  file: PythonFile,
  method: PythonMethod,
  resource: PythonResource,
  known: Known,
): Code | undefined {
  const { waiting } = method.model;
  const status = waiting && known.methodOf(waiting.status);
  if (!waiting || !status) return undefined;
  const running = [...waiting.running].map(quote);
  const [key] = status.parameters.filter(({ wire }) => wire === waiting.key);
  return call('Waiting', [
    keyword('status', reference(file, status, resource)),
    keyword('key', quote(key?.name ?? waiting.key)),
    keyword('state', quote(waiting.state)),
    keyword('running', call('frozenset', [{ open: '{', items: running, close: '}' }])),
    ...(key && key.name !== waiting.key ? [keyword('key_wire', quote(waiting.key))] : []),
  ]);
}

function channelOf(file: PythonFile, channel: LiveChannel, resource: PythonResource): Code {
  const { model, id, ticket } = channel;
  return call('Channel', [
    keyword('id', quote(id)),
    keyword('path', quote(model.path)),
    keyword('ticket', reference(file, ticket, resource)),
    keyword(
      'final',
      call('frozenset', [{ open: '{', items: model.final.map(String), close: '}' }]),
    ),
    ...(model.messages.length > 0 ? [keyword('messages', messageTypes(model))] : []),
  ]);
}

const messageTypes = ({ messages }: LiveChannel['model']): Code =>
  call('frozenset', [{ open: '{', items: messages.map(({ type }) => quote(type)), close: '}' }]);

/** An operation of this or another resource. */
function reference(file: PythonFile, method: PythonMethod, resource: PythonResource): string {
  if (method.module === resource.module) return method.constant;
  return file.useOwn(`operations.${method.module}`, method.constant);
}
