/**
 * Reads the model of a client from a document.
 *
 * @module
 */

import type { MessageDocument } from '../../contract/messages.ts';
import {
  type BoundOperation,
  type Document,
  type JsonSchema,
  operations,
  resolve,
} from '../../document/model.ts';
import { within } from '../within.ts';
import { camelCased, isOpaque } from './camelcase.ts';
import { readChannel } from './channel.ts';
import {
  type Field,
  isIdempotencyKey,
  objectOf,
  readBody,
  readFields,
  readHeaders,
  readPositional,
} from './fields.ts';
import {
  type ClientModel,
  type MethodModel,
  methodNames,
  type ResponseKind,
  type Session,
} from './model.ts';
import {
  camelCase,
  clientName,
  constantOf,
  memberName,
  methodPath,
  pascalCase,
  typeName,
} from './naming.ts';
import { Types } from './types.ts';
import { readWaiting } from './waiting.ts';

/**
 * Reads all that the client needs from a document.
 *
 * @throws Error, naming the operation or schema, where the client could not keep what it promises
 */
export function readModel(document: Document, messages?: MessageDocument): ClientModel {
  const types = new Types(document);
  const groups = new Map<string, MethodModel[]>();
  const namesOf = new Map<string, Set<string>>();
  const errorStatuses = new Set<number>();
  const all = new Map(operations(document).map((bound) => [bound.id, bound]));
  for (const bound of all.values()) {
    for (const status of Object.keys(bound.responses)) {
      if (Number(status) >= 300) errorStatuses.add(Number(status));
    }
    // What goes on with another protocol has no answer that a method could give.
    if ('101' in bound.responses) continue;
    within(`The operation ${bound.id}`, () => {
      const [group, method] = readMethod(document, types, bound, all);
      const methods = groups.get(group) ?? [];
      methods.push(method);
      const taken = namesOf.get(group) ?? new Set();
      for (const name of methodNames(method)) {
        if (taken.has(name)) throw new Error(`${group} has two methods named ${name}`);
        taken.add(name);
      }
      groups.set(group, methods);
      namesOf.set(group, taken);
      for (const [status, response] of Object.entries(bound.responses)) {
        if (!(Number(status) >= 400)) continue;
        for (const media of Object.values(response.content ?? {})) types.reach(media.schema ?? {});
      }
    });
  }
  const constants = new Set<string>();
  for (const { id, constant } of [...groups.values()].flat()) {
    if (constants.has(constant)) {
      throw new Error(`The operation ${id}: another one would have the constant ${constant}, too`);
    }
    constants.add(constant);
  }
  const channel = messages && readChannel(document, messages, types, constants);
  return {
    groups: [...groups].map(([name, methods]) => ({
      name,
      description: document.tags?.find((tag) => camelCase(tag.name) === name)?.description,
      methods,
    })),
    schemas: types.schemas(),
    errorStatuses: [...errorStatuses].sort((a, b) => a - b),
    retriedProblems: readRetried(document['x-problems']),
    channel,
  };
}

function readRetried(problems: unknown): string[] {
  if (!Array.isArray(problems)) return [];
  return problems.filter(({ retry }) => retry === true).map(({ code }) => String(code));
}

function readMethod(
  document: Document,
  types: Types,
  bound: BoundOperation,
  all: ReadonlyMap<string, BoundOperation>,
): [group: string, method: MethodModel] {
  const names = methodPath(bound.id);
  const [group, name] = [camelCase(names[0]), camelCase(names[1])];
  const base = `${pascalCase(names[0])}${pascalCase(names[1])}`;
  const { operation, requestBody, security } = bound;

  const body = requestBody && readBody(requestBody.content);
  const fields = readFields(document, bound, body);
  for (const { schema } of fields) types.reach(schema);
  const headers = readHeaders(document, bound);
  const sdk = readExtension(operation['x-sdk']);
  const result = readResult(document, types, bound, `${base}Result`);
  return [
    group,
    {
      id: bound.id,
      name,
      aliases: sdk.aliases.map((alias) => camelCase(memberName(alias))),
      constant: constantOf(bound.id),
      summary: operation.summary,
      description: operation.description,
      deprecated: operation.deprecated ?? false,
      verb: bound.method.toUpperCase(),
      path: bound.path.replace(/\{([^}]+)\}/g, (_, wire: string) => `{${clientName(wire)}}`),
      fields,
      positional: readPositional(document, bound, fields, sdk.positional),
      body: body?.kind,
      ...result,
      anonymous: security.every((alternative) => Object.keys(alternative).length === 0),
      headers,
      keyed: bound.parameters.some(isIdempotencyKey),
      limit: typeof operation['x-rate-limit'] === 'string' ? operation['x-rate-limit'] : undefined,
      session: sdk.session,
      paged: isPaged(document, bound, fields),
      waiting: sdk.wait === undefined ? undefined : readWaiting(document, bound, sdk.wait, all),
      headersType: headers.length > 0 ? types.add(`${base}Headers`, objectOf(headers)) : undefined,
      paramsType: fields.length > 0 ? types.add(`${base}Params`, objectOf(fields)) : undefined,
    },
  ];
}

