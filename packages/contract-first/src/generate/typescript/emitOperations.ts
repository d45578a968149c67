import type { ChannelModel } from '../model/channel.ts';
import type { ClientModel, MethodModel } from '../model/model.ts';
import { Imports } from './imports.ts';
import { literal } from './literals.ts';
import { OPERATION, PARTS } from './modules.ts';

/** The functions of the runtime that write each kind of body. */
const bodies = { json: 'sendJson', multipart: 'sendForm', raw: 'sendBytes' } as const;
/** Those that do to the kept session what an answer asks for. */
const sessions = { begin: 'keepSession', refresh: 'keepSession', end: 'endSession' } as const;
/** That which gives an answer as a stream. */
const streams = 'readStream';

/** The file that describes every operation as data for the client's runtime. */
export function emitOperations(model: ClientModel): string {
  const { groups, errorStatuses, retriedProblems, channel } = model;
  const methods = groups.flatMap((group) => group.methods);
  const imports = new Imports();
  const constants = [
    ...methods.map((method) => emitOperation(imports, method, methods)),
    ...(channel ? [emitChannel(imports, channel)] : []),
    ...emitWaitings(imports, methods),
  ];
  return [
    imports.text,
    '/** Every documented status that is not a success. */',
    `export type ErrorStatus = ${errorStatuses.join(' | ') || 'never'};`,
    '',
    '/** The codes of problems that go away by themselves. */',
    `export const retriedProblems: readonly string[] = [${retriedProblems.map(literal).join(', ')}];`,
    ...constants,
    '',
  ].join('\n');
}

function emitOperation(imports: Imports, method: MethodModel, all: readonly MethodModel[]): string {
  const { id, verb, path, fields, positional, headers, body, answer } = method;
  const lines = [
    `id: ${literal(id)},`,
    `method: ${literal(verb)},`,
    `path: ${literal(path)},`,
    'fields: {',
    ...fields.map(({ name, location }) => `  ${name}: ${literal(location)},`),
    '},',
    `positional: [${positional.map(({ name }) => literal(name)).join(', ')}],`,
  ];
  if (headers.length > 0) {
    lines.push(`headers: [${headers.map(({ name }) => literal(name)).join(', ')}],`);
  }
  const part = (name: string) => imports.value(PARTS, name);
  if (body) lines.push(`body: ${part(bodies[body])},`);
  lines.push(`answer: ${answer === 'raw' ? part(streams) : literal(answer)},`);
  if (method.anonymous) lines.push('anonymous: true,');
  if (method.keyed) lines.push('keyed: true,');
  if (method.limit !== undefined) lines.push(`limit: ${literal(method.limit)},`);
  if (method.session) lines.push(`session: ${part(sessions[method.session])},`);
  if (method.session === 'begin' || method.session === 'refresh') {
    const refresh = all.find(({ session }) => session === 'refresh');
    if (!refresh) throw new Error(`No operation refreshes the session that ${id} begins`);
    lines.push(`refresh: () => ${refresh.constant},`);
  }
  return emitConstant(imports, method.constant, 'Operation', lines);
}

function emitChannel(
  imports: Imports,
  { constant, id, path, ticket, final }: ChannelModel,
): string {
  return emitConstant(imports, constant, 'Channel', [
    `id: ${literal(id)},`,
    `path: ${literal(path)},`,
    `ticket: ${ticket},`,
    `final: [${final.join(', ')}],`,
  ]);
}

/** How each status operation tells of an end; most that are waited for share one. */
function emitWaitings(imports: Imports, methods: readonly MethodModel[]): string[] {
  const waitings = methods.flatMap(({ waiting }) => waiting ?? []);
  const byStatus = new Map(waitings.map((waiting) => [waiting.status, waiting]));
  return [...byStatus.values()].map(({ status, key, state, running }) =>
    emitConstant(imports, waitingConstant(status), 'Waiting', [
      `status: ${status},`,
      `key: ${literal(key)},`,
      `state: ${literal(state)},`,
      `running: [${running.map(literal).join(', ')}],`,
    ]),
  );
}

/** The constant that says how to wait with a status operation. */
export const waitingConstant = (status: string): string => `${status}Waiting`;

function emitConstant(
  imports: Imports,
  name: string,
  type: string,
  lines: readonly string[],
): string {
  return `\nexport const ${name}: ${imports.type(OPERATION, type)} = {\n${lines.map((line) => `  ${line}\n`).join('')}};`;
}
