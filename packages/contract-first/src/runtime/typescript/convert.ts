import { isPlainObject } from './casing.ts';
import type { Convert, Shape, ShapeRef } from './shape.ts';

type Field = { readonly to: string; readonly shape: ShapeRef | undefined };

/** The properties that a shape has, by the name that a value has on this side. */
type Fields = {
  readonly known: ReadonlyMap<string, Field>;
  readonly patterns: readonly (readonly [pattern: RegExp, shape: ShapeRef])[];
  readonly rest: ShapeRef | undefined;
};

type Direction = Parameters<Convert>[2];

type Plain = Readonly<Record<string, unknown>>;

/** Converts values by shapes; parts that no shape describes are returned as they are. */
export const convert: Convert = (value, ref, direction) => {
  const shape = resolved(ref);
  if (value === undefined || value === null) return value;
  if (isPlainObject(value)) return convertObject(value, shape, direction);
  const parts = [...partsOf(shape, value, direction)];
  if (!Array.isArray(value)) {
    const { scalar } = parts.find((part) => part.scalar) ?? {};
    return scalar ? scalar[direction](value) : value;
  }
  const { items, prefix = [] } = parts.find((part) => part.items ?? part.prefix) ?? {};
  return value.map((item, at) => {
    const inner = at < prefix.length ? prefix[at] : items;
    return inner ? convert(item, inner, direction) : item;
  });
};

function convertObject(value: Plain, shape: Shape, direction: Direction): unknown {
  const { known, patterns, rest } = fieldsOf(shape, value, direction);
  const own: [string, unknown][] = [];
  const free: [string, unknown][] = [];
  for (const [name, item] of Object.entries(value)) {
    const field = known.get(name);
    const wire = direction === 'write' && field ? field.to : name;
    const matching = patterns.find(([pattern]) => pattern.test(wire))?.[1];
    const inner = field?.shape ?? matching ?? (field ? undefined : rest);
    const converted = inner ? convert(item, inner, direction) : item;
    if (field) own.push([field.to, converted]);
    else free.push([name, converted]);
  }
  // a free key with the name of a property does not replace it
  return Object.fromEntries([...free, ...own]);
}

const resolved = (ref: ShapeRef): Shape => (typeof ref === 'function' ? ref() : ref);

/**
 * The shapes that apply to a value: a shape itself, all of `all`, and of `any` the one that fits best.
 * Alternatives that are not objects need no discriminator: the first conversion applies.
 */
function* partsOf(shape: Shape, value: unknown, direction: Direction): Generator<Shape> {
  yield shape;
  const { all = [], any = [] } = shape;
  const chosen = isPlainObject(value) ? bestOf(any, value, direction) : any;
  for (const ref of [...all, ...chosen]) yield* partsOf(resolved(ref), value, direction);
}

/** The properties of shapes without alternatives, which are the same for every value. */
const kept = { read: new WeakMap<Shape, Fields>(), write: new WeakMap<Shape, Fields>() };

function fieldsOf(shape: Shape, value: Plain, direction: Direction): Fields {
  const before = kept[direction].get(shape);
  if (before) return before;
  const known = new Map<string, Field>();
  const patterns: [RegExp, ShapeRef][] = [];
  let rest: ShapeRef | undefined;
  let isFixed = true;
  for (const part of partsOf(shape, value, direction)) {
    rest ??= part.rest;
    isFixed &&= !part.any;
    for (const [pattern, inner] of Object.entries(part.patterns ?? {})) {
      patterns.push([expressionOf(pattern), inner]);
    }
    for (const [wire, field] of Object.entries(part.fields ?? {})) {
      const [name, inner] = typeof field === 'string' ? [field, undefined] : field;
      const [from, to] = direction === 'read' ? [wire, name] : [name, wire];
      known.set(from, { to, shape: inner ?? known.get(from)?.shape });
    }
  }
  const fields = { known, patterns, rest };
  if (isFixed) kept[direction].set(shape, fields);
  return fields;
}

/** A regular expression of a schema (JSON Schema, section 6.4); many are valid only without Unicode. */
function expressionOf(pattern: string): RegExp {
  try {
    return new RegExp(pattern, 'u');
  } catch {
    return new RegExp(pattern);
  }
}

/** The alternative that fits best; the first of several that fit equally. */
function bestOf(refs: readonly ShapeRef[], value: Plain, direction: Direction): ShapeRef[] {
  let most = -Infinity;
  let best: ShapeRef[] = [];
  for (const ref of refs) {
    const fit = fitOf(resolved(ref), value, direction);
    if (fit > most) [most, best] = [fit, [ref]];
  }
  return best;
}

/** How well a shape fits: a tag decides, else how many names it knows, and how many it does not. */
function fitOf(shape: Shape, value: Plain, direction: Direction): number {
  let fit = 0;
  const { known, patterns, rest } = fieldsOf(shape, value, direction);
  for (const part of partsOf(shape, value, direction)) {
    for (const [wire, values] of Object.entries(part.tags ?? {})) {
      const written = [...known].find(([, { to }]) => to === wire)?.[0] ?? wire;
      const tag = value[direction === 'read' ? wire : written];
      fit += values.includes(tag) ? 1_000 : -1_000;
    }
  }
  const isFree = (name: string) => rest ?? patterns.some(([pattern]) => pattern.test(name));
  for (const name of Object.keys(value)) fit += known.has(name) ? 1 : isFree(name) ? 0 : -1;
  return fit;
}
