import type { DynamicReferences, Resource } from './dynamicReferences.ts';
import { freeName } from './freeName.ts';
import type { Notice } from './notice.ts';
import { SchemaGraph } from './schemaGraph.ts';
import { type SourceFiles, shownFile } from './sourceFiles.ts';
import {
  escapeToken,
  isPart,
  type LocatedPart,
  type Part,
  partsOf,
  walk,
  walkFrom,
} from './structure.ts';
import { setField } from './tree.ts';

/** What each anchor stands for: the schema of the resource that was entered first. */
type Scope = ReadonlyMap<string, Part>;

/** How many schemas the copies of a document may have together. */
const MOST_COPIED = 100_000;

/**
 * Makes all dynamic references of a joined document plain references, in place.
 *
 * @returns what cannot be kept; pointers are into the files
 * @throws Error if no schema has the anchor of a reference, or references only lead in a circle
 */
export function resolveDynamicReferences(
  document: Part,
  files: SourceFiles,
  dynamic: DynamicReferences,
): Notice[] {
  const isSimple = [...dynamic.references.values()].every(
    ({ anchor, target }) => target && dynamic.anchors.get(anchor)?.size === 1,
  );
  return isSimple ? [] : new DynamicScopes(document, files, dynamic).resolve();
}

/** Chooses the targets of dynamic references by the resources through which each is reached. */
class DynamicScopes {
  readonly #document: Part;
  readonly #files: SourceFiles;
  readonly #dynamic: DynamicReferences;
  readonly #graph: SchemaGraph;
  readonly #pointers = new Map<Part, string>();
  /** The scope that a schema is in where it stands. */
  readonly #scopes = new Map<Part, Scope>();
  /** Scopes by the one around them and the resource that is entered. */
  readonly #entered = new Map<Scope, Map<Resource, Scope>>();
  /** The pointers of copies, by what the anchors stand for in them. */
  readonly #copies = new Map<Part, Map<string, string>>();
  /** Copies that are still empty. */
  readonly #pending: { readonly schema: Part; readonly copy: Part; readonly around: Scope }[] = [];
  /** Schemas outside of the document whose references have not been followed. */
  readonly #unread = new Set<Part>();
  readonly #numbers = new Map<Part, number>();
  readonly #notices = new Map<Part, Notice>();

  constructor(document: Part, files: SourceFiles, dynamic: DynamicReferences) {
    this.#document = document;
    this.#files = files;
    this.#dynamic = dynamic;
    this.#graph = new SchemaGraph(document, dynamic);
  }

