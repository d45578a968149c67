/**
 * What the client is written from: the operations in their groups, and the schemas of the types,
 * all with their TypeScript names.
 *
 * @module
 */
import {
  type BoundOperation,
  type Document,
  type JsonSchema,
  operations,
} from '../../contract/document.ts';
import { camelCased, isOpaque } from './camelcase.ts';
import { type Body, type Field, objectOf, readBody, readFields, readPositional } from './fields.ts';
import { camelCase, clientName, pascalCase, typeName } from './naming.ts';
import { Types } from './types.ts';
import { within } from './within.ts';

/** How the answer of an operation is read. */
export type Answer = 'none' | 'json' | 'opaque' | 'text' | 'raw';

export type MethodModel = {
  /** The operation's id. */
  readonly id: string;
  readonly name: string;
  readonly aliases: readonly string[];
  /** Unique in the client, such as `filesList`. */
  readonly constant: string;
  readonly summary: string | undefined;
  readonly description: string | undefined;
  readonly deprecated: boolean;
  readonly verb: string;
  /** With the fields' TypeScript names in its braces. */
  readonly path: string;
  readonly fields: readonly Field[];
  /** Those that may be given by position, in that order. */
  readonly positional: readonly Field[];
  readonly body: Body['kind'] | undefined;
  readonly answer: Answer;
  readonly anonymous: boolean;
  /** The type of all fields together; undefined where there is none. */
  readonly paramsType: string | undefined;
  /** The type of a JSON answer; undefined for the others, whose type is the same everywhere. */
  readonly resultType: string | undefined;
};

export type Group = {
  readonly name: string;
  /** That of the tag with the group's name. */
  readonly description: string | undefined;
  readonly methods: readonly MethodModel[];
};

export type SdkModel = {
  readonly groups: readonly Group[];
  /** Schemas by the name of their type; only those that some method or error needs. */
  readonly schemas: Readonly<Record<string, JsonSchema>>;
  /** Every status from 400 on that an operation lists. */
  readonly errorStatuses: readonly number[];
};

/**
 * Reads all that the client needs from a document.
 *
 * @throws Error, naming the operation or schema, where the client could not keep what it promises
 */
export function readModel(document: Document): SdkModel {
  const types = new Types(document);
  const groups = new Map<string, MethodModel[]>();
  const errorStatuses = new Set<number>();
  for (const bound of operations(document)) {
    // What goes on with another protocol has no answer that a method could give.
    if ('101' in bound.responses) continue;
    within(`The operation ${bound.id}`, () => {
      const [group, method] = readMethod(document, types, bound);
      const methods = groups.get(group) ?? [];
      methods.push(method);
      const names = methods.flatMap(({ name, aliases }) => [name, ...aliases]);
      const twice = names.find((name, at) => names.indexOf(name) < at);
      if (twice !== undefined) throw new Error(`${group} has two methods named ${twice}`);
      groups.set(group, methods);
      for (const [status, response] of Object.entries(bound.responses)) {
        if (!(Number(status) >= 400)) continue;
        errorStatuses.add(Number(status));
        for (const media of Object.values(response.content ?? {})) types.reach(media.schema ?? {});
      }
    });
  }
  return {
    groups: [...groups].map(([name, methods]) => ({
      name,
      description: document.tags?.find((tag) => camelCase(tag.name) === name)?.description,
      methods,
    })),
    schemas: types.schemas(),
    errorStatuses: [...errorStatuses].sort((a, b) => a - b),
  };
}

function readMethod(
  document: Document,
  types: Types,
  bound: BoundOperation,
): [group: string, method: MethodModel] {
  const names = /^([a-z][a-z0-9_]*)\.([a-z][a-z0-9_]*)$/.exec(bound.id);
  if (!names?.[1] || !names[2]) throw new Error('Its id must have the form group.name');
  const [group, name] = [camelCase(names[1]), camelCase(names[2])];
  const base = `${pascalCase(names[1])}${pascalCase(names[2])}`;
  const { operation, requestBody, security } = bound;

  const body = requestBody && readBody(requestBody.content);
  const fields = readFields(document, bound, body);
  for (const { schema } of fields) types.reach(schema);
  const sdk = readExtension(operation['x-sdk']);
  const result = readResult(document, types, bound, `${base}Result`);
  return [
    group,
    {
      id: bound.id,
      name,
      aliases: sdk.aliases.map(camelCase),
      constant: `${group}${pascalCase(names[2])}`,
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
      paramsType: fields.length > 0 ? types.add(`${base}Params`, objectOf(fields)) : undefined,
    },
  ];
}

/** The extension `x-sdk`: what the client adds to an operation for the ease of its users. */
function readExtension(extension: unknown): {
  /** Wire names of the fields that may be given by position. */
  readonly positional: readonly string[] | undefined;
  /** Further names of the method. */
  readonly aliases: readonly string[];
} {
  const { positional, aliases, ...unknown } = (extension ?? {}) as Record<string, unknown>;
  const isList = (value: unknown): value is string[] | undefined =>
    value === undefined || (Array.isArray(value) && value.every((one) => typeof one === 'string'));
  if (!isList(positional) || !isList(aliases) || Object.keys(unknown).length > 0) {
    throw new Error('x-sdk may only hold the lists of names `positional` and `aliases`');
  }
  return { positional, aliases: aliases ?? [] };
}

function readResult(
  document: Document,
  types: Types,
  bound: BoundOperation,
  name: string,
): Pick<MethodModel, 'answer' | 'resultType'> {
  const answers = new Set<Answer>();
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
  if (answers.size > 1) throw new Error('Its successful answers are not all of one kind');
  if (answer !== 'json' && answer !== 'opaque') return { answer, resultType: undefined };

  for (const schema of schemas.values()) types.reach(schema);
  const [first = {}, ...others] = [...schemas.values()].map((each) => camelCased(document, each));
  if (others.length > 0)
    return { answer, resultType: types.add(name, { anyOf: [first, ...others] }) };
  return { answer, resultType: first.$ref ? typeName(first.$ref) : types.add(name, first) };
}

function answerOf(mediaType: string): Answer {
  if (/^application\/(.+\+)?json\b/.test(mediaType)) return 'json';
  return mediaType.startsWith('text/') ? 'text' : 'raw';
}
