import type { Location, Oas3Rule, UserContext } from '@redocly/openapi-core';
import { Ajv2020 } from 'ajv/dist/2020.js';
import formats from 'ajv-formats';
import { follow, type Header, type Placed } from '../document.ts';

/**
 * The example of a header fits its schema (OpenAPI 3.1). Redocly checks the examples of bodies,
 * parameters and schemas, but not those of headers.
 */
export const headerExampleValid: Oas3Rule = () => {
  const ajv = new Ajv2020({ allErrors: true, strictSchema: false });
  formats.default(ajv);
  return {
    Header(header: Header, ctx) {
      if (!header.schema) return;
      const schema = inlined(ctx, header.schema, ctx.location.child('schema'));
      const validate = ajv.compile(schema);
      for (const { node, location } of examplesOf(ctx, header)) {
        if (validate(node)) continue;
        const faults = ajv.errorsText(validate.errors, { dataVar: 'it' });
        ctx.report({ message: `The example does not fit the schema: ${faults}.`, location });
      }
    },
  };
};

/** The values of all examples of a header. */
function examplesOf(ctx: UserContext, { example, examples }: Header): Placed<unknown>[] {
  const found: Placed<unknown>[] = [];
  if (example !== undefined) found.push({ node: example, location: ctx.location.child('example') });
  for (const [name, each] of Object.entries(examples ?? {})) {
    const placed = follow(ctx, each, ctx.location.child(['examples', name]));
    if (placed && placed.node.value !== undefined) {
      found.push({ node: placed.node.value, location: placed.location.child('value') });
    }
  }
  return found;
}

/** A schema with what it refers to written in place; a reference within itself lets all through. */
function inlined(
  ctx: UserContext,
  value: object,
  location: Location,
  within: object[] = [],
): object {
  const target = follow<object>(ctx, value, location);
  if (!target || within.includes(target.node)) return {};
  const path = [...within, target.node];
  const entries = Object.entries(target.node).map(([key, part]) => [
    key,
    typeof part === 'object' && part !== null
      ? inlined(ctx, part, target.location.child(key), path)
      : part,
  ]);
  return Array.isArray(target.node) ? entries.map(([, part]) => part) : Object.fromEntries(entries);
}
