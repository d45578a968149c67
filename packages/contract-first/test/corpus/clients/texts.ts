/**
 * What texts of a request stand for by their schema: a number, a boolean, a list, an object. It is written
 * without a look at any client, and accepts no more than the document and OpenAPI say.
 *
 * @module
 */
import { type Document, isSchema, type JsonSchema } from 'contract-first/contract';
import type { Validator } from 'contract-first/schema';
import { flatten, propertiesOf } from '../../../src/schema/flatten.ts';
import { possibleTypes } from '../../../src/schema/possibleTypes.ts';
import { isSame } from './sameness.ts';

/** Texts as they are in a request, decoded: one, a list, or by name. */
export type Tree = string | readonly Tree[] | { readonly [name: string]: Tree };

export const isList = (tree: unknown): tree is readonly Tree[] => Array.isArray(tree);

/** How many levels of alternatives are looked into; one that holds itself has no end. */
const DEEPEST = 6;

/** Reads texts by the schemas of a document. */
export class TextReader {
  readonly #document: Document;
  readonly #validator: Validator;

  constructor(document: Document, validator: Validator) {
    this.#document = document;
    this.#validator = validator;
  }

  /** Whether a value of a schema may have one of these types. */
  allows(schema: JsonSchema, ...wanted: readonly string[]): boolean {
    const types = possibleTypes(this.#document, schema);
    return types.size === 0 || wanted.some((type) => types.has(type));
  }

  /** The names of the properties of an object, wherever a schema describes them. */
  propertyNames(schema: JsonSchema): string[] {
    return this.#branches(schema).flatMap((branch) => propertiesOf(branch).map(([name]) => name));
  }

  /** Whether an object may have properties that its schema does not name. */
  isOpen(schema: JsonSchema): boolean {
    return this.#branches(schema).some(
      (branch) =>
        branch.additionalProperties !== false &&
        (branch.additionalProperties !== undefined ||
          branch.patternProperties !== undefined ||
          propertiesOf(branch).length === 0),
    );
  }

  /**
   * The value that texts stand for.
   *
   * @param hint the value that was given to the client: it decides between readings that the schema
   *   allows alike, such as `5` and `"5"`, and nothing else
   */
  value(schema: JsonSchema, tree: Tree, hint: unknown): unknown {
    return this.choose(schema, this.#readings(schema, tree, hint), hint);
  }

  /** The first value that a schema accepts, the given one before others; else the first one. */
  choose(schema: JsonSchema, values: readonly unknown[], hint: unknown): unknown {
    const accepted = values.filter((each) => this.#validator.accepts(schema, each));
    const given = accepted.find((each) => isSame(each, hint));
    return given ?? (accepted.length > 0 ? accepted[0] : values[0]);
  }

  #readings(schema: JsonSchema, tree: Tree, hint: unknown): unknown[] {
    if (typeof tree === 'string') {
      const scalars = this.#scalars(schema, tree);
      // A list of one may be written like its item.
      const isListOnly = this.allows(schema, 'array') && !this.allows(schema, 'string');
      return isListOnly ? [...this.#readings(schema, [tree], hint), ...scalars] : scalars;
    }
    const branches = this.#branches(schema);
    if (isList(tree)) {
      return branches.map((branch) =>
        tree.map((each, at) => {
          const { prefixItems, items } = branch;
          const own = Array.isArray(prefixItems) ? prefixItems[at] : undefined;
          const item = own ?? items;
          return this.value(isSchema(item) ? item : {}, each, isList(hint) ? hint[at] : undefined);
        }),
      );
    }
    const values = isSchema(hint) ? hint : {};
    return branches.map((branch) => {
      const properties = new Map(propertiesOf(branch));
      const others = isSchema(branch.additionalProperties) ? branch.additionalProperties : {};
      return Object.fromEntries(
        Object.entries(tree).map(([name, each]) => [
          name,
          this.value(properties.get(name) ?? others, each, values[name]),
        ]),
      );
    });
  }

  #scalars(schema: JsonSchema, text: string): unknown[] {
    const readings: unknown[] = [];
    if (isNumber(text) && this.allows(schema, 'number', 'integer')) readings.push(Number(text));
    if (/^(true|false)$/.test(text) && this.allows(schema, 'boolean')) {
      readings.push(text === 'true');
    }
    if (this.allows(schema, 'string')) readings.push(text);
    if (/^(null)?$/.test(text) && this.allows(schema, 'null')) readings.push(null);
    return readings.length > 0 ? readings : [text];
  }

  /** A schema and its alternatives, references followed. */
  #branches(schema: JsonSchema, depth = 0): JsonSchema[] {
    const flat = flatten(this.#document, schema);
    if (depth >= DEEPEST) return [flat];
    const inside = [flat.oneOf, flat.anyOf, flat.allOf].flatMap((each) =>
      Array.isArray(each) ? each.filter(isSchema) : [],
    );
    return [flat, ...inside.flatMap((each) => this.#branches(each, depth + 1))];
  }
}

const isNumber = (text: string): boolean => /^-?(0|[1-9]\d*)(\.\d+)?([eE][+-]?\d+)?$/.test(text);
