import type { Oas2Rule, Oas3Rule } from '@redocly/openapi-core';

type Visit = (...given: readonly unknown[]) => unknown;

/**
 * A rule that is not shown what is no object: a document may have anything in any place, and `struct`
 * reports it.
 */
export const guarded =
  (rule: Oas3Rule): Oas3Rule =>
  (options) => {
    const visitors = rule(options);
    return Array.isArray(visitors) ? visitors.map(guardedVisitor) : guardedVisitor(visitors);
  };

/** A rule on parts that Swagger 2.0 has under the same names, which the types of Redocly do not know. */
export const ofSwagger = (rule: Oas3Rule): Oas2Rule => guarded(rule) as unknown as Oas2Rule;

/** A visitor has functions, by types of nodes or `enter` and `leave`, and visitors in it. */
function guardedVisitor<Visitor extends object>(visitor: Visitor): Visitor {
  const entries = Object.entries(visitor).map(([name, part]: [string, unknown]) => {
    if (typeof part === 'function') return [name, ofObjects(part as Visit)];
    return [name, typeof part === 'object' && part !== null ? guardedVisitor(part) : part];
  });
  return Object.fromEntries(entries);
}

const ofObjects =
  (visit: Visit): Visit =>
  (node, ...rest) =>
    typeof node === 'object' && node !== null ? visit(node, ...rest) : undefined;
