/**
 * Where in a response the resource, or the list of them, is: the body itself or a part of it, such as
 * `{ "data": … }`.
 *
 * @module
 */
import { essenceOf, isJson } from '../../contract/contract.ts';
import { detectPagination } from '../../contract/paging/detect.ts';
import type { PaginationModel } from '../../contract/paging/paginationModel.ts';
import {
  itemsOf,
  keyOf,
  type PageResponse,
  pageResponse,
} from '../../contract/paging/responseFields.ts';
import {
  type BoundOperation,
  type Document,
  isSchema,
  type JsonSchema,
  statusKey,
} from '../../document/model.ts';
import { flatten, propertiesOf, typesOf } from '../../schema/flatten.ts';
import { firstSuccess } from '../responses.ts';

/** A part of a body. */
export type Shape = {
  /** The path from the body to the resource or the list; empty if it is the body. */
  readonly at: readonly string[];
  readonly isList: boolean;
  /** The schema of one resource as it is written in the document. */
  readonly schema: JsonSchema;
  /** How the list is read page by page. */
  readonly paging: PaginationModel | undefined;
};

/** Whether the mock reads values from bodies of a media type: from XML and bytes it does not. */
const isReadable = (type: string): boolean =>
  isJson(essenceOf(type)) || /form|^\*\/\*|^application\/\*/i.test(type);

/** Whether an operation takes bodies, all of media types that no values are read from. */
export const hasUnreadableBody = ({ requestBody }: BoundOperation): boolean => {
  const types = Object.keys(requestBody?.content ?? {});
  return types.length > 0 && !types.some(isReadable);
};

/** Names of properties that wrap a resource. */
const wrappers = new Set(['data', 'result', 'item', 'response', 'payload', 'body', 'resource']);

/**
 * The shape of what an operation answers with success; undefined if that is no resource in JSON.
 *
 * @param isOne whether a schema is known to be that of one resource, whatever lists it has
 */
export function responseShape(
  document: Document,
  bound: BoundOperation,
  isOne: (schema: JsonSchema) => boolean = () => false,
): Shape | undefined {
  const written = successSchema(bound);
  if (!written) return undefined;
  const noun = nounOf(bound.path);
  const page = pageResponse(document, bound);
  const items = page && itemsOf(page, noun);
  if (items && !isOne(written) && !hasIdentity(document, written, bound.path)) {
    const list = items.reduce<JsonSchema>(
      (schema, name) => propertyOf(document, schema, name) ?? {},
      written,
    );
    const { items: each } = flatten(document, list);
    const isListOfObjects = isSchema(each) && isObjectSchema(document, each);
    const paging = answerable(page, detectPagination(document, bound, noun));
    if (isListOfObjects) return { at: items, isList: true, schema: each, paging };
    // What is not of objects has no ids; one resource may have such a list among its properties.
    if (items.length === 0 || !parameterAtEnd(bound.path)) return undefined;
  }
  return itemShape(document, written, bound.path);
}

/** Paging whose cursor is a text or a number that the response describes, so that the mock can send one. */
function answerable(
  page: PageResponse,
  paging: PaginationModel | undefined,
): PaginationModel | undefined {
  if (paging?.style !== 'cursor') return paging;
  const next = page.fields.find(({ path }) => path.join('.') === paging.next?.join('.'));
  return next && !typesOf(next.schema).includes('object') ? paging : undefined;
}

/** The shape of a body that a request sends; undefined if it is no object. */
export function requestShape(document: Document, bound: BoundOperation): Shape | undefined {
  const contents = Object.entries(bound.requestBody?.content ?? {});
  const readable = contents.filter(([type]) => isReadable(type));
  const [, media] = readable.find(([type]) => isJson(essenceOf(type))) ?? readable[0] ?? [];
  return isSchema(media?.schema) ? itemShape(document, media.schema, bound.path) : undefined;
}

function itemShape(document: Document, written: JsonSchema, path: string): Shape | undefined {
  const noun = nounOf(path);
  const found = (at: readonly string[], schema: JsonSchema): Shape => ({
    at,
    isList: false,
    schema,
    paging: undefined,
  });
  if (!isObjectSchema(document, written)) return undefined;
  const flat = flatten(document, written);
  const properties = propertiesOf(flat);
  if (hasIdentity(document, written, path)) return found([], written);
  const objects = properties.filter(([, each]) => isObjectSchema(document, each));
  const names = new Set([...wrappers, noun, singular(noun)]);
  const inside =
    objects.find(([name]) => names.has(keyOf(name))) ??
    (properties.length === 1 ? objects[0] : undefined);
  return inside ? found([inside[0]], inside[1]) : found([], written);
}

