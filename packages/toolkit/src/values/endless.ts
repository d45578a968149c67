/**
 * Schemas of which no value ends: those that require a value of themselves, in it or in what it holds.
 *
 * @module
 */
import { type Document, isSchema, type JsonSchema } from '../contract/document.ts';
import { schemaPlaces } from '../contract/places.ts';
import type { SchemaFault } from '../contract/schemaFaults.ts';
import { finalTarget } from '../contract/targets.ts';
import { flatten, propertiesOf, requiredOf, typesOf } from './flatten.ts';

/** Schemas of which one at least has to have a value. */
type Need = readonly JsonSchema[];

const known = new WeakMap<Document, Endless>();

/** What is endless in a document; looked for once. */
export function endlessIn(document: Document): Endless {
  const found = known.get(document) ?? new Endless(document);
  known.set(document, found);
  return found;
}

export class Endless {
  readonly #document: Document;
  readonly #pointers = new Map<JsonSchema, string>();
  readonly #needs = new Map<JsonSchema, readonly Need[]>();
  readonly #open = new Set<JsonSchema>();

  constructor(document: Document) {
    this.#document = document;
    // A circle passes through a reference, so what references lead to is enough to begin with.
    const targets = new Set<string>();
    for (const { pointer, value } of schemaPlaces(document)) {
      this.#pointers.set(value, pointer);
      if (typeof value.$ref === 'string') targets.add(value.$ref);
    }
    this.#look([...targets].map((each) => finalTarget(document, each)).filter(isSchema));
  }

  /** The places at which schemas require themselves, one for each circle. */
  get faults(): SchemaFault[] {
    const pointers = [...this.#open].flatMap((schema) => this.#circle(schema) ?? []);
    const message = 'requires itself without an end, so no value is valid';
    return [...new Set(pointers)].map((pointer) => ({ pointer, message }));
  }

  /** Where what a schema needs requires itself; undefined where values of the schema end. */
  pointerOf(schema: JsonSchema): string | undefined {
    if (!this.#needs.has(schema)) this.#look([schema]);
    return this.#circle(schema);
  }

  /** Takes all schemas for endless, then takes out those whose needs can be met. */
  #look(schemas: readonly JsonSchema[]): void {
    const pending = [...schemas];
    for (let schema = pending.pop(); schema; schema = pending.pop()) {
      if (this.#needs.has(schema)) continue;
      const needs = needsOf(this.#document, schema);
      this.#needs.set(schema, needs);
      this.#open.add(schema);
      pending.push(...needs.flat());
    }
    for (let before = -1; before !== this.#open.size; ) {
      before = this.#open.size;
      for (const schema of this.#open) if (!this.#unmet(schema)) this.#open.delete(schema);
    }
  }

  #unmet(schema: JsonSchema): Need | undefined {
    const needs = this.#needs.get(schema) ?? [];
    return needs.find((need) => need.every((each) => this.#open.has(each)));
  }

  /** The first pointer of the circle that a schema leads into. */
  #circle(start: JsonSchema): string | undefined {
    if (!this.#open.has(start)) return undefined;
    const passed: JsonSchema[] = [];
    let schema: JsonSchema | undefined = start;
    while (schema && !passed.includes(schema)) {
      passed.push(schema);
      schema = this.#unmet(schema)?.[0];
    }
    const circle = schema ? passed.slice(passed.indexOf(schema)) : [];
    const pointers = circle.flatMap((each) => this.#pointers.get(each) ?? []);
    return pointers.sort()[0] ?? this.#pointers.get(start);
  }
}

/** Keywords without one of which a schema needs no other. */
const demanding = ['$ref', 'allOf', 'oneOf', 'anyOf', 'required', 'minItems'];

/** What a value of a schema cannot be without. */
function needsOf(document: Document, schema: JsonSchema): Need[] {
  if (!demanding.some((keyword) => keyword in schema)) return [];
  const flat = flatten(document, schema);
  const { oneOf, anyOf, allOf, items, prefixItems, minItems } = flat;
  if ('const' in flat || 'enum' in flat) return [];
  const needs: Need[] = [oneOf, anyOf].flatMap((list) => {
    const alternatives = Array.isArray(list) ? list : [];
    // `true` has values that end.
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
      if (!property || property.writeOnly === true || property.readOnly === true) continue;
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
