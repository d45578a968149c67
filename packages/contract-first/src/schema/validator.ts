import type { ErrorObject } from 'ajv/dist/2020.js';
import type { Document, JsonSchema } from '../document/model.ts';
import { SchemaCompiler } from './compiler.ts';
import type { Direction } from './directions.ts';

/** Tells whether ajv finds a value valid by a schema of a document. */
export class Validator {
  readonly #written: SchemaCompiler;

  /**
   * @param document a bundled document, with local references only
   * @param direction whether values go into requests or come from responses, where `readOnly` and
   *   `writeOnly` mean something; without one, schemas are taken as they are written
   */
  constructor(document: Document, direction?: Direction) {
    this.#written = new SchemaCompiler(
      document,
      { isClosed: false, direction },
      { allErrors: true },
    );
  }

  /** Whether a value is valid by a schema that stands in the document, or refers into it. */
  accepts(schema: JsonSchema, value: unknown): boolean {
    return this.#written.compile(schema)(value);
  }

  /** What is wrong with a value, all of it; empty where it is valid. */
  faults(schema: JsonSchema, value: unknown): readonly ErrorObject[] {
    const validate = this.#written.compile(schema);
    return validate(value) ? [] : (validate.errors ?? []);
  }
}
