import { isPlainObject } from './casing.ts';
import type { Convert, Shape, ShapeRef } from './shape.ts';

type Field = { readonly to: string; readonly shape: ShapeRef | undefined };

/** The properties that a shape has, by the name that a value has on this side. */
type Fields = { readonly known: Map<string, Field>; readonly rest: ShapeRef | undefined };

type Direction = Parameters<Convert>[2];

/** Converts values by shapes; parts that no shape describes are returned as they are. */
export const convert: Convert = (value, ref, direction) => {
  const shape = resolved(ref);
  if (value === undefined || value === null) return value;
  if (Array.isArray(value)) {
    const { items, prefix = [] } = mergedList(shape, value, direction);
    if (!items && prefix.length === 0) return value;
    return value.map((item, at) => {
      const own = at < prefix.length ? prefix[at] : items;
      return own ? convert(item, own, direction) : item;
    });
  }
  if (!isPlainObject(value)) {
    const scalar = scalarOf(shape);
    return scalar ? scalar[direction](value) : value;
  }
  const { known, rest } = fieldsOf(shape, value, direction);
  const own: [string, unknown][] = [];
  const free: [string, unknown][] = [];
  for (const [name, item] of Object.entries(value)) {
    const field = known.get(name);
    const inner = field ? field.shape : rest;
    const converted = inner ? convert(item, inner, direction) : item;
    if (field) own.push([field.to, converted]);
    else free.push([name, converted]);
  }
  // a free key with the name of a property does not replace it
  return Object.fromEntries([...free, ...own]);
};

const resolved = (ref: ShapeRef): Shape => (typeof ref === 'function' ? ref() : ref);

/** The parts of a shape that apply to a value: itself, all of `all`, and the best of `any`. */
function* partsOf(shape: Shape, value: unknown, direction: Direction): Generator<Shape> {
  yield shape;
  for (const ref of shape.all ?? []) yield* partsOf(resolved(ref), value, direction);
  const best = shape.any && bestOf(shape.any, value, direction);
  if (best) yield* partsOf(best, value, direction);
}

/** The properties of shapes without alternatives, which are the same for every value. */
const kept = { read: new WeakMap<Shape, Fields>(), write: new WeakMap<Shape, Fields>() };

function fieldsOf(shape: Shape, value: object, direction: Direction): Fields {
  const before = kept[direction].get(shape);
  if (before) return before;
  const fields = collectFields(shape, value, direction);
  if (!hasChoice(shape)) kept[direction].set(shape, fields);
  return fields;
}

const hasChoice = ({ any, all = [] }: Shape): boolean =>
  any !== undefined || all.some((ref) => hasChoice(resolved(ref)));

function collectFields(shape: Shape, value: object, direction: Direction): Fields {
  const known = new Map<string, Field>();
  let rest: ShapeRef | undefined;
  for (const part of partsOf(shape, value, direction)) {
    rest ??= part.rest;
    for (const [wire, field] of Object.entries(part.fields ?? {})) {
      const [name, inner] = typeof field === 'string' ? [field, undefined] : field;
      const [from, to] = direction === 'read' ? [wire, name] : [name, wire];
      const before = known.get(from);
      known.set(from, { to, shape: inner ?? before?.shape });
    }
  }
  return { known, rest };
}

function mergedList(shape: Shape, value: unknown, direction: Direction): Shape {
  for (const part of partsOf(shape, value, direction)) if (part.items ?? part.prefix) return part;
  return {};
}

function scalarOf(shape: Shape): Shape['scalar'] {
  if (shape.scalar) return shape.scalar;
  for (const ref of [...(shape.all ?? []), ...(shape.any ?? [])]) {
    const scalar = scalarOf(resolved(ref));
    if (scalar) return scalar;
  }
  return undefined;
}

/** The alternative that fits best; the first of several that fit equally. */
function bestOf(
  refs: readonly ShapeRef[],
  value: unknown,
  direction: Direction,
): Shape | undefined {
  let best: { readonly shape: Shape; readonly fit: number } | undefined;
  for (const ref of refs) {
    const shape = resolved(ref);
    const fit = fitOf(shape, value, direction);
    if (fit > (best?.fit ?? -Infinity)) best = { shape, fit };
  }
  return best?.shape;
}

/** How well a shape fits: a tag decides, else how many names it knows, and how many it does not. */
function fitOf(shape: Shape, value: unknown, direction: Direction): number {
  if (Array.isArray(value)) return mergedList(shape, value, direction).items ? 1 : 0;
  if (!isPlainObject(value)) return 0;
  let fit = 0;
  const { known, rest } = fieldsOf(shape, value, direction);
  for (const part of partsOf(shape, value, direction)) {
    for (const [wire, values] of Object.entries(part.tags ?? {})) {
      const named = [...known].find(([, { to }]) => to === wire)?.[0] ?? wire;
      const tag = value[direction === 'read' ? wire : named];
      fit += values.includes(tag) ? 1_000 : -1_000;
    }
  }
  for (const name of Object.keys(value)) fit += known.has(name) ? 1 : rest ? 0 : -1;
  return fit;
}
