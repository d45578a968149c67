import type { Oas3Rule, UserContext } from '@redocly/openapi-core';
import { bodiesOf, type Operation, type Placed, type Schema } from '../document.ts';
import { reporter } from '../reporter.ts';
import { walkSchema } from '../schemas.ts';

const freeKeywords = [
  'additionalProperties',
  'patternProperties',
  'unevaluatedProperties',
] as const;
const composed = ['$ref', 'allOf', 'anyOf', 'oneOf'] as const;

/**
 * No body has a map whose keys are data: a client that renames keys could not tell them from
 * names. An array of objects says the same. `x-opaque: true` marks a schema whose keys no client
 * may rename, and which may therefore have any.
 */
export const noFreeKeys: Oas3Rule = () => {
  const report = reporter();
  const seen = new Set<Schema>();
  const check = (ctx: UserContext, { node, location }: Placed<Schema>) => {
    for (const keyword of freeKeywords) {
      const value = Reflect.get(node, keyword);
      if (value === undefined || value === false) continue;
      report(
        ctx,
        location.child(keyword).key(),
        `${keyword} makes a map with free keys; use an array of objects.`,
      );
    }
    if (isBareObject(node)) {
      report(
        ctx,
        location,
        'An object without properties is a map with free keys; name its properties.',
      );
    }
  };
  return {
    Operation(operation: Operation, ctx) {
      for (const { node, location } of bodiesOf(ctx, operation)) {
        if (!node.schema) continue;
        const schema = { node: node.schema, location: location.child('schema') };
        walkSchema(ctx, schema, seen, (part) => check(ctx, part));
      }
    },
  };
};

/** Whether a schema lets objects through and says nothing at all of their keys. */
function isBareObject(schema: Schema): boolean {
  const { type, properties } = schema;
  if (type !== 'object' && !(Array.isArray(type) && type.includes('object'))) return false;
  return (
    Object.keys(properties ?? {}).length === 0 &&
    [...freeKeywords, ...composed].every((keyword) => Reflect.get(schema, keyword) === undefined)
  );
}
