/**
 * Rewrites references by identifiers (`$id`, `$anchor`, `$dynamicRef`, `$self`) as references by JSON
 * pointers, so that everything behind it needs to know only those.
 *
 * @module
 */
import type { Notice, Report } from './notice.ts';
import type { SourceFiles } from './sourceFiles.ts';
import { isPart, type LocatedPart, type Part, tokensOf, walk, walkFrom } from './structure.ts';

/** Where an absolute URI, with an anchor behind `#` if it has one, leads in the file. */
type Targets = Map<string, string>;

type Located = { readonly node: Part; readonly pointer: string };
type InResource = Located & {
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
 * @param report is told what cannot be kept
 */
export function resolveIdentifiers(content: unknown, report: Report): void {
  if (!isPart(content)) return;
  const isDocument = /^3\.[1-9]/.test(String(content.openapi));
  const isSchemaFile = typeof content.$id === 'string' || typeof content.$schema === 'string';
  if (!isDocument && !(isSchemaFile && content.openapi === undefined)) return;
  const parts: LocatedPart[] = [];
  const visit = (part: LocatedPart) => parts.push(part);
  if (isDocument) walk(content, visit);
  else walkFrom({ kind: 'schema', node: content, pointer: '#' }, visit);
  const self = isDocument && typeof content.$self === 'string' ? content.$self : undefined;
  const base = self === undefined ? UNNAMED : (resolved(self, UNNAMED) ?? UNNAMED);
  const hasIdentifiers = parts.some(
    ({ kind, node }) => kind === 'schema' && identifiers.some((name) => Object.hasOwn(node, name)),
  );
  if (!hasIdentifiers && self === undefined) return;

  const located = inResources(parts, base);
  const targets: Targets = new Map([[base, '#']]);
  const dynamic = new Map<string, InResource[]>();
  for (const part of located) {
    if (part.pointer === part.root) targets.set(part.base, part.pointer);
    for (const name of ['$anchor', '$dynamicAnchor']) {
      const anchor = part.node[name];
      if (typeof anchor !== 'string') continue;
      targets.set(`${part.base}#${anchor}`, part.pointer);
      if (name === '$dynamicAnchor') {
        dynamic.set(anchor, [...(dynamic.get(anchor) ?? []), part]);
      }
    }
  }
  for (const part of located) {
    resolveDynamic(part, dynamic, report);
    if (typeof part.node.$ref === 'string') {
      part.node.$ref = local(content, part, part.node.$ref, targets, report);
    }
  }
  for (const { kind, node, pointer } of parts) {
    if (kind === 'schema') removeIdentifiers(node, pointer, report);
  }
}

/** Does so with a file, and returns what cannot be kept, with its places. */
export function identifiersResolved(
  content: unknown,
  file: string,
  files: SourceFiles,
): readonly Notice[] {
  const notices: Notice[] = [];
  resolveIdentifiers(content, (rule, pointer, message) => {
    const place = files.placeOf({ file, pointer });
    notices.push({ rule, level: 'warning', pointer, message, ...(place && { place }) });
  });
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
    return { node, pointer, ...resource };
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

function exists(content: unknown, pointer: string): boolean {
  let node = content;
  for (const token of tokensOf(pointer)) {
    if (typeof node !== 'object' || node === null || !Object.hasOwn(node, token)) return false;
    node = Reflect.get(node, token);
  }
  return true;
}

/** A dynamic reference is a plain one if only one schema has its anchor (core, section 8.2.3.2). */
function resolveDynamic(
  { node, base, pointer }: InResource,
  dynamic: ReadonlyMap<string, readonly InResource[]>,
  report: Report,
): void {
  if (typeof node.$dynamicRef !== 'string') return;
  const reference = node.$dynamicRef;
  const anchors = dynamic.get(reference.slice(reference.indexOf('#') + 1)) ?? [];
  if (anchors.length > 1) {
    report(
      'dynamic-reference',
      pointer,
      `\`$dynamicRef\` can lead to ${anchors.length} schemas, by how it is reached; it is read as \`$ref\`, to the first one. Write the schema once for each use.`,
    );
  }
  const target = anchors.find((each) => each.base === base) ?? anchors[0];
  const $ref = target?.pointer ?? reference;
  if (node.$ref === undefined) node.$ref = $ref;
  else node.allOf = [...(Array.isArray(node.allOf) ? node.allOf : []), { $ref }];
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
