import type { ErrorObject } from 'ajv/dist/2020.js';
import type { Document, JsonSchema } from '../document/model.ts';
import { SchemaCompiler } from '../schema/compiler.ts';

const purpose = { isClosed: false, direction: 'request' } as const;

/**
 * Judges the values of requests and then fills in their defaults. In one step, a default would stand for
 * what the client has to send itself: `required` asks whether a value was sent (OpenAPI 3.1.1, section
 * 4.8.12.2.1; JSON Schema validation 2020-12, sections 6.5.3 and 9.2).
 */
export class RequestSchemas {
  readonly #judging: SchemaCompiler;
  readonly #filling: SchemaCompiler;

  constructor(document: Document) {
    this.#judging = new SchemaCompiler(document, purpose, { allErrors: true });
    this.#filling = new SchemaCompiler(document, purpose, { useDefaults: true });
  }

  /** What is wrong with a value; if nothing is, its missing properties have their defaults now. */
  check(schema: JsonSchema, value: unknown): readonly ErrorObject[] {
    const validate = this.#judging.compile(schema);
    if (!validate(value)) return validate.errors ?? [];
    this.#filling.compile(schema)(value);
    return [];
  }
}
