import type { z } from 'zod';
import { INVALID, type Reader } from './reading.ts';

/** Gives the reader of a schema, which is prepared when the first value comes. */
type ReaderOf = (schemaOf: () => z.core.$ZodType) => Reader;

/** A property of a schema. */
type Property = {
  readonly name: string;
  readonly read: Reader;
  /** What Zod does if the property is missing. */
  readonly missing: 'refuse' | 'ignore' | 'read';
};

type Plan = {
  readonly properties: readonly Property[];
  readonly names: ReadonlySet<string>;
  /** How other properties are read; undefined if they are dropped. */
  readonly others: Reader | 'refused' | 'kept' | undefined;
};

/**
 * Reads objects.
 *
 * @param own reads with Zod what is too rare to be read here
 */
export function objectReader(def: z.core.$ZodObjectDef, readerOf: ReaderOf, own: Reader): Reader {
  let plan: Plan | undefined;
  let isPlanned = false;
  return (value) => {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return INVALID;
    if (!isPlanned) {
      plan = planOf(def, readerOf);
      isPlanned = true;
    }
    // Zod drops this property, which is no part of what an object inherits.
    if (!plan || Object.hasOwn(value, '__proto__')) return own(value);
    return readObject(plan, value as Readonly<Record<string, unknown>>);
  };
}

/** undefined if Zod must read the objects */
function planOf({ shape, catchall }: z.core.$ZodObjectDef, readerOf: ReaderOf): Plan | undefined {
  const names = Object.keys(shape);
  // What every object inherits would count as a property.
  if (Object.getOwnPropertySymbols(shape).length > 0) return undefined;
  if (names.some((name) => name in Object.prototype)) return undefined;
  const properties: Property[] = [];
  for (const name of names) {
    const schema = shape[name];
    if (!schema) return undefined;
    const { optin, optout } = schema._zod;
    const read = readerOf(() => schema);
    // Zod drops errors of a default that is optional again.
    if (optin === 'defaulted' && optout === 'optional') return undefined;
    // A default, or what a transformation makes of nothing, is read.
    const present = optout === 'optional' ? 'ignore' : 'read';
    properties.push({ name, read, missing: optin === undefined ? 'refuse' : present });
  }
  return { properties, names: new Set(names), others: othersOf(catchall, readerOf) };
}

function othersOf(catchall: z.core.$ZodType | undefined, readerOf: ReaderOf): Plan['others'] {
  if (!catchall) return undefined;
  const { type, checks } = catchall._zod.def;
  if (type === 'never') return 'refused';
  if ((type === 'unknown' || type === 'any') && !checks?.length) return 'kept';
  return readerOf(() => catchall);
}

function readObject(plan: Plan, value: Readonly<Record<string, unknown>>): unknown {
  const { properties, names, others } = plan;
  let output: Record<string, unknown> = value;
  // Of unknown prototype, such as that of a query.
  if (Object.getPrototypeOf(value) !== Object.prototype) output = { ...value };
  if (others !== 'kept') {
    for (const name in value) {
      if (names.has(name)) continue;
      if (others === 'refused') return INVALID;
      if (others === undefined) {
        output = {};
        break;
      }
      const found = others(value[name]);
      if (found === INVALID) return INVALID;
      if (found === value[name]) continue;
      if (output === value) output = { ...value };
      output[name] = found;
    }
  }
  for (const { name, read, missing } of properties) {
    const sent = value[name];
    const isMissing = sent === undefined && !Object.hasOwn(value, name);
    if (isMissing && missing === 'refuse') return INVALID;
    if (isMissing && missing === 'ignore') continue;
    const found = read(sent);
    if (found === INVALID) return INVALID;
    if (output === value) {
      if (found === sent) continue;
      output = { ...value };
    }
    if (found !== undefined || !isMissing) output[name] = found;
  }
  return output;
}
