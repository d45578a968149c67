import { type Document, type JsonSchema, resolve } from '../../document/model.ts';
import { within } from '../within.ts';
import { camelCased } from './camelcase.ts';
import { refuseUnfit, typeName } from './naming.ts';

/** The types that methods need, and the components that those need in turn. */
export class Types {
  readonly #document: Document;
  readonly #own = new Map<string, JsonSchema>();
  readonly #reached = new Set<string>();

  constructor(document: Document) {
    this.#document = document;
  }

  /** Adds a type for a schema that is renamed already. */
  add(name: string, schema: JsonSchema): string {
    const components = this.#document.components?.schemas ?? {};
    if (this.#own.has(name) || Object.hasOwn(components, name)) {
      throw new Error(`Two types would be named ${name}`);
    }
    this.#own.set(refuseUnfit(name), schema);
    return name;
  }

  /** Marks every component that a schema refers to, directly or not. */
  reach(schema: unknown): void {
    if (typeof schema !== 'object' || schema === null) return;
    const { $ref } = schema as JsonSchema;
    if (typeof $ref === 'string') {
      const name = typeName($ref);
      if (this.#reached.has(name)) return;
      this.#reached.add(name);
      this.reach(resolve<JsonSchema>(this.#document, { $ref }));
    }
    for (const part of Object.values(schema)) this.reach(part);
  }

  /** All types, components first, in the order of the document. */
  schemas(): Record<string, JsonSchema> {
    const reached = Object.entries(this.#document.components?.schemas ?? {})
      .filter(([name]) => this.#reached.has(name))
      .map(([name, schema]) => [
        name,
        within(`The schema ${name}`, () => camelCased(this.#document, schema)),
      ]);
    return Object.fromEntries([...reached, ...this.#own]);
  }
}
