/**
 * Finds schemas that no finite value satisfies: they require a value of themselves, directly or
 * indirectly, or what they do not allow.
 *
 * @module
 */

import { schemasIn } from '../document/locations.ts';
import { type Document, isSchema, type JsonSchema } from '../document/model.ts';
import { finalTarget } from '../document/targets.ts';
import { flattenAllowed } from './closed.ts';
import { contradictionIn } from './contradictions.ts';
import type { Direction } from './directions.ts';
import type { SchemaFault } from './faults.ts';
import { propertiesOf, requiredOf, typesOf } from './flatten.ts';

/** Schemas of which one at least has to have a value; empty for what no value can have. */
type Need = readonly JsonSchema[];

const OF_ITSELF = 'requires a value of itself, so no value is valid';

const known = new WeakMap<Document, Map<Direction | undefined, Unsatisfiable>>();

/**
 * What is unsatisfiable in a document; looked for once.
 *
 * @param direction what values are for; without one, only what no value in either direction satisfies
 */
export function unsatisfiableIn(document: Document, direction?: Direction): Unsatisfiable {
  const ofDocument = known.get(document) ?? new Map<Direction | undefined, Unsatisfiable>();
  known.set(document, ofDocument);
  const found = ofDocument.get(direction) ?? new Unsatisfiable(document, direction);
  ofDocument.set(direction, found);
  return found;
}

/** Costs as much as the document is large, however its schemas refer to each other. */
export class Unsatisfiable {
  readonly #document: Document;
  readonly #direction: Direction | undefined;
  #pointers: ReadonlyMap<JsonSchema, string> | undefined;
  readonly #needs = new Map<JsonSchema, readonly Need[]>();
  /** The schemas that need another one, by that. */
  readonly #needing = new Map<JsonSchema, JsonSchema[]>();
  readonly #open = new Set<JsonSchema>();
  /** Why no value is valid by a schema, if that is not because of another one. */
  readonly #contradictions = new Map<JsonSchema, string>();
  /** What is wrong where open schemas lead to. */
  readonly #faults = new Map<JsonSchema, SchemaFault | undefined>();

  constructor(document: Document, direction?: Direction) {
    this.#document = document;
    this.#direction = direction;
  }