/** The extension `x-sdk`: what the client adds to an operation for the ease of its users. */
type Extension = {
  /** Wire names of the fields that may be given by position. */
  readonly positional: readonly string[] | undefined;
  /** Further names of the method. */
  readonly aliases: readonly string[];
  readonly session: Session | undefined;
  /** The id of the operation that tells what has become of what this one has begun. */
  readonly wait: string | undefined;
};

function readExtension(extension: unknown): Extension {
  const { positional, aliases, session, wait, ...unknown } = (extension ?? {}) as Record<
    string,
    unknown
  >;
  const isList = (value: unknown): value is string[] | undefined =>
    value === undefined || (Array.isArray(value) && value.every((one) => typeof one === 'string'));
  if (!isList(positional) || !isList(aliases) || Object.keys(unknown).length > 0) {
    throw new Error(
      'x-sdk may only hold the lists of names `positional` and `aliases`, `session` and `wait`',
    );
  }
  if (session !== undefined && session !== 'begin' && session !== 'refresh' && session !== 'end') {
    throw new Error('`session` of x-sdk is one of begin, refresh and end');
  }
  if (wait !== undefined && typeof wait !== 'string') {
    throw new Error('`wait` of x-sdk is the id of an operation');
  }
  return { positional, aliases: aliases ?? [], session, wait };
}

function readResult(
  document: Document,
  types: Types,
  bound: BoundOperation,
  name: string,
): Pick<MethodModel, 'answer' | 'resultType'> {
  const answers = new Set<ResponseKind>();
  const schemas = new Map<string, JsonSchema>();
  for (const [status, response] of Object.entries(bound.responses)) {
    if (!/^2/.test(status)) continue;
    const [content] = Object.entries(response.content ?? {});
    if (!content) {
      answers.add('none');
      continue;
    }
    const [mediaType, { schema = {} }] = content;
    const answer = answerOf(mediaType);
    answers.add(answer === 'json' && isOpaque(document, schema) ? 'opaque' : answer);
    schemas.set(JSON.stringify(schema), schema);
  }
  const [answer = 'none'] = answers;
  if (answers.size > 1) throw new Error('Successful responses must all be of one kind');
  if (answer !== 'json' && answer !== 'opaque') return { answer, resultType: undefined };

  for (const schema of schemas.values()) types.reach(schema);
  const [first = {}, ...others] = [...schemas.values()].map((each) => camelCased(document, each));
  if (others.length > 0)
    return { answer, resultType: types.add(name, { anyOf: [first, ...others] }) };
  return { answer, resultType: first.$ref ? typeName(first.$ref) : types.add(name, first) };
}

function answerOf(mediaType: string): ResponseKind {
  if (/^application\/(.+\+)?json\b/.test(mediaType)) return 'json';
  return mediaType.startsWith('text/') ? 'text' : 'raw';
}

/**
 * Whether an operation gives a list in pages: it takes a `cursor`, and its answer has `items` and
 * the `next_cursor`.
 */
function isPaged(
  document: Document,
  { responses }: BoundOperation,
  fields: readonly Field[],
): boolean {
  if (!fields.some(({ name, location }) => name === 'cursor' && location === 'query')) return false;
  const schema = responses['200']?.content?.['application/json']?.schema ?? {};
  const { properties } = resolve<JsonSchema>(document, schema);
  return ['items', 'next_cursor'].every((name) => name in Object(properties));
}
