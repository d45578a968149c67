/**
 * Generates candidate values from a schema, to be validated afterwards. A value grows level by
 * level, so that deep or recursive schemas cost no more.
 *
 * @module
 */

import { type Document, isSchema, type JsonSchema } from '../../document/model.ts';
import { finalTarget } from '../../document/targets.ts';
import { flattenAllowed } from '../closed.ts';
import { type Direction, isOneWay } from '../directions.ts';
import { flatten, propertiesOf, requiredOf, typesOf } from '../flatten.ts';
import { patternOf } from '../pattern.ts';
import { unsatisfiableIn } from '../unsatisfiable.ts';
import { branchOf } from './branches.ts';
import { numberFor } from './numbers.ts';
import { integerIn, oneOf, type Random } from './random.ts';
import { plainString, stringFor } from './strings.ts';

/** How a value is made. */
export type ValueOptions = {
  /** Whether the document's examples, and its defaults, come before made-up values. */
  readonly byExample: boolean;
  /** How likely it is that an optional property is there, from 0 to 1. */
  readonly optional: number;
  /** Whether a value is the plainest there is, such as `string` and 0, and not a random one. */
  readonly plain?: boolean;
  /** Whether what must hold itself is left out, although the schema wants it. */
  readonly cut?: boolean;
  /** What the value is for; properties that do not go in that direction are left out. */
  readonly direction?: Direction;
  /** A value for a property of a name, from elsewhere, such as an id that the server has given. */
  readonly known?: (name: string, schema: JsonSchema) => unknown;
};

/** Where an object nests deeper than this, it has only what it must have. */
const DEEPEST = 5;
/** A value of more parts than this has from then on only what it must have. */
const LARGE = 400;
/** A value of more parts than this is not made. */
const TOO_LARGE = 10_000;

/** How many choices in choices are made for one part; a schema may be a branch of itself. */
const MOST_CHOICES = 50;
const choices = ['oneOf', 'anyOf', 'if'];

/** A part of a value that is to be made. */
type Part = {
  readonly schema: JsonSchema;
  readonly depth: number;
  /** The schemas that the part is in. */
  readonly within: Within | undefined;
  readonly put: (value: unknown) => void;
};
type Within = { readonly schema: unknown; readonly around: Within | undefined };

/** @returns undefined where a value would have too many parts, as where it must hold itself */
export function candidate(
  document: Document,
  schema: JsonSchema,
  random: Random,
  manner: ValueOptions,
): unknown {
  return new Making(document, random, manner).value(schema);
}

class Making {
  readonly #document: Document;
  readonly #random: Random;
  readonly #manner: ValueOptions;
  readonly #pending: Part[] = [];
  /** What can only be done once the parts of a part are there, the innermost last. */
  readonly #finishing: (() => void)[] = [];

  constructor(document: Document, random: Random, manner: ValueOptions) {
    this.#document = document;
    this.#random = random;
    this.#manner = manner;
  }

