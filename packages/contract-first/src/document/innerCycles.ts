/**
 * Gives schemas that hold themselves, and stand inside of another part of the document, a name among the
 * components: only a component can be referred to in generated types and in the emitted document.
 *
 * @module
 */
import { freeName } from './freeName.ts';
import type { Origins } from './origins.ts';
import {
  escapeToken,
  isPart,
  type LocatedPart,
  type Part,
  tokensOf,
  walk,
  walkFrom,
} from './structure.ts';
import { valueAt } from './tree.ts';

const COMPONENT = /^#\/components\/schemas\/[^/]+$/;

/**
 * Moves the targets of references that lead back to themselves, such as
 * `#/components/schemas/Report/definitions/Row`, to the components. Where each stood, a reference to it is
 * left.
 */
export function nameInnerCycles(document: Part, origins: Origins): void {
  const inner = innerReferences(document);
  if (inner.size === 0) return;
  for (const pointer of outermostFirst(pointersInCycles(document, [...inner.keys()]))) {
    const from = pointer.slice(0, pointer.lastIndexOf('/'));
    const holder = valueAt(document, from);
    const target = valueAt(document, pointer);
    if (typeof holder !== 'object' || holder === null || !isPart(target)) continue;
    const key = tokensOf(pointer).at(-1) ?? '';
    const moved = `#/components/schemas/${escapeToken(addComponent(document, key, target))}`;
    Reflect.set(holder, key, origins.made(target, { $ref: moved }));
    for (const [$ref, nodes] of inner) {
      if ($ref !== pointer && !$ref.startsWith(`${pointer}/`)) continue;
      for (const node of nodes) node.$ref = moved + $ref.slice(pointer.length);
    }
  }
}

/**
 * The schemas that refer to something else than a component, by what they refer to. They may stand where
 * only a reference shows that there is a schema, as in `definitions`.
 */
function innerReferences(document: Part): ReadonlyMap<string, ReadonlySet<Part>> {
  const found = new Map<string, Set<Part>>();
  const pending: string[] = [];
  const visit = ({ kind, node }: LocatedPart) => {
    const { $ref } = node;
    if (kind !== 'schema' || typeof $ref !== 'string') return;
    if (!$ref.startsWith('#/') || COMPONENT.test($ref)) return;
    const nodes = found.get($ref);
    if (nodes) nodes.add(node);
    else {
      found.set($ref, new Set([node]));
      pending.push($ref);
    }
  };
  walk(document, visit);
  for (let pointer = pending.pop(); pointer !== undefined; pointer = pending.pop()) {
    const target = valueAt(document, pointer);
    if (isPart(target)) walkFrom({ kind: 'schema', node: target, pointer }, visit);
  }
  return found;
}

/** The pointers whose targets lead back to themselves by other such pointers. */
function pointersInCycles(document: Part, pointers: readonly string[]): string[] {
  const known = new Set(pointers);
  const next = new Map<string, ReadonlySet<string>>();
  for (const pointer of pointers) {
    const target = valueAt(document, pointer);
    const found = new Set<string>();
    if (isPart(target)) {
      walkFrom({ kind: 'schema', node: target, pointer }, ({ node: { $ref } }) => {
        if (typeof $ref === 'string' && known.has($ref)) found.add($ref);
      });
    }
    next.set(pointer, found);
  }
  const leadsBack = (start: string): boolean => {
    const entered = new Set<string>();
    const pending = [...(next.get(start) ?? [])];
    for (let each = pending.pop(); each !== undefined; each = pending.pop()) {
      if (each === start) return true;
      if (entered.has(each)) continue;
      entered.add(each);
      pending.push(...(next.get(each) ?? []));
    }
    return false;
  };
  return pointers.filter(leadsBack);
}

/** Of two of which one stands in the other, only the outer one can be moved by its pointer. */
const outermostFirst = (pointers: readonly string[]): string[] =>
  pointers.filter((each) => !pointers.some((other) => each.startsWith(`${other}/`)));

/** Adds a component schema under a name that is not taken, and returns the name. */
function addComponent(document: Part, wanted: string, schema: Part): string {
  const components = isPart(document.components) ? document.components : {};
  const schemas = isPart(components.schemas) ? components.schemas : {};
  const name = freeName(schemas, wanted.replaceAll(/[^\w.-]/g, '_') || 'Schema');
  schemas[name] = schema;
  components.schemas = schemas;
  document.components = components;
  return name;
}