  resolve(): Notice[] {
    this.#files.markChanged(this.#document);
    const start = this.#enter(new Map(), this.#dynamic.root);
    walk(this.#document, (part) => {
      if (part.kind === 'schema') this.#place(part, start);
    });
    const written = [...this.#scopes];
    for (const node of [...this.#dynamic.anchors.values()].flatMap((all) => [...all])) {
      // It is in a file of which another part belongs to the document.
      if (this.#scopes.has(node)) continue;
      walkFrom({ kind: 'schema', node, pointer: '#' }, (part) => {
        this.#graph.add(part);
        if (typeof part.node.$ref === 'string') this.#unread.add(node);
      });
    }
    if (!this.#graph.connect()) {
      for (const node of this.#dynamic.references.keys()) this.#reportTooMany(node);
    }
    const changes = written.map(([node, scope]) => [node, this.#changes(node, scope)] as const);
    const copies = this.#fillCopies();
    for (const [node, changed] of changes) Object.assign(node, changed);
    this.#refuseCircles([...this.#dynamic.references.keys(), ...copies]);
    return [...this.#notices.values()];
  }

  /** Remembers where a schema and those in it stand, and in which scope. */
  #place(start: LocatedPart, around: Scope): void {
    const pending: [LocatedPart, Scope][] = [[start, around]];
    for (let next = pending.pop(); next; next = pending.pop()) {
      const [part, outer] = next;
      if (this.#scopes.has(part.node)) continue;
      const scope = this.#enter(outer, this.#dynamic.resources.get(part.node));
      this.#scopes.set(part.node, scope);
      this.#pointers.set(part.node, part.pointer);
      this.#graph.add(part);
      pending.push(...partsOf(part).map((each): [LocatedPart, Scope] => [each, scope]));
    }
  }

  /** The scope within a resource: anchors that have a meaning keep it. */
  #enter(scope: Scope, resource: Resource | undefined): Scope {
    if (!resource || resource.size === 0) return scope;
    const known = this.#entered.get(scope) ?? new Map<Resource, Scope>();
    this.#entered.set(scope, known);
    let inner = known.get(resource);
    if (!inner) {
      const hasAll = [...resource.keys()].every((anchor) => scope.has(anchor));
      inner = hasAll ? scope : new Map([...resource, ...scope]);
      known.set(resource, inner);
    }
    return inner;
  }

  /** The keywords of a schema that lead to other schemas, if they lead elsewhere in a scope. */
  #changes(node: Part, scope: Scope): Part {
    if (this.#dynamic.references.has(node)) {
      return { $ref: this.#pointerTo(this.#dynamicTarget(node, scope), scope) };
    }
    const $ref = this.#moved(node.$ref, scope);
    return { ...($ref !== undefined && { $ref }), ...this.#discriminator(node, scope) };
  }

  /** Where a plain reference leads in a scope; undefined if that makes no difference. */
  #moved($ref: unknown, scope: Scope): string | undefined {
    const target = this.#graph.targetOf($ref);
    if (!target || this.#graph.usedBy(target).size === 0) return undefined;
    const moved = this.#pointerTo(target, scope);
    return moved === this.#pointers.get(target) ? undefined : moved;
  }

  /** A discriminator leads to schemas by reference or by name, which is that of its value by default. */
  #discriminator({ discriminator, oneOf, anyOf }: Part, scope: Scope): Part {
    if (!isPart(discriminator)) return {};
    const mapping = isPart(discriminator.mapping) ? discriminator.mapping : {};
    const given = Object.entries(mapping).map(([value, name]): [string, string] => {
      const isName = /^[\w.-]+$/.test(String(name));
      return [value, isName ? componentPointer(String(name)) : String(name)];
    });
    const listed = [oneOf, anyOf].flat().flatMap((each): [string, string][] => {
      const $ref = isPart(each) ? String(each.$ref) : '';
      const [, name] = /^#\/components\/schemas\/([\w.-]+)$/.exec($ref) ?? [];
      return name === undefined || given.some(([, other]) => other === $ref) ? [] : [[name, $ref]];
    });
    const changed = [...given, ...listed].flatMap(([value, $ref]) => {
      const moved = this.#moved($ref, scope);
      return moved === undefined ? [] : [[value, moved]];
    });
    if (changed.length === 0) return {};
    const all = Object.fromEntries([...Object.entries(mapping), ...changed]);
    return { discriminator: { ...discriminator, mapping: all } };
  }

  /** @throws Error if no schema has the anchor */
  #dynamicTarget(node: Part, scope: Scope): Part {
    const { anchor = '', target } = this.#dynamic.references.get(node) ?? {};
    const chosen = scope.get(anchor) ?? target;
    if (chosen) return chosen;
    const all = this.#dynamic.anchors.get(anchor) ?? new Set();
    const [first] = all;
    if (!first) {
      throw new Error(`${this.#shown(node)}: no schema has the \`$dynamicAnchor\` "${anchor}".`);
    }
    if (all.size > 1) {
      this.#report(
        node,
        `\`$dynamicRef\` can lead to ${all.size} schemas, and nothing around it chooses one; it is read as \`$ref\`, to the first one. Add a default, a schema with this \`$dynamicAnchor\`, to the \`$defs\` around it.`,
      );
    }
    return first;
  }

  /** Where a schema is as it is in a scope: where it stands, or a copy. */
  #pointerTo(schema: Part, around: Scope): string {
    const scope = this.#enter(around, this.#dynamic.resources.get(schema));
    const used = [...this.#graph.usedBy(schema)];
    const pointer = this.#pointers.get(schema);
    const standing = this.#scopes.get(schema);
    const other = used.find((anchor) => standing?.get(anchor) !== scope.get(anchor));
    if (pointer !== undefined && other === undefined) return pointer;
    if (pointer === undefined && this.#unread.has(schema)) {
      throw new Error(
        `${this.#shown(schema)}: a dynamic reference leads to this schema, but no plain one does, so the references in it are not followed. Refer to it by \`$ref\`, or write it into the \`$defs\` of the schema that refers to this file.`,
      );
    }
    const key = used.map((anchor) => this.#numberOf(scope.get(anchor))).join();
    const copies = this.#copies.get(schema) ?? new Map<string, string>();
    this.#copies.set(schema, copies);
    const known = copies.get(key);
    if (known !== undefined) return known;
    const schemas = this.#schemas();
    const chosen = other === undefined ? [] : [this.#nameOf(scope.get(other))];
    const name = freeName(schemas, [this.#nameOf(schema), ...chosen].join('-'));
    const copy: Part = {};
    setField(schemas, name, copy);
    this.#pending.push({ schema, copy, around });
    copies.set(key, componentPointer(name));
    return componentPointer(name);
  }

  /** @returns the copies, and those in them */
  #fillCopies(): Part[] {
    const filled: Part[] = [];
    for (let next = this.#pending.pop(); next; next = this.#pending.pop()) {
      const { schema, copy, around } = next;
      this.#files.copySpot(schema, copy);
      filled.push(copy);
      const standing = this.#pointers.get(schema);
      if (filled.length + this.#pending.length > MOST_COPIED) {
        if (standing !== undefined) copy.$ref = standing;
        this.#reportTooMany(schema);
        continue;
      }
      const scope = this.#enter(around, this.#dynamic.resources.get(schema));
      const fields = copiedFields(schema, (inner) => {
        const innerCopy: Part = {};
        this.#pending.push({ schema: inner, copy: innerCopy, around: scope });
        return innerCopy;
      });
      for (const [keyword, value] of fields) setField(copy, keyword, value);
      Object.assign(copy, this.#changes(schema, scope));
    }
    return filled;
  }

  /** @throws Error if references lead to nothing but references, in a circle */
  #refuseCircles(schemas: readonly Part[]): void {
    const ended = new Set<Part>();
    for (const schema of schemas) {
      const path = new Set<Part>();
      for (let at: unknown = schema; isPart(at) && !ended.has(at); ) {
        if (path.has(at)) throw new Error(`The reference at ${this.#shown(at)} refers to itself.`);
        path.add(at);
        at = this.#graph.targetOf(at.$ref);
      }
      for (const each of path) ended.add(each);
    }
  }

  /** The name of the component that a schema is in. */
  #nameOf(schema: Part | undefined): string {
    const pointer = (schema && this.#pointers.get(schema)) ?? '';
    const [, name = 'Schema'] = /^#\/components\/schemas\/([^/]+)/.exec(pointer) ?? [];
    return name.replace(/[^\w.-]/g, '_');
  }

  #schemas(): Part {
    const components = isPart(this.#document.components) ? this.#document.components : {};
    this.#document.components = components;
    const schemas = isPart(components.schemas) ? components.schemas : {};
    components.schemas = schemas;
    return schemas;
  }

  #numberOf(schema: Part | undefined): number {
    if (!schema) return -1;
    const number = this.#numbers.get(schema) ?? this.#numbers.size;
    this.#numbers.set(schema, number);
    return number;
  }

  #shown(node: Part): string {
    const { pointer, place } = this.#spot(node);
    return place ? `${shownFile(place.file)}:${place.line} ${place.pointer}` : pointer;
  }

  #spot(node: Part) {
    const spot = this.#files.spotOf(node);
    return { pointer: spot?.pointer ?? '#', place: spot && this.#files.placeOf(spot) };
  }

  #report(node: Part, message: string): void {
    const { pointer, place } = this.#spot(node);
    const notice: Notice = { rule: 'dynamic-reference', level: 'warning', pointer, message };
    this.#notices.set(node, { ...notice, ...(place && { place }) });
  }

  #reportTooMany(node: Part): void {
    this.#report(
      node,
      `The dynamic references of the document need copies of more than ${MOST_COPIED} schemas; this one has the same meaning for every schema that refers to it. Write the schema once for each use.`,
    );
  }
}

const componentPointer = (name: string): string => `#/components/schemas/${escapeToken(name)}`;

/** The fields of a schema, with replacements for the schemas in it. Nothing uses the `$defs` of a copy. */
function copiedFields(schema: Part, copied: (inner: Part) => Part): [string, unknown][] {
  const parts = partsOf({ kind: 'schema', node: schema, pointer: '#' });
  const inner = new Set<unknown>(parts.map(({ node }) => node));
  const replaced = (value: unknown) => (isPart(value) && inner.has(value) ? copied(value) : value);
  return Object.entries(schema)
    .filter(([keyword]) => keyword !== '$defs')
    .map(([keyword, value]) => {
      if (Array.isArray(value)) return [keyword, value.map(replaced)];
      if (!isPart(value) || inner.has(value)) return [keyword, replaced(value)];
      const entries = Object.entries(value).map(([name, each]) => [name, replaced(each)]);
      return [keyword, Object.fromEntries(entries)];
    });
}
