import { Ajv2020, type Options, type ValidateFunction } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { isSchema, type JsonSchema } from '../document/model.ts';
import { finalTarget } from '../document/targets.ts';
import { alone, FOLLOW, type Purpose, SchemaCopy, type Surroundings } from './copy.ts';
import { isEndless } from './endless.ts';
import { addEquality } from './equality.ts';
import { patternOf } from './pattern.ts';
import { addReference, mendEvaluation, Unit } from './references.ts';

/**
 * Compiles the schemas of a document, each by itself and when the first value is judged by it: what
 * it costs depends on the values that come and not on how the schemas refer to each other, and no
 * chain or circle of references is too long. What ajv does not understand in a schema asserts nothing;
 * `schemaFaults` tells where that is so.
 */
export class SchemaCompiler {
  readonly #document: object;
  readonly #ajv: Ajv2020;
  readonly #copy: SchemaCopy;
  readonly #compiled = new WeakMap<JsonSchema, ValidateFunction>();
  /** By what they are in, and then by the schema. */
  readonly #units = new Map<string, WeakMap<JsonSchema, Unit>>();

  /** @param document a bundled document, with local references only */
  constructor(document: object, purpose: Purpose, options: Options = {}) {
    this.#document = document;
    this.#ajv = new Ajv2020({
      strict: false,
      validateSchema: false,
      meta: false,
      // A format that ajv does not know only tells a reader something.
      logger: false,
      // 0.29 is a multiple of 0.01, although 0.29 / 0.01 is not an integer in binary
      multipleOfPrecision: 8,
      // What every object inherits is no property of it.
      ownProperties: true,
      ...options,
      code: { regExp },
    });
    addFormats.default(this.#ajv);
    addEquality(this.#ajv);
    mendEvaluation(this.#ajv);
    addReference(this.#ajv, FOLLOW, (unit) => unit);
    this.#copy = new SchemaCopy(document, purpose, (target, surroundings) =>
      this.#unit(target, surroundings),
    );
  }

  /** What judges values by a schema that stands in the document, or refers into it. */
  compile(schema: JsonSchema): ValidateFunction {
    let validate = this.#compiled.get(schema);
    if (!validate) {
      validate = this.#made(schema, alone);
      this.#compiled.set(schema, validate);
    }
    return validate;
  }

  #made(schema: unknown, surroundings: Surroundings): ValidateFunction {
    if (!isSchema(schema)) return this.#ajv.compile(schema !== false);
    try {
      return this.#ajv.compile(this.#copy.of(schema, surroundings));
    } catch (error) {
      process.emitWarning(`A schema is not checked: ${String(error)}`);
      return this.#ajv.compile(true);
    }
  }

  #unit(target: string | JsonSchema, surroundings: Surroundings): Unit {
    const schema = typeof target === 'string' ? finalTarget(this.#document, target) : target;
    if (!isSchema(schema) || isEndless(this.#document, schema)) {
      return new Unit(() => this.#made(schema === false ? false : {}, alone));
    }
    const key = JSON.stringify(surroundings);
    let units = this.#units.get(key);
    if (!units) {
      units = new WeakMap();
      this.#units.set(key, units);
    }
    let unit = units.get(schema);
    if (!unit) {
      unit = new Unit(() => this.#made(schema, surroundings));
      units.set(schema, unit);
    }
    return unit;
  }
}

/** Makes the expressions that ajv calls; where there is none, any text is right. */
const regExp = Object.assign((pattern: string) => patternOf(pattern) ?? /(?:)/u, {
  code: 'new RegExp',
});
