import { childPointer, isObject, type References } from '../references.ts';

export type Keywords = Readonly<Record<string, unknown>>;

/** One schema as it is written, without what it refers to. */
export type Part = {
  readonly id: number;
  /** Its place in the document: `#/components/schemas/Pet`. */
  readonly pointer: string;
  /** `false` for the schema that no value satisfies. */
  readonly keywords: Keywords | false;
};

/**
 * Schemas that apply together, as the members of an `allOf` do; none for the schema that every value
 * satisfies. The same parts are always the same object.
 */
export type Conjunction = { readonly id: number; readonly parts: readonly Part[] };

/**
 * The schemas of one document. A reference is followed when it is needed, never copied, so a document
 * costs what it is long, however often its schemas refer to each other.
 */
export class SchemaSource {
  readonly references: References;
  readonly #parts = new WeakMap<object, Part>();
  readonly #nothing = new Map<string, Part>();
  readonly #conjunctions = new Map<string, Conjunction>();
  #count = 0;

  constructor(references: References) {
    this.references = references;
  }

  /** The schema at a place; a missing one is the schema that every value satisfies. */
  at(value: unknown, pointer: string): Conjunction {
    return this.together(this.parts(value, pointer));
  }

  /** Schemas that apply together. */
  together(parts: readonly Part[]): Conjunction {
    const sorted = [...new Set(parts)].sort((a, b) => a.id - b.id);
    const key = sorted.map(({ id }) => id).join();
    let found = this.#conjunctions.get(key);
    if (!found) {
      found = { id: this.#conjunctions.size, parts: sorted };
      this.#conjunctions.set(key, found);
    }
    return found;
  }

  /** The parts of a schema; a schema that is only a reference is its target. */
  parts(value: unknown, pointer: string): readonly Part[] {
    let [schema, place] = [value, pointer];
    const followed = new Set<string>();
    while (isObject(schema) && typeof schema.$ref === 'string' && isOnlyReference(schema)) {
      // A reference that only leads back to itself constrains nothing.
      if (followed.has(schema.$ref)) return [];
      followed.add(schema.$ref);
      const target = this.references.target(schema.$ref);
      [schema, place] = [target.value, target.pointer];
    }
    if (schema === false) return [this.#never(place)];
    if (!isObject(schema) || Object.keys(schema).length === 0) return [];
    return [this.#part(schema, place)];
  }

  /** The part at the end of a reference. */
  target($ref: string): readonly Part[] {
    const { value, pointer } = this.references.target($ref);
    return this.parts(value, pointer);
  }

  /** The part of a schema's child. */
  child({ pointer, keywords }: Part, ...keys: readonly (string | number)[]): readonly Part[] {
    let value: unknown = keywords;
    for (const key of keys) value = (value as Keywords | undefined)?.[key];
    return this.parts(value, childPointer(pointer, ...keys));
  }

  #part(schema: Keywords, pointer: string): Part {
    let part = this.#parts.get(schema);
    if (!part) {
      part = { id: this.#count++, pointer, keywords: schema };
      this.#parts.set(schema, part);
    }
    return part;
  }

  #never(pointer: string): Part {
    let part = this.#nothing.get(pointer);
    if (!part) {
      part = { id: this.#count++, pointer, keywords: false };
      this.#nothing.set(pointer, part);
    }
    return part;
  }
}

const isOnlyReference = (schema: Keywords): boolean => Object.keys(schema).length === 1;

/** The name of a schema that has one, which other schemas refer to it by. */
export function nameOf({ pointer }: Part): string | undefined {
  const match = /^#\/components\/schemas\/([^/]+)$|\/(?:\$defs|definitions)\/([^/]+)$/.exec(
    pointer,
  );
  return (match?.[1] ?? match?.[2])?.replaceAll('~1', '/').replaceAll('~0', '~');
}

/** The keywords of each of some parts; those that are `false` have none. */
export const keywordsOf = (parts: readonly Part[]): Keywords[] =>
  parts.flatMap(({ keywords }) => (keywords === false ? [] : [keywords]));

/** The numbers that some parts give for a keyword. */
export const numbers = (all: readonly Keywords[], keyword: string): number[] =>
  all.flatMap(({ [keyword]: value }) => (typeof value === 'number' ? [value] : []));
