import type { ChannelModel } from '../model/channel.ts';
import type { MethodModel, SdkModel } from '../model/model.ts';
import { literal } from './literals.ts';

/** The functions of the runtime that write each kind of body. */
const bodies = { json: 'sendJson', multipart: 'sendForm', raw: 'sendBytes' } as const;
/** Those that do to the kept session what an answer asks for. */
const sessions = { begin: 'keepSession', refresh: 'keepSession', end: 'endSession' } as const;
/** That which gives an answer as a stream. */
const streams = 'readStream';

/** The file that describes every operation as data for the client's runtime. */
export function emitOperations(model: SdkModel): string {
  const { groups, errorStatuses, retriedProblems, channel } = model;
  const methods = groups.flatMap((group) => group.methods);
  const waits = methods.some(({ waiting }) => waiting);
  const types = ['Operation', ...(channel ? ['Channel'] : []), ...(waits ? ['Waiting'] : [])];
  const constants = methods.map((method) => emitOperation(method, methods));
  const parts = [...Object.values(bodies), ...Object.values(sessions), streams]
    .filter((part, at, all) => all.indexOf(part) === at)
    .filter((part) => constants.some((text) => text.includes(`: ${part},`)));
  return [
    `import type { ${types.sort().join(', ')} } from '../runtime/operation.ts';`,
    ...(parts.length > 0
      ? [`import { ${parts.sort().join(', ')} } from '../runtime/parts.ts';`]
      : []),
    '',
    '/** Every status that the contract lists and that is no success. */',
    `export type ErrorStatus = ${errorStatuses.join(' | ') || 'never'};`,
    '',
    '/** The codes of problems that go away by themselves. */',
    `export const retriedProblems: readonly string[] = [${retriedProblems.map(literal).join(', ')}];`,
    ...constants,
    ...(channel ? [emitChannel(channel)] : []),
    ...emitWaitings(methods),
    '',
  ].join('\n');
}

function emitOperation(method: MethodModel, all: readonly MethodModel[]): string {
  const { id, verb, path, fields, positional, headers, body, answer } = method;
  const lines = [
    `id: ${literal(id)},`,
    `method: ${literal(verb)},`,
    `path: ${literal(path)},`,
    'fields: {',
    ...fields.map(({ name, place }) => `  ${name}: ${literal(place)},`),
    '},',
    `positional: [${positional.map(({ name }) => literal(name)).join(', ')}],`,
  ];
  if (headers.length > 0) {
    lines.push(`headers: [${headers.map(({ name }) => literal(name)).join(', ')}],`);
  }
  if (body) lines.push(`body: ${bodies[body]},`);
  lines.push(`answer: ${answer === 'raw' ? streams : literal(answer)},`);
  if (method.anonymous) lines.push('anonymous: true,');
  if (method.keyed) lines.push('keyed: true,');
  if (method.limit !== undefined) lines.push(`limit: ${literal(method.limit)},`);
  if (method.session) lines.push(`session: ${sessions[method.session]},`);
  if (method.session === 'begin' || method.session === 'refresh') {
    const refresh = all.find(({ session }) => session === 'refresh');
    if (!refresh) throw new Error(`No operation refreshes the session that ${id} begins`);
    lines.push(`refresh: () => ${refresh.constant},`);
  }
  return emitConstant(method.constant, 'Operation', lines);
}

function emitChannel({ constant, id, path, ticket, final }: ChannelModel): string {
  return emitConstant(constant, 'Channel', [
    `id: ${literal(id)},`,
    `path: ${literal(path)},`,
    `ticket: ${ticket},`,
    `final: [${final.join(', ')}],`,
  ]);
}

/** How each status operation tells of an end; most that are waited for share one. */
function emitWaitings(methods: readonly MethodModel[]): string[] {
  const waitings = methods.flatMap(({ waiting }) => waiting ?? []);
  const byStatus = new Map(waitings.map((waiting) => [waiting.status, waiting]));
  return [...byStatus.values()].map(({ status, key, state, running }) =>
    emitConstant(waitingConstant(status), 'Waiting', [
      `status: ${status},`,
      `key: ${literal(key)},`,
      `state: ${literal(state)},`,
      `running: [${running.map(literal).join(', ')}],`,
    ]),
  );
}

/** The constant that says how to wait with a status operation. */
export const waitingConstant = (status: string): string => `${status}Waiting`;

function emitConstant(name: string, type: string, lines: readonly string[]): string {
  return `\nexport const ${name}: ${type} = {\n${lines.map((line) => `  ${line}\n`).join('')}};`;
}
