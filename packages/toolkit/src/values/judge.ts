import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import type { Document, JsonSchema } from '../contract/document.ts';

/** Where the document is known to ajv. */
const DOCUMENT = 'document:';

/** Tells whether ajv finds a value valid by a schema of a document, as it was written there. */
export class Judge {
  readonly #ajv: Ajv2020;
  readonly #compiled = new WeakMap<JsonSchema, ValidateFunction>();

  /** @param document a bundled document, with local references only */
  constructor(document: Document) {
    this.#ajv = new Ajv2020({
      strict: false,
      // What an object inherits, such as `constructor`, is not a property that was sent.
      ownProperties: true,
      validateSchema: false,
      // 0.29 is a multiple of 0.01, although 0.29 / 0.01 is not an integer in binary
      multipleOfPrecision: 8,
      logger: false,
    });
    addFormats.default(this.#ajv);
    this.#ajv.addSchema(document, DOCUMENT);
  }

  /** Whether a value is valid by a schema that stands in the document, or refers into it. */
  accepts(schema: JsonSchema, value: unknown): boolean {
    let validate = this.#compiled.get(schema);
    if (!validate) {
      validate = this.#ajv.compile(withAbsoluteReferences(schema));
      this.#compiled.set(schema, validate);
    }
    return validate(value);
  }
}

const withAbsoluteReferences = (schema: JsonSchema): JsonSchema =>
  JSON.parse(JSON.stringify(schema), (key, value: unknown) =>
    key === '$ref' && typeof value === 'string' && value.startsWith('#')
      ? `${DOCUMENT}${value}`
      : value,
  );