/** The schema of the JSON body of the first success. */
function successSchema(bound: BoundOperation): JsonSchema | undefined {
  const status = firstSuccess(bound);
  if (status === undefined) return undefined;
  const response = bound.responses[statusKey(bound.responses, status) ?? ''];
  const [, media] =
    Object.entries(response?.content ?? {}).find(([type]) => /json|\*\/\*/i.test(type)) ?? [];
  return isSchema(media?.schema) ? media.schema : undefined;
}

const propertyOf = (document: Document, schema: JsonSchema, name: string) =>
  propertiesOf(flatten(document, schema)).find(([each]) => each === name)?.[1];

/** Whether an object has an id, by its usual names or by that of the parameter at the end of the path. */
function hasIdentity(document: Document, schema: JsonSchema, path: string): boolean {
  const parameter = parameterAtEnd(path);
  return propertiesOf(flatten(document, schema)).some(
    ([name, each]) =>
      /^(?:_?id|uuid|guid)$/i.test(name) ||
      (parameter !== undefined && keyOf(parameter) === keyOf(name) && isScalar(document, each)),
  );
}

const isScalar = (document: Document, schema: JsonSchema): boolean => {
  const types = typesOf(flatten(document, schema));
  return types.length > 0 && types.every((type) => /string|integer|number|null/.test(type));
};

/** The parameter at the end of the path of one resource. */
const parameterAtEnd = (path: string): string | undefined =>
  /\/\{([^{}]+)\}(?:\.\w+)?\/?$/.exec(path)?.[1];

export function isObjectSchema(document: Document, schema: JsonSchema): boolean {
  const flat = flatten(document, schema);
  if (typesOf(flat).includes('object')) return true;
  const branches = ['oneOf', 'anyOf'].flatMap((key) => flat[key] ?? []).filter(isSchema);
  const some = branches.filter((each) => !typesOf(flatten(document, each)).includes('null'));
  return some.length > 0 && some.every((each) => typesOf(flatten(document, each))[0] === 'object');
}

/** The last name of a path in lower case without separators: `/owners/{id}/pets` → `pets`. */
export const nounOf = (path: string): string =>
  keyOf(path.split('/').findLast((each) => each !== '' && !each.includes('{')) ?? '');

/** `pets` → `pet`, `categories` → `category`. */
export const singular = (noun: string): string =>
  noun.endsWith('ies')
    ? `${noun.slice(0, -3)}y`
    : /(?:ses|xes|ches|shes)$/.test(noun)
      ? noun.slice(0, -2)
      : noun.endsWith('s') && !noun.endsWith('ss')
        ? noun.slice(0, -1)
        : noun;

/** The value at a path; undefined if there is none. */
export function valueIn(value: unknown, at: readonly string[]): unknown {
  let current = value;
  for (const name of at) {
    if (!isSchema(current) || !Object.hasOwn(current, name)) return undefined;
    current = current[name];
  }
  return current;
}

/** A copy of a value with another one at a path. */
export function withValue(value: unknown, at: readonly string[], inner: unknown): unknown {
  const [name, ...rest] = at;
  if (name === undefined) return inner;
  const around = isSchema(value) ? value : {};
  const own = Object.hasOwn(around, name) ? around[name] : undefined;
  return fields([...Object.entries(around), [name, withValue(own, rest, inner)]]);
}

/** A copy of a value without what is at a path. */
export function withoutValue(value: unknown, at: readonly string[]): unknown {
  const [name, ...rest] = at;
  if (name === undefined || !isSchema(value)) return value;
  if (rest.length > 0) return withValue(value, [name], withoutValue(value[name], rest));
  return fields(Object.entries(value).filter(([each]) => each !== name));
}

/** `Object.fromEntries` also makes `__proto__` a property like any other. */
const fields = (entries: readonly (readonly [string, unknown])[]): Record<string, unknown> =>
  Object.fromEntries(entries);
