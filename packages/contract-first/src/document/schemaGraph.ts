import type { DynamicReferences } from './dynamicReferences.ts';
import { isPart, type LocatedPart, type Part, partsOf } from './structure.ts';
import { valueAt } from './tree.ts';

/** How many pairs of a schema and an anchor that it depends on are kept. */
const MOST_PAIRS = 1_000_000;
const nothing: ReadonlySet<string> = new Set();

/** Which schemas lead to which, and so on which dynamic anchors the meaning of each depends. */
export class SchemaGraph {
  readonly #document: Part;
  readonly #dynamic: DynamicReferences;
  readonly #schemas: Part[] = [];
  /** The schemas that hold a schema or refer to it. */
  readonly #users = new Map<Part, Part[]>();
  readonly #used = new Map<Part, Set<string>>();
  readonly #targets = new Map<string, Part | undefined>();

  constructor(document: Part, dynamic: DynamicReferences) {
    this.#document = document;
    this.#dynamic = dynamic;
  }

  /** Adds a schema, but not those in it. What is in `$defs` does not apply by itself. */
  add(schema: LocatedPart): void {
    this.#schemas.push(schema.node);
    const definitions = `${schema.pointer}/$defs/`;
    for (const { node, pointer } of partsOf(schema)) {
      if (!pointer.startsWith(definitions)) this.#addUser(node, schema.node);
    }
  }

  /**
   * Follows the references between the schemas that were added, from each anchor back.
   *
   * @returns false if there is too much to keep; no schema depends on an anchor then
   */
  connect(): boolean {
    const { references, anchors } = this.#dynamic;
    const byAnchor = new Map<string, Part[]>();
    for (const schema of this.#schemas) {
      const dynamic = references.get(schema);
      if (dynamic) {
        for (const each of anchors.get(dynamic.anchor) ?? []) this.#addUser(each, schema);
        byAnchor.set(dynamic.anchor, [...(byAnchor.get(dynamic.anchor) ?? []), schema]);
      } else {
        const target = this.targetOf(schema.$ref);
        if (target) this.#addUser(target, schema);
      }
    }
    let pairs = 0;
    for (const [anchor, starts] of byAnchor) {
      const pending = [...starts];
      for (let schema = pending.pop(); schema; schema = pending.pop()) {
        const used = this.#used.get(schema) ?? new Set();
        if (used.has(anchor)) continue;
        pairs += 1;
        if (pairs > MOST_PAIRS) {
          this.#used.clear();
          return false;
        }
        this.#used.set(schema, used.add(anchor));
        pending.push(...(this.#users.get(schema) ?? []));
      }
    }
    return true;
  }

  /** The anchors that the meaning of a schema depends on, or of one that it leads to. */
  usedBy(schema: Part): ReadonlySet<string> {
    return this.#used.get(schema) ?? nothing;
  }

  /** The schema that a local reference leads to; undefined if it leads to none. */
  targetOf($ref: unknown): Part | undefined {
    if (typeof $ref !== 'string' || !$ref.startsWith('#/')) return undefined;
    if (this.#targets.has($ref)) return this.#targets.get($ref);
    const value = valueAt(this.#document, $ref);
    const target = isPart(value) ? value : undefined;
    this.#targets.set($ref, target);
    return target;
  }

  #addUser(schema: Part, user: Part): void {
    const users = this.#users.get(schema);
    if (users) users.push(user);
    else this.#users.set(schema, [user]);
  }
}
