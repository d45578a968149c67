import { isSchema, type JsonSchema } from '../../document/model.ts';
import { finalTarget } from '../../document/targets.ts';
import { alone, SchemaCopy, type Surroundings } from '../../schema/copy.ts';
import type { Direction } from '../../schema/directions.ts';
import { isEndless } from '../../schema/endless.ts';
import { Code, Members } from './source.ts';

/** The constant of the generated file that has them. */
const NAME = 'definitions';

/**
 * The JSON Schemas that checks of the kit refer to, each once: those that one of them can reach, as
 * the toolkit's validator compiles them.
 */
export class Definitions {
  readonly #document: object;
  readonly #schemas = new Map<string, JsonSchema | boolean>();
  /** The names by schema, direction and what it is in. */
  readonly #names = new WeakMap<object, Map<string, string>>();
  readonly #copies = new Map<Direction | undefined, SchemaCopy>();

  constructor(document: object) {
    this.#document = document;
  }

  /** The declaration of the constant; none where no check refers to anything. */
  get statements(): readonly string[] {
    if (this.#schemas.size === 0) return [];
    const members = new Members();
    for (const [name, schema] of this.#schemas) members.set(name, Code.value(schema));
    return [`const ${NAME} = ${members.code.text};\n`];
  }

  /** The name of the constant. */
  readonly name = Code.name(NAME);

  /** The arguments of the kit's `jsonSchema` for a schema of the document. */
  argumentsFor(
    schema: JsonSchema | boolean,
    direction: Direction | undefined,
    optional: readonly string[] = [],
  ): readonly Code[] {
    const before = this.#references;
    const copy = isSchema(schema)
      ? this.#copyFor(direction).of(schema, { ...alone, optional })
      : schema;
    // One after the other, since a chain of references may be of any length.
    for (let write = this.#pending.pop(); write; write = this.#pending.pop()) write();
    return [Code.value(copy), ...(this.#references > before ? [this.name] : [])];
  }

  /** How many references have been written so far. */
  #references = 0;
  /** What writes the definitions that have a name and nothing else yet. */
  readonly #pending: (() => void)[] = [];

  #copyFor(direction: Direction | undefined): SchemaCopy {
    let copy = this.#copies.get(direction);
    if (!copy) {
      copy = new SchemaCopy(
        this.#document,
        { isClosed: false, direction },
        (target, surroundings) => {
          this.#references += 1;
          return this.#nameOf(target, surroundings, direction);
        },
        '$ref',
      );
      this.#copies.set(direction, copy);
    }
    return copy;
  }

  #nameOf(
    target: string | JsonSchema,
    surroundings: Surroundings,
    direction: Direction | undefined,
  ): string {
    const schema = typeof target === 'string' ? finalTarget(this.#document, target) : target;
    if (!isSchema(schema) || isEndless(this.#document, schema)) {
      const name = schema === false ? 'nothing' : 'anything';
      this.#schemas.set(name, schema !== false);
      return name;
    }
    const names = this.#names.get(schema) ?? new Map<string, string>();
    this.#names.set(schema, names);
    const key = JSON.stringify([direction, surroundings.optional]);
    const known = names.get(key);
    if (known !== undefined) return known;
    const base = typeof target === 'string' ? target : '#';
    let name = base;
    for (let at = 2; this.#schemas.has(name); at++) name = `${base} (${at})`;
    names.set(key, name);
    this.#schemas.set(name, true);
    this.#pending.push(() => {
      this.#schemas.set(name, this.#copyFor(direction).of(schema, surroundings));
    });
    return name;
  }
}
