import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import type { Check } from './checks.ts';
import { addEquality } from './equality.ts';
import { pattern } from './pattern.ts';
import { addReference, mendEvaluation, Unit } from './references.ts';
import { issuesOf } from './schemaIssues.ts';

/** A JSON Schema (2020-12), in which `$ref` is the name of a definition. */
export type JsonSchema = boolean | { readonly [keyword: string]: unknown };
/** The schemas that references lead to, by name. */
export type Definitions = Readonly<Record<string, JsonSchema>>;

const none: Definitions = {};

/**
 * A JSON Schema as a check, for what Zod has no equivalent of. It is compiled when the first value
 * comes.
 *
 * @param definitions what its references lead to; the same object for all checks of a module, so that
 *   each definition is compiled once
 */
export function jsonSchema(schema: JsonSchema, definitions: Definitions = none): Check {
  let validate: ValidateFunction | undefined;
  return ({ value, issues }) => {
    validate ??= compilerOf(definitions).compile(schema);
    if (!validate(value)) issues.push(...issuesOf(validate.errors ?? [], value));
  };
}

const compilers = new WeakMap<Definitions, Compiler>();

function compilerOf(definitions: Definitions): Compiler {
  let compiler = compilers.get(definitions);
  if (!compiler) {
    compiler = new Compiler(definitions);
    compilers.set(definitions, compiler);
  }
  return compiler;
}

/**
 * Compiles schemas, and each definition by itself when a value first reaches it, so that no chain or
 * circle of references is too long.
 */
class Compiler {
  readonly #definitions: Definitions;
  readonly #ajv: Ajv2020;
  readonly #units = new Map<string, Unit>();

  constructor(definitions: Definitions) {
    this.#definitions = definitions;
    this.#ajv = new Ajv2020({
      strict: false,
      // The generator has checked it.
      validateSchema: false,
      meta: false,
      // A format that ajv does not know is an annotation.
      logger: false,
      allErrors: true,
      // Errors have the value at fault.
      verbose: true,
      // 0.29 is a multiple of 0.01, although 0.29 / 0.01 is not an integer in binary
      multipleOfPrecision: 8,
      // What every object inherits is no property of it.
      ownProperties: true,
      code: { regExp },
    });
    addFormats.default(this.#ajv);
    addEquality(this.#ajv);
    this.#ajv.removeKeyword('$ref');
    mendEvaluation(this.#ajv);
    addReference(this.#ajv, '$ref', (name) => this.#unit(String(name)));
  }

  compile(schema: JsonSchema): ValidateFunction {
    return this.#ajv.compile(schema);
  }

  #unit(name: string): Unit {
    let unit = this.#units.get(name);
    if (!unit) {
      const schema = Object.hasOwn(this.#definitions, name) ? this.#definitions[name] : undefined;
      if (schema === undefined) throw new TypeError(`There is no definition "${name}"`);
      unit = new Unit(() => this.compile(schema));
      this.#units.set(name, unit);
    }
    return unit;
  }
}

const regExp = Object.assign((source: string) => pattern(source), { code: 'new RegExp' });
