import type { Location, Oas3Rule, UserContext } from '@redocly/openapi-core';
import type { Document, JsonSchema } from '../../document/model.ts';
import { type Part, walkFrom } from '../../document/structure.ts';
import { upgradeSchema } from '../../document/upgrade/schema.ts';
import { Validator } from '../../schema/index.ts';
import { follow, type Header, type Placed } from '../document.ts';

/** A schema with more parts than this is not judged: references written in place can grow without end. */
const MOST_PARTS = 5000;

/**
 * The example of a header fits its schema. Redocly checks the examples of bodies, parameters and
 * schemas, but not those of headers.
 */
export const headerExampleValid: Oas3Rule = () => {
  const document: Document = { openapi: '3.1.1', info: { title: '', version: '' }, paths: {} };
  const validator = new Validator(document);
  return {
    Header(header: Header, ctx) {
      const examples = examplesOf(ctx, header);
      if (!header.schema || examples.length === 0) return;
      const schema = schemaOf(ctx, header.schema, ctx.location.child('schema'));
      if (!schema) return;
      for (const { node, location } of examples) {
        const faults = validator.faults(schema, node);
        if (faults.length === 0) continue;
        const texts = faults.map(({ instancePath, message }) => `it${instancePath} ${message}`);
        ctx.report({
          message: `The example does not fit the schema: ${texts.join(', ')}.`,
          location,
        });
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

/** A schema as JSON Schema 2020-12, with what it refers to written in place; undefined if it is too large. */
function schemaOf(ctx: UserContext, value: object, location: Location): JsonSchema | undefined {
  const budget = { left: MOST_PARTS };
  const schema = inlined(ctx, value, location, budget, new Set());
  if (budget.left < 0) return undefined;
  if (ctx.specVersion === 'oas3_0') {
    const schemas: Part[] = [];
    walkFrom({ kind: 'schema', node: schema as Part, pointer: '#' }, ({ kind, node }) => {
      if (kind === 'schema') schemas.push(node);
    });
    for (const each of schemas) {
      upgradeSchema(
        each,
        () => '#',
        () => {},
      );
    }
  }
  return schema as JsonSchema;
}

/** A schema with what it refers to written in place; a reference within itself lets all through. */
function inlined(
  ctx: UserContext,
  value: object,
  location: Location,
  budget: { left: number },
  within: ReadonlySet<object>,
): object {
  const target = follow<object>(ctx, value, location);
  budget.left -= 1;
  if (!target || within.has(target.node) || budget.left < 0) return {};
  const path = new Set(within).add(target.node);
  const entries = Object.entries(target.node).map(([key, part]) => [
    key,
    typeof part === 'object' && part !== null
      ? inlined(ctx, part, target.location.child(key), budget, path)
      : part,
  ]);
  return Array.isArray(target.node) ? entries.map(([, part]) => part) : Object.fromEntries(entries);
}