  value(schema: JsonSchema): unknown {
    let made: unknown;
    const put = (value: unknown) => {
      made = value;
    };
    this.#pending.push({ schema, depth: 0, within: undefined, put });
    for (let at = 0; at < this.#pending.length; at++) {
      const part = this.#pending[at];
      if (this.#pending.length > TOO_LARGE) return undefined;
      if (part) part.put(this.#valueOf(part));
    }
    for (const finish of this.#finishing.reverse()) finish();
    return made;
  }

  /** The value of a part, whose own parts are made later. */
  #valueOf(part: Part): unknown {
    const flat = this.#withBranches(part);
    // Copies, since a value may be mended later, and the schema must not.
    if ('const' in flat) return structuredClone(flat.const);
    const example = this.#manner.byExample ? exampleOf(flat) : undefined;
    if (example !== undefined) return structuredClone(example);
    if (Array.isArray(flat.enum)) return structuredClone(this.#oneOf(flat.enum));
    switch (this.#typeOf(flat)) {
      case 'null':
        return null;
      case 'boolean':
        return this.#manner.plain ? true : this.#random() < 0.5;
      case 'integer':
        return numberFor(flat, true, this.#source);
      case 'number':
        return numberFor(flat, false, this.#source);
      case 'array':
        return this.#arrayOf(flat, part);
      case 'object':
        return this.#objectOf(flat, part);
      default:
        return this.#stringOf(flat, part);
    }
  }

  /** Where random values come from, if they are wanted. */
  get #source(): Random | undefined {
    return this.#manner.plain ? undefined : this.#random;
  }

  #oneOf<T>(choices: readonly T[]): T | undefined {
    return this.#manner.plain ? choices[0] : oneOf(this.#random, choices);
  }

  /** The schema of a part with one of its branches for each of its choices. */
  #withBranches(part: Part): JsonSchema {
    let flat = flattenAllowed(this.#document, part.schema);
    const isSmall = this.#isLarge(part.depth);
    for (let made = 0; made < MOST_CHOICES; made++) {
      const keyword = choices.find((each) => each in flat);
      if (keyword === undefined) break;
      const { [keyword]: choice, discriminator, ...rest } = flat;
      if (keyword === 'if') {
        const { then = {}, else: otherwise = {}, ...others } = rest;
        const isMet = this.#manner.plain || this.#random() < 0.5;
        const parts = isMet ? [others, choice, then] : [others, otherwise];
        flat = flattenAllowed(this.#document, { allOf: parts });
        continue;
      }
      const branches = Array.isArray(choice) ? choice.filter(isSchema) : [];
      const inner = branches.filter(
        (each) =>
          !(isSmall ? isWithin(part.within, this.#identity(each)) : this.#isTooDeep(each, part)),
      );
      const scalars = inner.filter((each) => isScalar(flatten(this.#document, each)));
      const chosen = this.#oneOf(
        isSmall && scalars.length > 0 ? scalars : inner.length > 0 ? inner : branches,
      );
      flat = flattenAllowed(this.#document, branchOf(rest, chosen, discriminator));
    }
    return flat;
  }

  #typeOf(flat: JsonSchema): string {
    const { not } = flat;
    const excluded = isSchema(not) && Object.keys(not).length === 1 ? typesOf(not) : [];
    const types = typesOf(flat);
    const all = types.length > 0 ? types : excluded.length > 0 ? everyType : ['string'];
    const left = all.filter((type) => !excluded.includes(type));
    const some = left.filter((type) => type !== 'null');
    // Null is seldom what anybody wants to see.
    const isNull =
      some.length < left.length && (some.length === 0 || (this.#source?.() ?? 1) < 0.2);
    return (isNull ? 'null' : this.#oneOf(some)) ?? 'string';
  }

  #stringOf(flat: JsonSchema, { depth, within, put }: Part): string {
    const { contentMediaType, contentSchema } = flat;
    if (isSchema(contentSchema) && /json/.test(String(contentMediaType))) {
      let content: unknown;
      this.#pending.push({
        schema: contentSchema,
        depth: depth + 1,
        within,
        put: (value) => {
          content = value;
        },
      });
      this.#finishing.push(() => put(JSON.stringify(content)));
      return '';
    }
    return this.#manner.plain ? plainString(flat, this.#random) : stringFor(flat, this.#random);
  }

  #arrayOf(flat: JsonSchema, part: Part): unknown[] {
    const { items, prefixItems, contains, minContains = 1, uniqueItems } = flat;
    const first = Array.isArray(prefixItems) ? prefixItems : [];
    const { maxItems = items === false ? first.length : Number.POSITIVE_INFINITY } = flat;
    const most = Number(maxItems);
    const isEmpty =
      this.#isLarge(part.depth) || this.#isTooDeep(items, part) || this.#hasNone(items);
    const must = isSchema(contains) ? Number(minContains) : 0;
    const least = Math.max(Number(flat.minItems ?? 0), must, isEmpty ? 0 : Math.min(1, most));
    const wanted =
      isEmpty || this.#manner.plain ? least : integerIn(this.#random, least, least + 2);
    const length = Math.min(Math.max(wanted, isEmpty ? 0 : first.length), most);
    const made: unknown[] = Array.from({ length }, () => null);
    const within = { schema: this.#identity(items), around: part.within };
    for (let at = 0; at < length; at++) {
      const each = first[at] ?? items;
      const schema = isSchema(each) ? each : {};
      this.#pending.push({
        // What has to be contained comes last, where no prefix is in its way.
        schema: at >= length - must ? { allOf: [schema, contains] } : schema,
        depth: part.depth + 1,
        within,
        put: (value) => {
          made[at] = value;
        },
      });
    }
    if (uniqueItems === true) this.#finishing.push(() => keepDistinct(made));
    return made;
  }

  /** Whether no value is valid by a schema. */
  #hasNone(schema: unknown): boolean {
    return (
      isSchema(schema) && unsatisfiableIn(this.#document, this.#manner.direction).hasNone(schema)
    );
  }

  #objectOf(flat: JsonSchema, part: Part): object {
    const required = new Set(requiredOf(flat));
    const made: Record<string, unknown> = {};
    const add = (name: string, schema: unknown) => {
      const known = isSchema(schema) ? this.#manner.known?.(name, schema) : undefined;
      setProperty(made, name, known ?? null);
      if (known !== undefined) return;
      this.#pending.push({
        schema: isSchema(schema) ? schema : {},
        depth: part.depth + 1,
        within: { schema: this.#identity(schema), around: part.within },
        put: (value) => setProperty(made, name, value),
      });
    };
    const written = isSchema(flat.properties) ? Object.entries(flat.properties) : [];
    for (const [name, property] of written) {
      if (property === false || this.#isLeftOut(property)) continue;
      if (this.#manner.cut && this.#isTooDeep(property, part)) continue;
      const isAdded = this.#isWanted(property, part) && !this.#hasNone(property);
      if (required.has(name) || isAdded) add(name, property);
    }
    const described = new Set(written.map(([name]) => name));
    for (const name of required) if (!described.has(name)) add(name, otherProperty(flat, name));
    const free = propertiesOf(flat).filter(
      ([name, property]) => !Object.hasOwn(made, name) && !this.#isLeftOut(property),
    );
    const { minProperties = 0, additionalProperties } = flat;
    const isMap = isSchema(additionalProperties) && described.size === 0;
    const least = Math.max(
      Number(minProperties),
      isMap && this.#isWanted(additionalProperties, part) ? 1 : 0,
    );
    for (let at = Object.keys(made).length; at < least; at++) {
      const [name, property] = free.shift() ?? [];
      if (name !== undefined) add(name, property);
      else {
        const key = this.#keyFor(flat, at);
        add(key, otherProperty(flat, key));
      }
    }
    return made;
  }

  /** The name of a property that no schema names. */
  #keyFor({ propertyNames, patternProperties }: JsonSchema, at: number): string {
    const [pattern] = isSchema(patternProperties) ? Object.keys(patternProperties) : [];
    const names = isSchema(propertyNames)
      ? flatten(this.#document, propertyNames)
      : pattern === undefined
        ? {}
        : { pattern };
    if (Array.isArray(names.enum)) return String(names.enum[at % names.enum.length]);
    return Object.keys(names).length > 0 ? stringFor(names, this.#random) : `key${at || ''}`;
  }

  #isWanted(property: unknown, part: Part): boolean {
    if (this.#isLarge(part.depth) || this.#isTooDeep(property, part)) return false;
    return this.#manner.plain || this.#random() < this.#manner.optional;
  }

  /** Whether a plain value would show once more what it is in. */
  #isTooDeep(schema: unknown, { within }: Part): boolean {
    return this.#manner.plain === true && isWithin(within, this.#identity(schema));
  }

  #isLarge(depth: number): boolean {
    return depth >= DEEPEST || this.#pending.length > LARGE;
  }

  #isLeftOut(property: unknown): boolean {
    const { direction } = this.#manner;
    return direction !== undefined && isOneWay(this.#document, property, direction);
  }

  /** What a schema is known by, however often it is referred to. */
  #identity(schema: unknown): unknown {
    if (!isSchema(schema) || typeof schema.$ref !== 'string') return schema;
    return finalTarget(this.#document, schema.$ref);
  }
}

const everyType = ['string', 'integer', 'boolean', 'object', 'array', 'number', 'null'];

const isScalar = (schema: JsonSchema): boolean => {
  const types = typesOf(schema);
  return types.length > 0 && !types.includes('object') && !types.includes('array');
};

function isWithin(within: Within | undefined, schema: unknown): boolean {
  if (!isSchema(schema)) return false;
  for (let each = within; each; each = each.around) if (each.schema === schema) return true;
  return false;
}

/** The schema of a property that is not among those that are named. */
function otherProperty({ patternProperties, additionalProperties }: JsonSchema, name: string) {
  const matching = Object.entries(isSchema(patternProperties) ? patternProperties : {}).find(
    ([pattern]) => patternOf(pattern)?.test(name),
  );
  return matching?.[1] ?? additionalProperties;
}

/** Leaves out what is there already. */
function keepDistinct(items: unknown[]): void {
  const distinct = new Map(items.map((each) => [JSON.stringify(each), each]));
  items.splice(0, items.length, ...distinct.values());
}

/** Sets a property, be its name `__proto__`. */
function setProperty(object: Record<string, unknown>, name: string, value: unknown): void {
  if (name !== '__proto__') object[name] = value;
  else {
    const descriptor = { value, enumerable: true, writable: true, configurable: true };
    Object.defineProperty(object, name, descriptor);
  }
}

/** The value that the document itself shows for a schema. */
function exampleOf({ example, examples, default: otherwise }: JsonSchema): unknown {
  if (example !== undefined) return example;
  return Array.isArray(examples) && examples.length > 0 ? examples[0] : otherwise;
}
