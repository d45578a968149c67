/**
 * Copies schemas of a document for one purpose: only keywords that ajv understands, closed or as
 * written, for requests or for responses.
 *
 * @module
 */

import { isSchema, type JsonSchema } from '../document/model.ts';
import { branches, lists, named, single } from '../document/subschemas.ts';
import { type Direction, isOneWay, oneWayNames } from './directions.ts';
import { conjunctsOf } from './flatten.ts';
import { assertionsOf, currentForm, isUnderstood } from './keywords.ts';

/** The keyword of copies that stands for a reference, or for a schema that is compiled by itself. */
export const FOLLOW = 'x-follow';
/** Schemas that nest deeper than this are compiled by themselves, so that none is too large. */
const DEEPEST = 16;

/** What a copy is for. */
export type Purpose = {
  /** Whether properties that are not documented are refused, unless the schema says it is open. */
  readonly isClosed: boolean;
  /** Whether `readOnly` properties are needed, and `writeOnly` ones allowed; both without one. */
  readonly direction: Direction | undefined;
};

/** How a schema is looked at from around it. */
export type Surroundings = {
  /** Whether a schema around this one has properties of its own for the same value. */
  readonly isBranch: boolean;
  /** Names that need not be there, whoever says that they are required. */
  readonly optional: readonly string[];
  /** Properties that more than one schema around this one describes: each knows only a part of their values. */
  readonly shared: readonly string[];
  /** Whether this schema describes such a property, or something inside one. */
  readonly isPart: boolean;
};

export const alone: Surroundings = { isBranch: false, optional: [], shared: [], isPart: false };
const part: Surroundings = { ...alone, isBranch: true, isPart: true };

/** Makes the copy of one schema; those that it refers to are left to `follow`. */
export class SchemaCopy {
  readonly #document: object;
  readonly #purpose: Purpose;
  readonly #follow: (target: string | JsonSchema, surroundings: Surroundings) => unknown;
  readonly #keyword: string;

  /**
   * @param follow gives what stands for a referenced schema, or one that is nested too deeply
   * @param keyword the keyword that it stands under
   */
  constructor(
    document: object,
    purpose: Purpose,
    follow: (target: string | JsonSchema, surroundings: Surroundings) => unknown,
    keyword = FOLLOW,
  ) {
    this.#document = document;
    this.#purpose = purpose;
    this.#follow = follow;
    this.#keyword = keyword;
  }

