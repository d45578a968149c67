import type { Location, Oas3Rule, UserContext } from '@redocly/openapi-core';
import { bodiesOf, type Operation, type Parameter, type Schema } from '../document.ts';
import { reporter } from '../report.ts';
import { walkSchema } from '../schemas.ts';

/**
 * Every name in a body, a query or a path comes back unchanged from snake_case to camelCase to
 * snake_case, so that a client can have one and the wire the other. `line_2` does not (`line2`
 * leads to `line2`), and `fileId` does not (it leads to `file_id`).
 */
export const propertyNameCase: Oas3Rule = () => {
  const report = reporter();
  const seen = new Set<Schema>();
  const check = (ctx: UserContext, name: string, location: Location) => {
    const back = toSnakeCase(toCamelCase(name));
    if (back === name) return;
    report(
      ctx,
      location,
      `${name} becomes ${toCamelCase(name)} in TypeScript, which is ${back} in snake_case.`,
    );
  };
  return {
    Operation(operation: Operation, ctx) {
      for (const { node, location } of bodiesOf(ctx, operation)) {
        if (!node.schema) continue;
        const schema = { node: node.schema, location: location.child('schema') };
        walkSchema(ctx, schema, seen, (part) => {
          for (const name of Object.keys(part.node.properties ?? {})) {
            check(ctx, name, part.location.child(['properties', name]).key());
          }
        });
      }
    },
    Parameter(parameter: Parameter, ctx) {
      // The names of headers are never renamed: they know no case.
      if (parameter.in === 'query' || parameter.in === 'path') {
        check(ctx, parameter.name, ctx.location.child('name'));
      }
    },
  };
};

function toCamelCase(name: string): string {
  return name.replace(/(?<=[a-z0-9])_+([a-z0-9])/gi, (_, letter: string) => letter.toUpperCase());
}

function toSnakeCase(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}