  /** The places of schemas without a value: one for each circle of schemas that require each other. */
  get faults(): SchemaFault[] {
    // A circle passes through a reference, so what references lead to is enough to begin with.
    const targets = new Set<string>();
    const others: JsonSchema[] = [];
    for (const schema of this.#placed.keys()) {
      if (typeof schema.$ref === 'string') targets.add(schema.$ref);
      if (contradicting.some((keyword) => keyword in schema)) others.push(schema);
    }
    const referred = [...targets].map((each) => finalTarget(this.#document, each));
    this.#look([...referred.filter(isSchema), ...others]);
    const faults = [...this.#open].flatMap((schema) => this.#faultOf(schema) ?? []);
    return [...new Map(faults.map((each) => [each.pointer, each])).values()];
  }

  /** Whether no value is valid by a schema. */
  hasNone(schema: JsonSchema): boolean {
    if (!this.#needs.has(schema)) this.#look([schema]);
    return this.#open.has(schema);
  }

  /** What of a schema's requirements has no value, and why; undefined for a schema that a value satisfies. */
  faultOf(schema: JsonSchema): SchemaFault | undefined {
    return this.hasNone(schema) ? this.#faultOf(schema) : undefined;
  }

  /** The schemas of the document with their pointers. */
  get #placed(): ReadonlyMap<JsonSchema, string> {
    this.#pointers ??= new Map(
      [...schemasIn(this.#document)].map(({ pointer, value }) => [value, pointer]),
    );
    return this.#pointers;
  }

  /** Takes all schemas for unsatisfiable, then takes out those whose needs can be met. */
  #look(schemas: readonly JsonSchema[]): void {
    const found: JsonSchema[] = [];
    const pending = [...schemas];
    for (let schema = pending.pop(); schema; schema = pending.pop()) {
      if (this.#needs.has(schema)) continue;
      const needs = this.#needsOf(schema);
      this.#needs.set(schema, needs);
      this.#open.add(schema);
      found.push(schema);
      for (const needed of needs.flat()) {
        const needing = this.#needing.get(needed);
        if (needing) needing.push(schema);
        else this.#needing.set(needed, [schema]);
        pending.push(needed);
      }
    }
    // Each is looked at again only when something that it needs has turned out to have a value.
    for (let schema = found.pop(); schema; schema = found.pop()) {
      if (!this.#open.has(schema) || this.#unmet(schema)) continue;
      this.#open.delete(schema);
      found.push(...(this.#needing.get(schema) ?? []));
    }
  }

  #needsOf(schema: JsonSchema): readonly Need[] {
    if (!demanding.some((keyword) => keyword in schema)) return [];
    const flat = flattenAllowed(this.#document, schema);
    const contradiction = contradictionIn(this.#document, flat);
    if (contradiction === undefined) return needsOf(flat, this.#direction);
    // The fault is where the contradiction is written.
    const from = partsOf(this.#document, schema).find(
      (each) => contradictionIn(this.#document, flattenAllowed(this.#document, each)) !== undefined,
    );
    if (from) return [[from]];
    this.#contradictions.set(schema, contradiction);
    return [[]];
  }

  #unmet(schema: JsonSchema): Need | undefined {
    const needs = this.#needs.get(schema) ?? [];
    return needs.find((need) => need.every((each) => this.#open.has(each)));
  }

  /** What is wrong where an open schema leads to: the first pointer of a circle, or a contradiction. */
  #faultOf(start: JsonSchema): SchemaFault | undefined {
    if (!this.#open.has(start)) return undefined;
    const passed = new Set<JsonSchema>();
    let schema = start;
    let need = this.#unmet(schema);
    while (need?.[0] && !passed.has(schema) && !this.#faults.has(schema)) {
      passed.add(schema);
      schema = need[0];
      need = this.#unmet(schema);
    }
    const path = [...passed];
    let fault = this.#faults.get(schema);
    if (passed.has(schema)) {
      const circle = path.slice(path.indexOf(schema));
      const pointers = circle.flatMap((each) => this.#placed.get(each) ?? []);
      const pointer = pointers.sort()[0] ?? this.#placed.get(start);
      fault = pointer === undefined ? undefined : { pointer, message: OF_ITSELF };
    } else if (need?.length === 0) {
      const message = this.#contradictions.get(schema) ?? OF_ITSELF;
      const pointer = [schema, ...path.reverse()].flatMap((each) => this.#placed.get(each) ?? []);
      fault = pointer[0] === undefined ? undefined : { pointer: pointer[0], message };
    }
    for (const each of [...passed, schema]) this.#faults.set(each, fault);
    return fault;
  }
}

/** Keywords by which a schema can contradict itself. */
const contradicting = ['oneOf', 'enum', 'const', 'required', 'allOf'];
/** Keywords without one of which a schema needs no other. */
const demanding = ['$ref', 'allOf', 'oneOf', 'anyOf', 'required', 'minItems', 'enum', 'const'];

/** What a value of a schema cannot be without; the schema is flat. */
function needsOf(flat: JsonSchema, direction: Direction | undefined): Need[] {
  const { oneOf, anyOf, allOf, items, prefixItems, minItems } = flat;
  if ('const' in flat || 'enum' in flat) return [];
  const needs: Need[] = [oneOf, anyOf].flatMap((list) => {
    const alternatives = Array.isArray(list) ? list : [];
    // `true` has values.
    return alternatives.length > 0 && alternatives.every(isSchema) ? [alternatives] : [];
  });
  for (const each of Array.isArray(allOf) ? allOf : []) if (isSchema(each)) needs.push([each]);
  const types = typesOf(flat);
  const isOnly = (type: string) => types.length === 1 && types[0] === type;
  if (isOnly('object')) {
    const properties = new Map(propertiesOf(flat));
    for (const name of requiredOf(flat)) {
      const property = properties.get(name);
      // What goes one way only is left out of the other.
      if (!property || (property.writeOnly === true && direction !== 'request')) continue;
      if (property.readOnly === true && direction !== 'response') continue;
      needs.push([property]);
    }
  }
  if (isOnly('array')) {
    const first = Array.isArray(prefixItems) ? prefixItems : [];
    const least = typeof minItems === 'number' ? minItems : 0;
    for (const each of first.slice(0, least)) if (isSchema(each)) needs.push([each]);
    if (least > first.length && isSchema(items)) needs.push([items]);
  }
  return needs;
}

/** The schemas that each value of a schema has to be valid by as well. */
const partsOf = (document: Document, { $ref, allOf }: JsonSchema): JsonSchema[] =>
  [
    ...(typeof $ref === 'string' ? [finalTarget(document, $ref)] : []),
    ...(Array.isArray(allOf) ? allOf : []),
  ].filter(isSchema);
