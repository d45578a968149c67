import { type Document, isSchema, type JsonSchema } from '../document/model.ts';
import { branches, lists, named, single } from '../document/subschemas.ts';
import { finalTarget } from '../document/targets.ts';
import { isOneWay } from '../schema/directions.ts';

/** The most schemas that one is unrolled to. */
const MOST = 2_000;

/**
 * A schema with what it refers to in place of each reference, whose objects have no properties but
 * the documented ones that go into answers.
 *
 * @returns undefined where a schema is in itself, or all together are too many
 */
export function unrolled(document: Document, start: JsonSchema): JsonSchema | undefined {
  let count = 0;
  const open = new Set<unknown>();
  try {
    return copyOf(start, false);
  } catch (error) {
    if (error instanceof TooMuch) return undefined;
    throw error;
  }

  function copyOf(written: JsonSchema, isBranch: boolean): JsonSchema {
    count += 1;
    if (count > MOST) throw new TooMuch();
    const { $ref, ...own } = written;
    const target = typeof $ref === 'string' ? finalTarget(document, $ref) : undefined;
    if (isSchema(target)) {
      if (open.has(target)) throw new TooMuch();
      open.add(target);
      const inside = copyOf(target, isBranch);
      open.delete(target);
      return Object.keys(own).length === 0 ? inside : { allOf: [inside, copyOf(own, true)] };
    }
    const copy = new Map(Object.entries(own));
    for (const keyword of [...single, ...lists, ...branches]) {
      if (copy.has(keyword)) copy.set(keyword, each(copy.get(keyword), keyword === 'allOf'));
    }
    for (const keyword of named) {
      const schemas = copy.get(keyword);
      if (!isSchema(schemas)) continue;
      const entries = Object.entries(schemas).filter(
        ([, property]) => !(keyword === 'properties' && isOneWay(document, property, 'response')),
      );
      // Another part may describe the same property.
      const copies = entries.map(([name, property]) => [name, each(property, isBranch)]);
      copy.set(keyword, Object.fromEntries(copies));
    }
    const isClosed = copy.has('additionalProperties') || copy.has('x-opaque');
    if (isSchema(copy.get('properties')) && !isBranch && !isClosed && !copy.has('allOf')) {
      copy.set('additionalProperties', false);
    }
    return Object.fromEntries(copy);
  }

  function each(value: unknown, isBranch: boolean): unknown {
    if (Array.isArray(value)) return value.map((one) => each(one, isBranch));
    return isSchema(value) ? copyOf(value, isBranch) : value;
  }
}

class TooMuch extends Error {}
