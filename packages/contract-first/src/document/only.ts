/**
 * Narrows a document to some of its operations.
 *
 * @module
 */
import {
  type BoundOperation,
  type Document,
  endpointOf,
  isSchema,
  operations,
  type PathItem,
  pointerTokens,
} from './model.ts';
import { nearest } from './nearest.ts';

export type Narrowed = {
  /** Has only the operations that were asked for, and the components that they need. */
  readonly document: Document;
  /** The operations that were left out, as `METHOD /path` or `webhook name`. */
  readonly operations: readonly string[];
  /** How many components were left out. */
  readonly components: number;
};

/**
 * The operations that names stand for.
 *
 * @param names operation ids, tags, paths such as `/pets/{id}`, or `GET /pets`
 * @throws Error, with names that are near, if a name stands for nothing
 */
export function operationsNamed(document: Document, names: readonly string[]): BoundOperation[] {
  const all = operations(document);
  const namesOf = (bound: BoundOperation): string[] => [
    bound.id,
    bound.path,
    endpointOf(bound),
    ...(bound.operation.tags ?? []),
  ];
  const known = new Set(all.flatMap(namesOf));
  for (const name of names) {
    if (known.has(name)) continue;
    const near = nearest(name, known);
    const hint =
      near.length > 0
        ? `Did you mean ${near.map((each) => JSON.stringify(each)).join(' or ')}?`
        : 'Use an operationId, a tag, a path or `METHOD /path`.';
    throw new Error(`The document has no operation, tag or path ${JSON.stringify(name)}. ${hint}`);
  }
  return all.filter((bound) => namesOf(bound).some((each) => names.includes(each)));
}

/**
 * A document with only some of its operations. It shares its parts with the given one.
 *
 * @throws Error if a name stands for nothing
 */
export function narrowed(document: Document, names: readonly string[]): Narrowed {
  const wanted = new Set(operationsNamed(document, names).map(endpointOf));
  const all = operations(document).map(endpointOf);
  for (;;) {
    const { paths, components } = partsOf(document, wanted);
    // An operation that others refer into cannot be left out.
    const needed = referredOperations(document, [paths, components]).filter(
      (each) => all.includes(each) && !wanted.has(each),
    );
    if (needed.length > 0) {
      for (const each of needed) wanted.add(each);
      continue;
    }
    const { webhooks = {}, ...rest } = document;
    const tags = new Set(Object.values(paths).flatMap(tagsOf));
    return {
      document: {
        ...rest,
        paths,
        ...(document.tags && { tags: document.tags.filter(({ name }) => tags.has(name)) }),
        ...(document.components && { components }),
      },
      operations: [
        ...all.filter((each) => !wanted.has(each)),
        ...Object.keys(webhooks).map((name) => `webhook ${name}`),
      ],
      components: countOf(document.components) - countOf(components),
    };
  }
}

type Components = NonNullable<Document['components']>;

function partsOf(
  document: Document,
  wanted: ReadonlySet<string>,
): { paths: Record<string, PathItem>; components: Components } {
  const paths: Record<string, PathItem> = {};
  for (const [path, item] of Object.entries(document.paths)) {
    const kept = keptOf(document, path, item, wanted);
    if (kept) paths[path] = kept;
  }
  const needed = new Set<string>();
  const pending: unknown[] = [paths];
  for (let part = pending.pop(); part !== undefined; part = pending.pop()) {
    for (const reference of referencesIn(part)) {
      const [root, kind = '', name = ''] = pointerTokens(reference);
      if (root !== 'components' || needed.has(`${kind}/${name}`)) continue;
      needed.add(`${kind}/${name}`);
      pending.push(document.components?.[kind]?.[name]);
    }
  }
  const components = Object.fromEntries(
    Object.entries(document.components ?? {}).map(([kind, all]) => [
      kind,
      kind === 'securitySchemes' || !isSchema(all)
        ? all
        : Object.fromEntries(Object.entries(all).filter(([name]) => needed.has(`${kind}/${name}`))),
    ]),
  );
  return { paths, components };
}

/** A path item with the wanted operations only; undefined if it has none. */
function keptOf(
  document: Document,
  path: string,
  written: PathItem,
  wanted: ReadonlySet<string>,
): PathItem | undefined {
  const bound = operations({ ...document, paths: { [path]: written } });
  const kept = bound.filter((each) => wanted.has(endpointOf(each)));
  if (kept.length === 0) return undefined;
  // A reference to a shared path item stays one if it is wanted as a whole.
  if (kept.length === bound.length || written.$ref !== undefined) return written;
  const methods = new Set(kept.map(({ method }) => method));
  const dropped = bound.filter(({ method }) => !methods.has(method)).map(({ method }) => method);
  const entries = Object.entries(written).flatMap(([key, value]): [string, unknown][] => {
    if (dropped.includes(key)) return [];
    if (key !== 'additionalOperations' || !isSchema(value)) return [[key, value]];
    const others = Object.entries(value).filter(([name]) => methods.has(name));
    return others.length > 0 ? [[key, Object.fromEntries(others)]] : [];
  });
  return Object.fromEntries(entries);
}

/** Every local reference, by `$ref` or by the mapping of a discriminator. */
function referencesIn(root: unknown): Set<string> {
  const found = new Set<string>();
  const pending: unknown[] = [root];
  for (let node = pending.pop(); node !== undefined; node = pending.pop()) {
    if (typeof node === 'string') {
      if (node.startsWith('#/')) found.add(node);
    } else if (typeof node === 'object' && node !== null) pending.push(...Object.values(node));
  }
  return found;
}

function referredOperations(document: Document, parts: readonly unknown[]): string[] {
  return parts.flatMap((part) =>
    [...referencesIn(part)].flatMap((reference) => {
      const [root, path = '', method] = pointerTokens(reference);
      if (root !== 'paths' || !Object.hasOwn(document.paths, path)) return [];
      const item = document.paths[path];
      if (!item) return [];
      const all = operations({ ...document, paths: { [path]: item } });
      return all.filter((each) => method === undefined || each.method === method).map(endpointOf);
    }),
  );
}

const tagsOf = (item: PathItem): string[] =>
  Object.values(item).flatMap((each: unknown) =>
    isSchema(each) && Array.isArray(each.tags) ? each.tags.map(String) : [],
  );

const countOf = (components: Document['components']): number =>
  Object.values(components ?? {}).reduce(
    (sum, all) => sum + (isSchema(all) ? Object.keys(all).length : 0),
    0,
  );
