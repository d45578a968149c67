import { childPointer, isObject, type References } from './references.ts';

/** The maps that extensions stand in; in all others, `x-name` is a name. */
const extensible = ['paths', 'webhooks', 'responses'];

/** An object of a document, and where it is; references to it are followed. */
export class DocumentPart {
  readonly references: References;
  readonly pointer: string;
  readonly fields: Readonly<Record<string, unknown>>;

  private constructor(
    references: References,
    pointer: string,
    fields: Readonly<Record<string, unknown>>,
  ) {
    this.references = references;
    this.pointer = pointer;
    this.fields = fields;
  }

  static root(references: References): DocumentPart {
    return new DocumentPart(references, '#', references.document);
  }

  /**
   * A value as a place, its reference followed; undefined if it is no object.
   *
   * @throws RangeError if references lead nowhere or in a circle
   */
  static of(references: References, pointer: string, value: unknown): DocumentPart | undefined {
    let [place, current] = [pointer, value];
    const followed = new Set<string>();
    while (isObject(current) && typeof current.$ref === 'string') {
      const { $ref, ...siblings } = current;
      if (followed.has($ref))
        throw new RangeError(`Cannot compare: the reference ${$ref} refers to itself`);
      followed.add($ref);
      const target = references.target($ref);
      place = target.pointer;
      // Siblings only override what documents, except in path items, where they are added.
      current = isObject(target.value) ? { ...target.value, ...siblings } : target.value;
    }
    return isObject(current) ? new DocumentPart(references, place, current) : undefined;
  }

  /** The pointer of a field, or this place's if it has none of that name. */
  at(...keys: readonly (string | number)[]): string {
    const [key] = keys;
    const isThere = key !== undefined && Object.hasOwn(this.fields, key);
    return isThere ? childPointer(this.pointer, ...keys) : this.pointer;
  }

  get(key: string): unknown {
    return Object.hasOwn(this.fields, key) ? this.fields[key] : undefined;
  }

  text(key: string): string | undefined {
    const value = this.get(key);
    return typeof value === 'string' ? value : undefined;
  }

  child(key: string): DocumentPart | undefined {
    return DocumentPart.of(this.references, childPointer(this.pointer, key), this.get(key));
  }

  /** The objects in a map of this one, by name; extensions are left out. */
  map(key: string): Map<string, DocumentPart> {
    const value = this.get(key);
    const names = isObject(value) ? Object.keys(value) : [];
    return new Map(
      names.flatMap((name): [string, DocumentPart][] => {
        if (name.startsWith('x-') && extensible.includes(key)) return [];
        const pointer = childPointer(this.pointer, key, name);
        const place = DocumentPart.of(
          this.references,
          pointer,
          (value as Readonly<Record<string, unknown>>)[name],
        );
        return place ? [[name, place]] : [];
      }),
    );
  }

  /** The objects in a list of this one. */
  list(key: string): DocumentPart[] {
    const value = this.get(key);
    if (!Array.isArray(value)) return [];
    return value.flatMap(
      (each, index) =>
        DocumentPart.of(this.references, childPointer(this.pointer, key, index), each) ?? [],
    );
  }
}
