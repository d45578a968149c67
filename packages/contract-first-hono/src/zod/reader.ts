/**
 * Reads valid values as Zod does, without what Zod allocates for each of them. A reader is prepared from
 * the definitions of a schema. Parts that it does not know are read by Zod, and so is each value that is
 * refused: only Zod says why.
 *
 * Values are those of JSON and of texts: no object is part of another one twice. Objects and arrays are
 * only copied if reading changes them.
 *
 * @module
 */
import { z } from 'zod';
import { objectReader } from './objectReader.ts';
import { INVALID, type Reader } from './reading.ts';

type Schema = z.core.$ZodType;
type Parsed =
  | { readonly success: true; readonly data: unknown; readonly error?: undefined }
  | { readonly success: false; readonly data?: undefined; readonly error: z.ZodError };

export type Parse = (value: unknown) => Parsed;

/** `safeParse` of a schema, prepared when the first value comes. */
export function parserOf(schema: z.ZodType): Parse {
  let read: Reader | undefined;
  return (value) => {
    read ??= readerOf(schema);
    const data = read(value);
    return data === INVALID ? schema.safeParse(value) : { success: true, data };
  };
}

const readers = new WeakMap<Schema, Reader>();

/** The reader of a schema, prepared once. Those of its parts are prepared when they are needed. */
function readerOf(schema: Schema): Reader {
  let reader = readers.get(schema);
  if (!reader) {
    reader = checked(schema, typeReader(schema) ?? ownReader(schema));
    readers.set(schema, reader);
  }
  return reader;
}

/** A reader that is prepared when the first value comes, since schemas may be circular. */
function lazyReader(schemaOf: () => Schema): Reader {
  let reader: Reader | undefined;
  return (value) => {
    reader ??= readerOf(schemaOf());
    return reader(value);
  };
}

/** Reads with Zod. */
const ownReader =
  (schema: Schema): Reader =>
  (value) => {
    const result = z.safeParse(schema, value);
    return result.success ? result.data : INVALID;
  };

/** Runs the checks of a schema after its reader, as Zod does; the first issue refuses the value. */
function checked(schema: Schema, read: Reader): Reader {
  const checks = schema._zod.def.checks?.map((each) => each._zod);
  if (!checks?.length) return read;
  const own = ownReader(schema);
  return (input) => {
    const value = read(input);
    if (value === INVALID) return INVALID;
    // Of the type that the checks are for: they are those of the schema that has read it.
    const payload: z.core.ParsePayload<never> = { value: value as never, issues: [] };
    for (const check of checks) {
      if (check.def.when && !check.def.when(payload)) continue;
      // Zod throws for it, or not.
      if (check.check(payload) instanceof Promise) return own(input);
      if (payload.issues.length > 0) return INVALID;
    }
    return payload.value;
  };
}

const text: Reader = (value) => (typeof value === 'string' ? value : INVALID);
const number: Reader = (value) => (Number.isFinite(value) ? value : INVALID);
const integer: Reader = (value) => (Number.isSafeInteger(value) ? value : INVALID);
const truth: Reader = (value) => (typeof value === 'boolean' ? value : INVALID);
const nothing: Reader = (value) => (value === null ? value : INVALID);
const anything: Reader = (value) => value;

/** The reader for the type of a schema, without its checks; undefined for Zod's own. */
function typeReader(schema: Schema): Reader | undefined {
  const { def } = (schema as z.core.$ZodTypes)._zod;
  switch (def.type) {
    case 'string':
      return isPlain(def) ? text : undefined;
    case 'number':
      if (isPlain(def)) return number;
      return 'format' in def && def.format === 'safeint' && !def.coerce ? integer : undefined;
    case 'boolean':
      return def.coerce ? undefined : truth;
    case 'null':
      return nothing;
    case 'any':
    case 'unknown':
      return anything;
    case 'enum':
      return oneOf(Object.values(def.entries));
    case 'literal':
      return oneOf(def.values);
    case 'array':
      return arrayReader(lazyReader(() => def.element));
    case 'object':
      return objectReader(def, lazyReader, ownReader(schema));
    case 'union':
      if ('discriminator' in def) return undefined;
      return def.inclusive === false
        ? exclusiveReader(def.options.map((each) => lazyReader(() => each)))
        : unionReader(def.options.map((each) => lazyReader(() => each)));
    case 'optional':
      return schema instanceof z.core.$ZodExactOptional ? undefined : optionalReader(def);
    case 'nullable': {
      const inner = lazyReader(() => def.innerType);
      return (value) => (value === null ? null : inner(value));
    }
    case 'default': {
      const inner = lazyReader(() => def.innerType);
      return (value) => {
        const read = value === undefined ? undefined : inner(value);
        return read === undefined ? def.defaultValue : read;
      };
    }
    case 'pipe':
      return pipeReader(def);
    case 'transform':
      return transformReader(def, ownReader(schema));
    case 'lazy':
      return lazyReader(() => (schema as z.core.$ZodLazy)._zod.innerType);
    default:
      return undefined;
  }
}

/** Whether texts or numbers are of any format, and not converted. */
const isPlain = (def: z.core.$ZodStringDef | z.core.$ZodNumberDef): boolean =>
  !def.coerce && !('format' in def) && !('check' in def);

/** Only texts: Zod compares numbers of an enum in its own way. */
function oneOf(values: readonly unknown[]): Reader | undefined {
  if (!values.every((each) => typeof each === 'string')) return undefined;
  const all = new Set<unknown>(values);
  return (value) => (all.has(value) ? value : INVALID);
}

function arrayReader(item: Reader): Reader {
  return (value) => {
    if (!Array.isArray(value)) return INVALID;
    let output: unknown[] = value;
    for (let at = 0; at < value.length; at++) {
      const read = item(value[at]);
      if (read === INVALID) return INVALID;
      if (read === value[at]) continue;
      if (output === value) output = [...value];
      output[at] = read;
    }
    return output;
  };
}

function unionReader(options: readonly Reader[]): Reader {
  return (value) => {
    for (const option of options) {
      const read = option(value);
      if (read !== INVALID) return read;
    }
    return INVALID;
  };
}

/** Exactly one must accept the value. */
function exclusiveReader(options: readonly Reader[]): Reader {
  return (value) => {
    let found: unknown = INVALID;
    for (const option of options) {
      const read = option(value);
      if (read === INVALID) continue;
      if (found !== INVALID) return INVALID;
      found = read;
    }
    return found;
  };
}

function optionalReader({ innerType }: z.core.$ZodOptionalDef): Reader {
  const inner = lazyReader(() => innerType);
  return (value) => {
    if (value !== undefined) return inner(value);
    if (innerType._zod.optin !== 'defaulted') return undefined;
    const read = inner(undefined);
    return read === INVALID ? undefined : read;
  };
}

function transformReader({ transform }: z.core.$ZodTransformDef, own: Reader): Reader | undefined {
  // A function that gets Zod's payload too may add issues to it.
  if (transform.length !== 1) return undefined;
  return (value) => {
    const read = transform(value, { value, issues: [] });
    return read instanceof Promise ? own(value) : read;
  };
}

function pipeReader(def: z.core.$ZodPipeDef): Reader | undefined {
  // A codec has a transformation of its own.
  if (def.transform ?? def.reverseTransform) return undefined;
  const first = lazyReader(() => def.in);
  const second = lazyReader(() => def.out);
  return (value) => {
    const read = first(value);
    return read === INVALID ? INVALID : second(read);
  };
}
