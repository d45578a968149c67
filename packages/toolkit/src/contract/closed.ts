import { isSchema, type JsonSchema } from './document.ts';

/** Keywords with a schema, with a list of schemas, and with schemas by name. */
const single = ['items', 'contains', 'additionalProperties', 'unevaluatedItems', 'propertyNames'];
const lists = ['prefixItems'];
const named = ['properties', 'patternProperties', 'dependentSchemas', '$defs'];
/** Keywords whose schemas look at the same value as the schema around them. */
const branches = ['allOf', 'anyOf', 'oneOf', 'if', 'then', 'else', 'not'];

/**
 * The schemas of a document with the documented properties and no others. A client may meet unknown
 * properties one day; a server that sends one today has left its contract.
 */
export class ClosedSchemas {
  readonly #follow: (reference: string) => JsonSchema;
  readonly #add: (schema: JsonSchema, id: string) => void;
  readonly #added = new Set<string>();

  /**
   * @param follow finds what a reference leads to
   * @param add takes each schema that others refer to, by the id that they use
   */
  constructor(
    follow: (reference: string) => JsonSchema,
    add: (schema: JsonSchema, id: string) => void,
  ) {
    this.#follow = follow;
    this.#add = add;
  }

  /** A schema of the document, closed wherever it does not say that it is open. */
  close(schema: JsonSchema): JsonSchema {
    return this.#copy(schema, false);
  }

  /** @param isBranch whether a schema around this one has properties of its own for the same value */
  #copy(schema: JsonSchema, isBranch: boolean): JsonSchema {
    // Marked as something whose keys are its own.
    if (schema['x-opaque'] === true) return { additionalProperties: true };
    const isCombined =
      branches.some((keyword) => keyword in schema) ||
      (schema.$ref !== undefined && Object.keys(schema).length > 1);
    const copy: Record<string, unknown> = { ...schema };
    if (schema.$ref !== undefined) copy.$ref = this.#reference(schema.$ref, isBranch || isCombined);
    for (const [keyword, value] of Object.entries(schema)) {
      if (single.includes(keyword)) copy[keyword] = this.#each(value, false);
      if (lists.includes(keyword)) copy[keyword] = this.#each(value, false);
      if (branches.includes(keyword)) copy[keyword] = this.#each(value, true);
      if (named.includes(keyword) && isSchema(value)) {
        const entries = Object.entries(value).map(([name, each]) => [
          name,
          this.#each(each, false),
        ]);
        copy[keyword] = Object.fromEntries(entries);
      }
    }
    const isSaid = 'additionalProperties' in schema || 'unevaluatedProperties' in schema;
    if (isSaid || isBranch) return copy;
    // Only together do the branches know all properties.
    if (isCombined) copy.unevaluatedProperties = false;
    else if (schema.properties !== undefined) copy.additionalProperties = false;
    return copy;
  }

  #each(value: unknown, isBranch: boolean): unknown {
    if (Array.isArray(value)) return value.map((each) => this.#each(each, isBranch));
    if (!isSchema(value)) return value;
    const copy = this.#copy(value, isBranch);
    // An object of which no property is known may have any.
    return isBranch && isFree(value) ? { ...copy, additionalProperties: true } : copy;
  }

  /** The id of a schema that is referred to: open for the branches of another, else closed. */
  #reference($ref: string, isBranch: boolean): string {
    const id = `contract:${isBranch ? 'open' : 'closed'}/${encodeURIComponent($ref)}`;
    if (!this.#added.has(id)) {
      this.#added.add(id);
      this.#add(this.#copy(this.#follow($ref), isBranch), id);
    }
    return id;
  }
}

const isFree = (schema: JsonSchema): boolean =>
  schema.type === 'object' &&
  Object.keys(schema).every((key) => ['type', 'description'].includes(key));
