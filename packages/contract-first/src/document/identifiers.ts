/**
 * Rewrites references by identifiers (`$id`, `$anchor`, `$dynamicRef`, `$self`) as references by JSON
 * pointers, so that everything behind it needs to know only those.
 *
 * @module
 */
import type { DynamicReferences, Resource } from './dynamicReferences.ts';
import type { Notice, Report } from './notice.ts';
import type { SourceFiles } from './sourceFiles.ts';
import { isPart, type LocatedPart, type Part, walk, walkFrom } from './structure.ts';
import { valueAt } from './tree.ts';

/** Where an absolute URI, with an anchor behind `#` if it has one, leads in the file. */
type Targets = Map<string, string>;

type InResource = LocatedPart & {
  /** The base URI for references in it (JSON Schema core, section 9.1.1). */
  readonly base: string;
  /** Where the schema with that base stands; `#` for the document. */
  readonly root: string;
};

/** Stands for the address of a file that names none itself. */
const UNNAMED = 'contract-file:///document';

/**
 * Rewrites the references of one parsed file in place, and removes the identifiers, which have no
 * further meaning. A file without identifiers is left as it is.
 *
 * @param dynamic takes the dynamic references, which lead to their nearest targets until all files are
 *   joined
 * @param report is told what cannot be kept
 * @returns the dynamic anchors of the file's own base URI; undefined if there is nothing to do
 */
export function resolveIdentifiers(
  content: unknown,
  dynamic: DynamicReferences,
  report: Report,
): Resource | undefined {
  if (!isPart(content)) return undefined;
  const isDocument = /^3\.[1-9]/.test(String(content.openapi));
  const isSchemaFile = typeof content.$id === 'string' || typeof content.$schema === 'string';
  if (!isDocument && !(isSchemaFile && content.openapi === undefined)) return undefined;
  const parts: LocatedPart[] = [];
  const visit = (part: LocatedPart) => parts.push(part);
  if (isDocument) walk(content, visit);
  else walkFrom({ kind: 'schema', node: content, pointer: '#' }, visit);
  const self = isDocument && typeof content.$self === 'string' ? content.$self : undefined;
  const base = self === undefined ? UNNAMED : (resolved(self, UNNAMED) ?? UNNAMED);
  const hasIdentifiers = parts.some(
    ({ kind, node }) => kind === 'schema' && identifiers.some((name) => Object.hasOwn(node, name)),
  );
  if (!hasIdentifiers && self === undefined) return undefined;

  const located = inResources(parts, base);
  const targets: Targets = new Map([[base, '#']]);
  for (const part of located) {
    if (part.pointer === part.root) targets.set(part.base, part.pointer);
    for (const name of ['$anchor', '$dynamicAnchor']) {
      const anchor = part.node[name];
      if (typeof anchor !== 'string') continue;
      const uri = `${part.base}#${anchor}`;
      if (!targets.has(uri)) targets.set(uri, part.pointer);
    }
  }
  const root = addResources(located, dynamic, report);
  for (const part of located) {
    const { node } = part;
    if (typeof node.$ref === 'string') node.$ref = local(content, part, node.$ref, targets, report);
    addDynamic(content, part, targets, dynamic, report);
  }
  for (const { kind, node, pointer } of parts) {
    if (kind === 'schema') removeIdentifiers(node, pointer, report);
  }
  return root;
}

/**
 * Does so with a file, and returns what cannot be kept, with its places.
 *
 * @param isRoot whether it is the first file of the document
 */
export function identifiersResolved(
  content: unknown,
  file: string,
  files: SourceFiles,
  dynamic: DynamicReferences,
  isRoot: boolean,
): readonly Notice[] {
  const notices: Notice[] = [];
  const resource = resolveIdentifiers(content, dynamic, (rule, pointer, message) => {
    const place = files.placeOf({ file, pointer });
    notices.push({ rule, level: 'warning', pointer, message, ...(place && { place }) });
  });
  if (isRoot && resource) dynamic.root = resource;
  return notices;
}

const identifiers = ['$id', '$anchor', '$dynamicAnchor', '$dynamicRef', '$schema'] as const;

