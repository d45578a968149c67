/**
 * Resolves references, with a cache for each document.
 *
 * @module
 */
import { follow, isSchema, type Reference } from './model.ts';

type Known = { readonly direct: Map<string, unknown>; readonly final: Map<string, unknown> };
const knownIn = new WeakMap<object, Known>();

function knownOf(document: object): Known {
  let known = knownIn.get(document);
  if (!known) {
    known = { direct: new Map(), final: new Map() };
    knownIn.set(document, known);
  }
  return known;
}

/** What a reference leads to, be it a reference again; undefined where it leads nowhere. */
export function targetOf(document: object, reference: string): unknown {
  const { direct } = knownOf(document);
  if (direct.has(reference)) return direct.get(reference);
  let target: unknown;
  try {
    target = follow(document, reference);
  } catch {
    target = undefined;
  }
  direct.set(reference, target);
  return target;
}

/**
 * What a reference leads to in the end, where that is only another reference, and so on.
 *
 * @returns undefined where it leads nowhere, out of the document, or in a circle
 */
export function finalTarget(document: object, reference: string): unknown {
  const { final } = knownOf(document);
  const passed = new Set<string>();
  let target: unknown;
  for (let $ref = reference; ; ) {
    if (final.has($ref)) {
      target = final.get($ref);
      break;
    }
    if (passed.has($ref)) break;
    passed.add($ref);
    const next = targetOf(document, $ref);
    if (!isSchema(next) || typeof next.$ref !== 'string' || Object.keys(next).length > 1) {
      target = next;
      break;
    }
    $ref = next.$ref;
  }
  for (const each of passed) final.set(each, target);
  return target;
}

/** A value with its references followed; a substitute if they lead nowhere. */
export function resolvedOr<T extends object>(
  document: object,
  value: T | Reference,
  substitute: T,
): T {
  if (!('$ref' in value) || typeof value.$ref !== 'string') return value as T;
  const target = finalTarget(document, value.$ref);
  return typeof target === 'object' && target !== null ? (target as T) : substitute;
}
