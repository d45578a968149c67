import type { Location, Oas3Rule } from '@redocly/openapi-core';
import { bodiesOf, type Operation, type Parameter, type Schema } from '../document.ts';
import { reporter } from '../reporter.ts';
import { walkSchema } from '../schemas.ts';

/**
 * In a document whose names are snake_case, every name in a body, a query or a path stays the same
 * when it is changed to camelCase and back, so that a client can have one and the wire the other.
 * `line_2` does not (`line2` becomes `line2`), and `fileId` does not (it becomes `file_id`). A document
 * whose names are mostly camelCase needs no change of names: nothing is reported there.
 */
export const propertyNameCase: Oas3Rule = () => {
  const report = reporter();
  const seen = new Set<Schema>();
  const found: { readonly name: string; readonly location: Location }[] = [];
  return {
    Root: {
      leave(_root, ctx) {
        const names = [...new Set(found.map(({ name }) => name))];
        const snake = names.filter((name) => /[a-z\d]_[a-z\d]/.test(name)).length;
        const camel = names.filter((name) => /[a-z\d][A-Z]/.test(name)).length;
        if (camel >= snake) return;
        for (const { name, location } of found) {
          const message = faultIn(name);
          if (message !== undefined) report(ctx, location, message);
        }
      },
    },
    Operation(operation: Operation, ctx) {
      for (const { node, location } of bodiesOf(ctx, operation)) {
        if (!node.schema) continue;
        const schema = { node: node.schema, location: location.child('schema') };
        walkSchema(ctx, schema, seen, (part) => {
          for (const name of Object.keys(part.node.properties ?? {})) {
            found.push({ name, location: part.location.child(['properties', name]).key() });
          }
        });
      }
    },
    Parameter(parameter: Parameter, ctx) {
      // The names of headers are never renamed: they know no case.
      const isRenamed = parameter.in === 'query' || parameter.in === 'path';
      if (isRenamed && typeof parameter.name === 'string') {
        found.push({ name: parameter.name, location: ctx.location.child('name') });
      }
    },
  };
};

/** What is wrong with a name in a document of snake_case; undefined if nothing is. */
function faultIn(name: string): string | undefined {
  // `filter[name]` and `$top` are no names that a client could change.
  if (!/^\w+$/.test(name)) return undefined;
  const camel = toCamelCase(name);
  if (camel.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`) === name) return undefined;
  const better = toSnakeCase(name);
  return camel === name
    ? `${name} is not snake_case, as other names of this document: rename it to ${better}.`
    : `${name} becomes ${camel} in camelCase, from which no client can tell it: rename it to ${better}.`;
}

function toCamelCase(name: string): string {
  return name.replace(/(?<=[a-z0-9])_+([a-z0-9])/gi, (_, letter: string) => letter.toUpperCase());
}

/** A name as lower-case words: `photoURLs` as `photo_urls`, `AppPK` as `app_pk`, `ring_2` as `ring2`. */
function toSnakeCase(name: string): string {
  return name
    .replaceAll(/([A-Z]+)([A-Z][a-z](?!$|[A-Z]))/g, '$1_$2')
    .replaceAll(/([a-z\d])([A-Z])/g, '$1_$2')
    .replaceAll(/_+(?=\d)/g, '')
    .toLowerCase();
}
