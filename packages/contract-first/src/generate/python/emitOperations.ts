import type { ChannelModel } from '../model/channel.ts';
import type { ClientModel, MethodModel } from '../model/model.ts';
import { snakeCase } from '../model/naming.ts';
import { PythonFile } from './file.ts';
import { bracket, identifier, indent, quote } from './source.ts';

/** `filesList` → `FILES_LIST`. */
export const constantName = (constant: string): string => snakeCase(constant).toUpperCase();

/** The constant that says how to wait with a status operation. */
export const waitingName = (status: string): string => `${constantName(status)}_WAITING`;

/** The file that describes every operation as data for the client's runtime. */
export function emitOperations(model: ClientModel): string {
  const { groups, errorStatuses, retriedProblems, channel } = model;
  const methods = groups.flatMap((group) => group.methods);
  const refresh = methods.find(({ session }) => session === 'refresh');
  const begins = methods.find(({ session }) => session === 'begin');
  if (begins && !refresh) {
    throw new Error(`No operation refreshes the session that ${begins.id} begins`);
  }
  const file = new PythonFile(model.schemas);
  const final = file.use('Final');
  const constants = [
    ...groups.flatMap(({ name, methods }) =>
      methods.map((method) => emitOperation(file, name, method)),
    ),
    ...(channel ? [emitChannel(file, channel)] : []),
    ...emitWaitings(file, methods),
    `SESSION_REFRESH: ${final}[${file.use('Operation')} | None] = ${refresh ? constantName(refresh.constant) : 'None'}`,
  ];
  return [
    '"""Each operation of the contract, as data."""',
    '',
    'from __future__ import annotations',
    '',
    file.imports,
    '',
    `ERROR_STATUSES: ${final} = ${tuple(errorStatuses.map(String))}`,
    '"""Every documented status that is not a success."""',
    '',
    `RETRIED_PROBLEMS: ${final}[frozenset[str]] = frozenset(${bracket(['[', ']'], retriedProblems.map(quote))})`,
    '"""The codes of problems that go away by themselves."""',
    '',
    ...constants,
    '"""The operation that goes on with a session."""',
    '',
  ].join('\n');
}

const tuple = (items: readonly string[]): string =>
  items.length === 1 ? `(${items[0]},)` : bracket(['(', ')'], items, 24);

/** How a caller names a method, such as `files.put_content`; messages name it so. */
const methodPath = (group: string, method: string): string =>
  `${snakeCase(group)}.${identifier(snakeCase(method))}`;

function emitOperation(file: PythonFile, group: string, method: MethodModel): string {
  const { name, constant, verb, path, fields, body, answer } = method;
  const locations = fields.map(
    ({ name, location }) => `${quote(snakeCase(name))}: ${quote(location)}`,
  );
  return call(file, constantName(constant), 'Operation', [
    `id=${quote(methodPath(group, name))}`,
    `method=${quote(verb)}`,
    `path=${quote(wirePath(path))}`,
    ...(locations.length > 0
      ? [`fields={\n${locations.map((each) => `${indent(each)},\n`).join('')}}`]
      : []),
    ...(body ? [`body=${quote(body)}`] : []),
    `answer=${quote(answer)}`,
    ...(method.anonymous ? ['anonymous=True'] : []),
    ...(method.keyed ? ['keyed=True'] : []),
    ...(method.limit !== undefined ? [`limit=${quote(method.limit)}`] : []),
    ...(method.session ? [`session=${quote(method.session)}`] : []),
  ]);
}

function emitChannel(
  file: PythonFile,
  { constant, group, method, path, ticket, final }: ChannelModel,
): string {
  return call(file, constantName(constant), 'Channel', [
    `id=${quote(methodPath(group, method))}`,
    `path=${quote(wirePath(path))}`,
    `ticket=${constantName(ticket)}`,
    `final=frozenset({${final.join(', ')}})`,
  ]);
}

/** How each status operation tells of an end; most that are waited for share one. */
function emitWaitings(file: PythonFile, methods: readonly MethodModel[]): string[] {
  const waitings = methods.flatMap(({ waiting }) => waiting ?? []);
  const byStatus = new Map(waitings.map((waiting) => [waiting.status, waiting]));
  return [...byStatus.values()].map(({ status, key, state, running }) =>
    call(file, waitingName(status), 'Waiting', [
      `status=${constantName(status)}`,
      `key=${quote(snakeCase(key))}`,
      `state=${quote(snakeCase(state))}`,
      `running=${bracket(['frozenset({', '})'], running.map(quote), 12)}`,
    ]),
  );
}

function call(
  file: PythonFile,
  name: string,
  type: 'Operation' | 'Channel' | 'Waiting',
  args: readonly string[],
): string {
  return `${name}: ${file.use('Final')} = ${file.use(type)}(\n${args.map((arg) => `${indent(arg)},\n`).join('')})\n`;
}

const wirePath = (path: string): string =>
  path.replace(/\{([^}]+)\}/g, (_, name: string) => `{${snakeCase(name)}}`);