  of(
    written: JsonSchema,
    { isBranch, optional, shared, isPart }: Surroundings,
    depth = 0,
  ): JsonSchema {
    // Marked as something whose keys are its own.
    if (this.#purpose.isClosed && written['x-opaque'] === true) {
      return { additionalProperties: true };
    }
    const schema = currentForm(written);
    const isCombined =
      branches.some((keyword) => keyword in schema) ||
      (schema.$ref !== undefined && Object.keys(schema).length > 1);
    const { direction } = this.#purpose;
    const names =
      direction === undefined
        ? optional
        : [...new Set([...optional, ...oneWayNames(this.#document, schema, direction)])].sort();
    const described =
      this.#purpose.isClosed && isCombined ? describedTwice(this.#document, schema) : [];
    const together = [...new Set([...shared, ...described])].sort();
    const inside: Surroundings = {
      isBranch: isBranch || isCombined,
      optional: names,
      shared: together,
      isPart,
    };
    const branch: Surroundings = { ...inside, isBranch: true };
    const below = isPart ? part : alone;
    const copy = new Map<string, unknown>(assertionsOf(schema));
    if ('default' in schema) copy.set('default', schema.default);
    if (Array.isArray(schema.required) && copy.has('required')) {
      copy.set(
        'required',
        schema.required.filter((name) => !names.includes(name)),
      );
    }
    if (typeof schema.$ref === 'string') copy.set(this.#keyword, this.#follow(schema.$ref, inside));
    for (const keyword of [...single, ...lists]) {
      if (keyword in schema && isUnderstood(schema, keyword)) {
        copy.set(keyword, this.#each(schema[keyword], below, depth));
      }
    }
    for (const keyword of branches) {
      if (keyword in schema && isUnderstood(schema, keyword)) {
        copy.set(keyword, this.#each(schema[keyword], branch, depth));
      }
    }
    for (const keyword of named) {
      const value = schema[keyword];
      if (!isSchema(value) || !isUnderstood(schema, keyword)) continue;
      const isProperties = keyword === 'properties';
      const around = keyword === 'dependentSchemas' ? branch : below;
      const entries = Object.entries(value).map(([name, each]) => [
        name,
        isProperties && this.#isSecret(each)
          ? false
          : this.#each(each, isProperties && together.includes(name) ? part : around, depth),
      ]);
      copy.set(keyword, Object.fromEntries(entries));
    }
    return Object.fromEntries(withPrototype(this.#closed(copy, schema, isBranch, isCombined)));
  }

  #closed(
    copy: Map<string, unknown>,
    schema: JsonSchema,
    isBranch: boolean,
    isCombined: boolean,
  ): Map<string, unknown> {
    const isSaid = 'additionalProperties' in schema || 'unevaluatedProperties' in schema;
    if (!this.#purpose.isClosed) return copy;
    declareRequired(copy, schema);
    if (isSaid || isBranch) return copy;
    // Only together do the branches know all properties.
    if (isCombined) return copy.set('unevaluatedProperties', false);
    return schema.properties === undefined ? copy : copy.set('additionalProperties', false);
  }

  #each(value: unknown, surroundings: Surroundings, depth: number): unknown {
    if (Array.isArray(value)) return value.map((each) => this.#each(each, surroundings, depth));
    if (!isSchema(value)) return value;
    if (depth >= DEEPEST) return { [this.#keyword]: this.#follow(value, surroundings) };
    const copy = this.of(value, surroundings, depth + 1);
    // An object of which no property is known may have any.
    return this.#purpose.isClosed && surroundings.isBranch && isFree(value)
      ? { ...copy, additionalProperties: true }
      : copy;
  }

  /** Whether a property is never shown in the direction that the copy is for. */
  #isSecret(property: unknown): boolean {
    return this.#purpose.direction === 'response' && isOneWay(this.#document, property, 'response');
  }
}

/** The names of properties that more than one schema describes for the same value. */
function describedTwice(document: object, schema: JsonSchema): string[] {
  const namesIn = (each: unknown): string[] =>
    isSchema(each)
      ? conjunctsOf(document, each).flatMap(({ properties }) =>
          isSchema(properties) ? Object.keys(properties) : [],
        )
      : [];
  const groups = conjunctsOf(document, schema).flatMap((conjunct) => {
    const { properties, oneOf, anyOf, if: condition, then, else: other } = conjunct;
    // Of alternatives, one describes the value.
    const alternatives = [oneOf, anyOf, [condition, then, other]];
    return [
      isSchema(properties) ? Object.keys(properties) : [],
      ...alternatives.map((all) => (Array.isArray(all) ? all : []).flatMap(namesIn)),
    ];
  });
  const seen = new Set<string>();
  const twice = new Set<string>();
  for (const names of groups) {
    for (const name of new Set(names)) {
      if (seen.has(name)) twice.add(name);
      seen.add(name);
    }
  }
  return [...twice];
}

/** A property that is required is a known one, even if nothing describes it. */
function declareRequired(copy: Map<string, unknown>, { properties, required }: JsonSchema): void {
  const described = isSchema(properties) ? properties : {};
  const names = (Array.isArray(required) ? required : []).filter(
    (name): name is string => typeof name === 'string' && !Object.hasOwn(described, name),
  );
  const copied = copy.get('properties');
  if (names.length === 0 || (properties !== undefined && !isSchema(copied))) return;
  const undescribed = Object.fromEntries(names.map((name) => [name, true]));
  copy.set('properties', { ...(isSchema(copied) && copied), ...undescribed });
}

/** ajv passes over a property of this name, which JSON can have like any other. */
const PROTOTYPE = '__proto__';

function withPrototype(copy: Map<string, unknown>): Map<string, unknown> {
  const properties = copy.get('properties');
  if (!isSchema(properties) || !Object.hasOwn(properties, PROTOTYPE)) return copy;
  const others = copy.get('patternProperties');
  const schema = Object.entries(properties).find(([name]) => name === PROTOTYPE)?.[1];
  return copy.set('patternProperties', {
    ...(isSchema(others) && others),
    [`^${PROTOTYPE}$`]: schema,
  });
}

const isFree = (schema: JsonSchema): boolean =>
  schema.type === 'object' &&
  Object.keys(schema).every((key) => ['type', 'description'].includes(key));
