import type { Document, JsonSchema } from '../../document/model.ts';
import { isSchema } from '../../document/model.ts';
import { flatten } from '../../schema/flatten.ts';
import { booleanFromText, numberFromText } from '../../schema/fromText.ts';
import { possibleTypes } from '../../schema/possibleTypes.ts';
import type { Validator } from '../../schema/validator.ts';

/** Reads texts, as parameters and forms have them, as the values that schemas want. */
export class Texts {
  readonly #document: Document;
  readonly #validator: Validator;

  constructor(document: Document, validator: Validator) {
    this.#document = document;
    this.#validator = validator;
  }

  /** The value of a body that is a text: if it can only be an object or a list, that as JSON. */
  whole(schema: JsonSchema, text: string): unknown {
    const types = [...possibleTypes(this.#document, schema)];
    const isStructure = types.length > 0 && types.every((each) => /^(object|array)$/.test(each));
    if (!isStructure) return this.scalar(schema, text);
    try {
      return JSON.parse(text);
    } catch {
      return text;
    }
  }

  /**
   * The value that a text stands for. One that can be read in several ways is read in the first that
   * its schema accepts; one that can be read in none stays a text, which the schema then refuses.
   */
  scalar(schema: JsonSchema, text: string): unknown {
    const types = possibleTypes(this.#document, schema);
    const readings: unknown[] = [];
    if (types.has('number') || types.has('integer')) {
      const number = numberFromText(text);
      if (typeof number === 'number') readings.push(number);
    }
    if (types.has('boolean')) {
      const boolean = booleanFromText(text);
      if (typeof boolean === 'boolean') readings.push(boolean);
    }
    if (types.has('string') || readings.length === 0) readings.push(text);
    if (readings.length === 1) return readings[0];
    const accepted = readings.find((each) => this.#validator.accepts(schema, each));
    return accepted === undefined ? readings[0] : accepted;
  }

  /** The texts of a list, each as its items' schema wants it. */
  list(schema: JsonSchema, texts: readonly string[]): unknown[] {
    const { items, prefixItems } = flatten(this.#document, this.#listSchema(schema));
    const first = Array.isArray(prefixItems) ? prefixItems : [];
    return texts.map((text, at) => {
      const each = first[at] ?? items;
      return isSchema(each) ? this.scalar(each, text) : text;
    });
  }

  /** The schema of a list's items. */
  items(schema: JsonSchema): JsonSchema {
    const { items } = flatten(this.#document, this.#listSchema(schema));
    return isSchema(items) ? items : {};
  }

  /** The texts of an object's properties, each as its schema wants it. */
  object(schema: JsonSchema, texts: Iterable<readonly [name: string, text: string]>): object {
    return Object.fromEntries(
      [...texts].map(([name, text]) => [name, this.scalar(this.property(schema, name), text)]),
    );
  }

  /** The schema of an object's property, in whichever branch it is; `{}` where none is known. */
  property(schema: JsonSchema, name: string): JsonSchema {
    const { properties, additionalProperties, oneOf, anyOf } = flatten(this.#document, schema);
    if (isSchema(properties) && Object.hasOwn(properties, name)) {
      const found = properties[name];
      return isSchema(found) ? found : {};
    }
    const branches = [oneOf, anyOf].flatMap((each) => (Array.isArray(each) ? each : []));
    const flat = branches.filter(isSchema).map((each) => flatten(this.#document, each));
    for (const each of flat) {
      const own = isSchema(each.properties) ? each.properties : {};
      const found = Object.hasOwn(own, name) ? own[name] : undefined;
      if (isSchema(found)) return found;
    }
    const others = [additionalProperties, ...flat.map((each) => each.additionalProperties)];
    return others.find(isSchema) ?? {};
  }

  /** The names of an object's properties, of all branches. */
  names(schema: JsonSchema): string[] {
    const { properties, oneOf, anyOf } = flatten(this.#document, schema);
    const own = isSchema(properties) ? Object.keys(properties) : [];
    const branches = [oneOf, anyOf].flatMap((each) => (Array.isArray(each) ? each : []));
    const others = branches.flatMap((branch) => {
      const flat = isSchema(branch) ? flatten(this.#document, branch).properties : undefined;
      return isSchema(flat) ? Object.keys(flat) : [];
    });
    return [...new Set([...own, ...others])];
  }

  /** A schema with its references followed. */
  flat(schema: JsonSchema): JsonSchema {
    return flatten(this.#document, schema);
  }

  isList(schema: JsonSchema): boolean {
    return possibleTypes(this.#document, schema).has('array');
  }

  isObject(schema: JsonSchema): boolean {
    return possibleTypes(this.#document, schema).has('object');
  }

  /** Whether a value may be one text, and not only a list or an object. */
  isScalar(schema: JsonSchema): boolean {
    const types = possibleTypes(this.#document, schema);
    return (
      types.size === 0 || ['string', 'number', 'integer', 'boolean'].some((type) => types.has(type))
    );
  }

  /** Of a choice between a list and something else, the list. */
  #listSchema(schema: JsonSchema): JsonSchema {
    const { oneOf, anyOf } = flatten(this.#document, schema);
    const branches = [oneOf, anyOf].flatMap((each) => (Array.isArray(each) ? each : []));
    return branches.filter(isSchema).find((each) => this.isList(each)) ?? schema;
  }
}