/** Every part with its base; parts come before those that they hold. */
function inResources(parts: readonly LocatedPart[], base: string): InResource[] {
  const resources = new Map<string, { base: string; root: string }>();
  return parts.map(({ kind, node, pointer }) => {
    let resource = { base, root: '#' };
    for (let at = pointer; at.includes('/'); at = at.slice(0, at.lastIndexOf('/'))) {
      const around = resources.get(at);
      if (!around) continue;
      resource = around;
      break;
    }
    if (kind === 'schema' && typeof node.$id === 'string') {
      const uri = resolved(node.$id, resource.base);
      if (uri !== undefined) {
        resource = { base: uri.replace(/#$/, ''), root: pointer };
        resources.set(pointer, resource);
      }
    }
    return { kind, node, pointer, ...resource };
  });
}

function resolved(reference: string, base: string): string | undefined {
  return URL.canParse(reference, base) ? new URL(reference, base).href : undefined;
}

/** A reference as a pointer into the file; as it was written if it leads out of it. */
function local(
  content: Part,
  { base, root, pointer }: InResource,
  reference: string,
  targets: Targets,
  report: Report,
): string {
  if (reference.startsWith('#/') && root === '#') return reference;
  const uri = resolved(reference, base);
  if (uri === undefined) return reference;
  const [resource = '', fragment = ''] = uri.split('#');
  const known = targets.get(resource);
  if (known === undefined) return reference;
  if (fragment !== '' && !fragment.startsWith('/')) {
    return targets.get(`${resource}#${fragment}`) ?? reference;
  }
  const target = `${known}${fragment}`;
  if (!reference.startsWith('#') || exists(content, target)) return target;
  if (!exists(content, reference)) return reference;
  report(
    'reference-from-identifier',
    pointer,
    `By its \`$id\`, the reference ${reference} leads into the schema itself, where nothing is; it is read from the beginning of the document. Write the reference with the document's address, or remove \`$id\`.`,
  );
  return reference;
}

const exists = (content: unknown, pointer: string): boolean =>
  valueAt(content, pointer) !== undefined;

/**
 * Remembers the dynamic anchors of each resource. One with an anchor twice is invalid; the schemas
 * directly in it count as resources then, as their authors mean it.
 *
 * @returns the resource that the file is
 */
function addResources(
  located: readonly InResource[],
  dynamic: DynamicReferences,
  report: Report,
): Resource {
  const schemas = new Set(
    located.flatMap(({ kind, pointer }) => (kind === 'schema' ? [pointer] : [])),
  );
  const resources = new Map<string, Map<string, Part>>([['#', new Map()]]);
  const add = (at: string, anchor: string, schema: Part) => {
    const resource = resources.get(at) ?? new Map<string, Part>();
    if (!resource.has(anchor)) resources.set(at, resource.set(anchor, schema));
  };
  const anchored = located.filter(({ node }) => typeof node.$dynamicAnchor === 'string');
  const same = Map.groupBy(anchored, ({ root, node }) => `${root} ${node.$dynamicAnchor}`);
  for (const all of same.values()) {
    const [, second] = all;
    for (const part of all) {
      const anchor = String(part.node.$dynamicAnchor);
      dynamic.addAnchor(anchor, part.node);
      add(second ? within(part, schemas) : part.root, anchor, part.node);
    }
    if (second) {
      report(
        'dynamic-anchor-repeated',
        second.pointer,
        `${all.length} schemas with one base URI have this \`$dynamicAnchor\`; each is used for the component that it is in. Give each of these components an \`$id\`.`,
      );
    }
  }
  for (const part of located) {
    if (part.kind !== 'schema') continue;
    const resource = resources.get(within(part, schemas)) ?? resources.get(part.root);
    if (resource) dynamic.resources.set(part.node, resource);
  }
  return resources.get('#') ?? new Map();
}

/** Where the outermost schema in a resource is that holds a schema or is one; the resource if none does. */
function within({ root, pointer }: InResource, schemas: ReadonlySet<string>): string {
  for (let end = root.length; end > 0 && end < pointer.length; ) {
    const next = pointer.indexOf('/', end + 1);
    end = next < 0 ? pointer.length : next;
    const outer = pointer.slice(0, end);
    if (schemas.has(outer)) return outer;
  }
  return root;
}

/** Makes a dynamic reference the plain one that it is by its text, and remembers what it was. */
function addDynamic(
  content: Part,
  part: InResource,
  targets: Targets,
  dynamic: DynamicReferences,
  report: Report,
): void {
  const { node, base } = part;
  const reference = node.$dynamicRef;
  if (typeof reference !== 'string') return;
  const [, anchor = ''] = reference.split('#');
  const found = targets.get(resolved(reference, base) ?? '');
  const value = found === undefined ? undefined : valueAt(content, found);
  const target = isPart(value) ? value : undefined;
  const isPlain = target && target.$dynamicAnchor !== anchor;
  if (isPlain || anchor === '' || anchor.startsWith('/')) {
    addReference(node, local(content, part, reference, targets, report));
    return;
  }
  const holder = addReference(node, found);
  dynamic.references.set(holder, { anchor, target });
  const resource = dynamic.resources.get(node);
  if (resource) dynamic.resources.set(holder, resource);
}

/** @returns the schema that has the reference; a schema can have only one */
function addReference(node: Part, $ref: string | undefined): Part {
  const holder = node.$ref === undefined ? node : {};
  if ($ref !== undefined) Object.assign(holder, { $ref });
  if (holder !== node) node.allOf = [...(Array.isArray(node.allOf) ? node.allOf : []), holder];
  return holder;
}

function removeIdentifiers(node: Part, pointer: string, report: Report): void {
  const dialect = node.$schema;
  if (typeof dialect === 'string' && !/2020-12|spec\.openapis\.org/.test(dialect)) {
    report(
      'dialect-not-supported',
      pointer,
      `The schema is of the dialect ${dialect}; it is read as JSON Schema 2020-12. Check keywords that have changed, such as \`definitions\`, \`items\` with a list, and \`dependencies\`.`,
    );
  }
  for (const name of identifiers) if (typeof node[name] === 'string') delete node[name];
}
