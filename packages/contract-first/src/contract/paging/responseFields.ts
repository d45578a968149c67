/**
 * The properties of a response that say where its items are and how the list continues.
 *
 * @module
 */
import {
  type BoundOperation,
  type Document,
  type Header,
  isSchema,
  type JsonSchema,
  resolve,
} from '../../document/model.ts';
import { flatten, propertiesOf, typesOf } from '../../schema/flatten.ts';
import { possibleTypes } from '../../schema/possibleTypes.ts';

/** A property of a response, by its path from the body. */
export type ResponseField = {
  readonly path: readonly string[];
  /** The last name, in lower case without separators: `nextpagetoken`. */
  readonly key: string;
  readonly schema: JsonSchema;
};

/** A response that may be a page of a list. */
export type PageResponse = {
  readonly schema: JsonSchema;
  readonly headers: Readonly<Record<string, Header>>;
  /** Properties down to the third level, outside of lists; those nearest to the body first. */
  readonly fields: readonly ResponseField[];
};

/** A name without case and separators: `next_page-Token` → `nextpagetoken`. */
export const keyOf = (name: string): string => name.toLowerCase().replace(/[^\p{L}\d]/gu, '');

const DEEPEST = 3;

/** The JSON body of the first successful response; undefined if there is none. */
export function pageResponse(
  document: Document,
  { responses }: BoundOperation,
): PageResponse | undefined {
  const [, success] = Object.entries(responses).find(([status]) => /^2/.test(status)) ?? [];
  const [, media] =
    Object.entries(success?.content ?? {}).find(([type]) => /json|\*\/\*/i.test(type)) ?? [];
  if (!success || !isSchema(media?.schema)) return undefined;
  const headers = Object.entries(success.headers ?? {}).map(
    ([name, header]) => [name.toLowerCase(), resolve<Header>(document, header)] as const,
  );
  const schema = bodyOf(document, media.schema);
  return { schema, headers: Object.fromEntries(headers), fields: fieldsIn(document, schema) };
}

/** A schema, or the only branch of it that is a list or an object. */
function bodyOf(document: Document, schema: JsonSchema): JsonSchema {
  const flat = flatten(document, schema);
  const branches = ['oneOf', 'anyOf'].flatMap((key) => flat[key] ?? []).filter(isSchema);
  const [only, ...others] = branches.filter((each) => {
    const types = possibleTypes(document, each);
    return types.has('array') || types.has('object');
  });
  return only && others.length === 0 && !isSchema(flat.properties) ? flatten(document, only) : flat;
}

function fieldsIn(document: Document, schema: JsonSchema): ResponseField[] {
  const found: ResponseField[] = [];
  let level: { readonly path: readonly string[]; readonly schema: JsonSchema }[] = [
    { path: [], schema },
  ];
  for (let depth = 0; depth < DEEPEST; depth++) {
    const next: typeof level = [];
    for (const { path, schema: around } of level) {
      for (const [name, written] of propertiesOf(around)) {
        const inner = bodyOf(document, written);
        found.push({ path: [...path, name], key: keyOf(name), schema: inner });
        if (isSchema(inner.properties)) next.push({ path: [...path, name], schema: inner });
      }
    }
    level = next;
  }
  return found;
}

export const isList = ({ schema }: Pick<ResponseField, 'schema'>): boolean =>
  typesOf(schema).includes('array');

/** Names of properties with the items of a page. */
export const itemNames: readonly string[] = [
  'data',
  'items',
  'results',
  'value',
  'values',
  'entries',
  'records',
  'elements',
  'resources',
  'content',
  'rows',
  'objects',
  'list',
  'hits',
  'nodes',
  'edges',
  'resultset',
  'collection',
];
/** Names of objects around the items of a page. */
export const wrappers: readonly string[] = [
  'data',
  'response',
  'result',
  'results',
  'embedded',
  'body',
  'payload',
];

/**
 * Where the items are: the response itself, a property with a usual name or that of the resource, or
 * the only list in it.
 *
 * @param noun the last name in the path, such as `customers`
 */
export function itemsOf(
  { schema, fields }: PageResponse,
  noun: string,
): readonly string[] | undefined {
  if (typesOf(schema).includes('array')) return [];
  const nearest = fields.filter(({ path }) => path.length === 1);
  const objects = nearest.filter((field) => isSchema(field.schema.properties));
  const isWrapper = (name: string) =>
    wrappers.includes(keyOf(name)) || (nearest.length === 1 && objects[0]?.path[0] === name);
  const inWrapper = fields.filter(({ path }) => path.length === 2 && isWrapper(path[0] ?? ''));
  for (const near of [nearest, inWrapper]) {
    const lists = near.filter(isList);
    const named =
      lists.find(({ key }) => key === keyOf(noun)) ??
      lists.find(({ key }) => itemNames.includes(key));
    const [only] = lists.filter(({ key }) => !asides.has(key));
    const others = lists.filter(({ key }) => !asides.has(key)).length;
    const found = named ?? (others === 1 ? only : undefined);
    if (found) return found.path;
    if (others > 1) return undefined;
  }
  return undefined;
}

/** Lists that a page may have besides its items. */
export const asides: ReadonlySet<string> = new Set([
  'errors',
  'warnings',
  'messages',
  'links',
  'included',
  'includes',
  'facets',
  'aggregations',
  'sort',
  'sorts',
  'fields',
  'columns',
  'filters',
  'unreachable',
  'notes',
  'schemas',
  'meta',
  'etag',
  'headers',
]);
