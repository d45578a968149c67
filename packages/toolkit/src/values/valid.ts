import { type Document, isSchema, type JsonSchema } from '../contract/document.ts';
import { flatten, propertiesOf, requiredOf, typesOf } from './flatten.ts';
import type { Judge } from './judge.ts';
import { integerIn, oneOf, type Random } from './random.ts';
import { stringFor } from './strings.ts';

/** How a value is made. */
export type Manner = {
  /** Whether the document's examples, and its defaults, come before made-up values. */
  readonly byExample: boolean;
  /** How likely it is that an optional property is there, from 0 to 1. */
  readonly optional: number;
  /** A value for a property of a name, from elsewhere, such as an id that the server has given. */
  readonly known?: (name: string, schema: JsonSchema) => unknown;
};

/** Where an object nests deeper than this, it has only what it must have. */
const DEEPEST = 5;
const TRIES = 40;

/**
 * Makes a value that a schema accepts.
 *
 * @returns undefined where none was found in so many tries
 */
export function validValue(
  { document, judge }: { readonly document: Document; readonly judge: Judge },
  schema: JsonSchema,
  random: Random,
  manner: Manner,
): unknown {
  for (let tries = 0; tries < TRIES; tries++) {
    const value = make(schema, 0, tries === 0 ? manner : { ...manner, byExample: false });
    if (judge.accepts(schema, value)) return value;
  }
  return undefined;

  function make(written: JsonSchema, depth: number, how: Manner): unknown {
    const flat = flatten(document, written);
    if ('const' in flat) return flat.const;
    const example = how.byExample ? exampleOf(flat) : undefined;
    if (example !== undefined) return example;
    if (Array.isArray(flat.enum)) return oneOf(random, flat.enum);
    for (const keyword of ['oneOf', 'anyOf']) {
      const { [keyword]: branches, ...rest } = flat;
      if (!Array.isArray(branches)) continue;
      const branch = oneOf(random, branches.filter(isSchema));
      return make({ allOf: [rest, branch ?? {}] }, depth, how);
    }
    const types = typesOf(flat);
    const some = types.filter((type) => type !== 'null');
    // Null is seldom what a test wants to see.
    const type = some.length < types.length && random() < 0.2 ? 'null' : oneOf(random, some);
    return ofType(type ?? 'string', flat, depth, how);
  }

  function ofType(type: string, schema: JsonSchema, depth: number, how: Manner): unknown {
    switch (type) {
      case 'null':
        return null;
      case 'boolean':
        return random() < 0.5;
      case 'integer':
      case 'number':
        return numberFor(schema, type === 'integer', random);
      case 'array':
        return arrayFor(schema, depth, how);
      case 'object':
        return objectFor(schema, depth, how);
      default:
        return stringFor(schema, random);
    }
  }

  function arrayFor(schema: JsonSchema, depth: number, how: Manner): unknown[] {
    const { minItems = 0, maxItems = Number.POSITIVE_INFINITY, items, prefixItems } = schema;
    const least = Math.max(Number(minItems), depth < DEEPEST && Number(maxItems) > 0 ? 1 : 0);
    const length =
      depth < DEEPEST ? integerIn(random, least, Math.min(Number(maxItems), least + 2)) : least;
    const first = Array.isArray(prefixItems) ? prefixItems : [];
    const made = Array.from({ length }, (_, at) => {
      const each = first[at] ?? items;
      return make(isSchema(each) ? each : {}, depth + 1, how);
    });
    if (schema.uniqueItems !== true) return made;
    const distinct = new Map(made.map((each) => [JSON.stringify(each), each]));
    return [...distinct.values()];
  }

  function objectFor(schema: JsonSchema, depth: number, how: Manner): object {
    const required = new Set(requiredOf(schema));
    // A map, since an object takes `__proto__` for its prototype and has a `constructor` from the start.
    const made = new Map<string, unknown>();
    for (const [name, property] of propertiesOf(schema)) {
      const isWanted = required.has(name) || (depth < DEEPEST && random() < how.optional);
      if (!isWanted) continue;
      const known = how.known?.(name, property);
      made.set(name, known === undefined ? make(property, depth + 1, how) : known);
    }
    for (const name of required) if (!made.has(name)) made.set(name, 'a');
    const { minProperties = 0, additionalProperties } = schema;
    for (let at = made.size; at < Number(minProperties); at++) {
      const [name, property] = propertiesOf(schema).find(([each]) => !made.has(each)) ?? [];
      if (name !== undefined && property) made.set(name, make(property, depth + 1, how));
      else {
        const extra = isSchema(additionalProperties)
          ? make(additionalProperties, depth + 1, how)
          : 'a';
        made.set(`key${at}`, extra);
      }
    }
    return Object.fromEntries(made);
  }
}

/** The value that the document itself shows for a schema. */
function exampleOf({ example, examples, default: otherwise }: JsonSchema): unknown {
  if (example !== undefined) return example;
  return Array.isArray(examples) && examples.length > 0 ? examples[0] : otherwise;
}

function numberFor(schema: JsonSchema, isInteger: boolean, random: Random): number {
  const { multipleOf } = schema;
  const step = typeof multipleOf === 'number' ? multipleOf : isInteger ? 1 : 0.5;
  const [least, most] = boundsOf(schema, step);
  const low = Math.ceil(least / step);
  const high = Math.floor(most / step);
  return Number((integerIn(random, low, Math.max(low, high)) * step).toPrecision(15));
}

/** The least and the greatest number of a schema, or numbers near zero where it has no bounds. */
export function boundsOf(schema: JsonSchema, step: number): [least: number, most: number] {
  const { minimum, maximum, exclusiveMinimum, exclusiveMaximum } = schema;
  const low = [minimum, typeof exclusiveMinimum === 'number' ? exclusiveMinimum + step : undefined];
  const high = [
    maximum,
    typeof exclusiveMaximum === 'number' ? exclusiveMaximum - step : undefined,
  ];
  const lows = low.filter((each) => typeof each === 'number');
  const highs = high.filter((each) => typeof each === 'number');
  const least = lows.length > 0 ? Math.max(...lows) : undefined;
  const most = highs.length > 0 ? Math.min(...highs) : undefined;
  return [least ?? Math.min(0, most ?? 0), most ?? Math.max(1000, (least ?? 0) + 1000)];
}
