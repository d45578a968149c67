import type { Oas3Rule } from '@redocly/openapi-core';
import { follow, type Operation, type Parameter, type Schema } from '../document.ts';

/** What a schema may say although any text fits it. */
const ANNOTATIONS = new Set(['type', 'title', 'description', 'example', 'examples', 'default']);

/** An operation with a body, or with parameters that not any text fits, lists how it refuses them: 400, `4XX` or `default`. */
export const refusalListed: Oas3Rule = () => ({
  Operation(operation: Operation, ctx) {
    const { responses } = operation;
    // `struct` reports that they are missing.
    if (typeof responses !== 'object' || responses === null) return;
    if (['400', '4XX', 'default'].some((status) => Object.hasOwn(responses, status))) return;
    const parameters = Array.isArray(operation.parameters) ? operation.parameters : [];
    const mayBeWrong = parameters.some((each, at) => {
      const placed = follow<Parameter>(ctx, each, ctx.location.child(['parameters', at]));
      if (!placed?.node.schema) return false;
      const { node, location } = placed;
      if (node.required && node.in !== 'path') return true;
      const schema = follow<Schema>(ctx, placed.node.schema, location.child('schema'))?.node ?? {};
      return (
        schema.type !== 'string' || Object.keys(schema).some((keyword) => !ANNOTATIONS.has(keyword))
      );
    });
    if (!mayBeWrong && !operation.requestBody) return;
    ctx.report({
      message:
        'An operation whose parameters or body can be invalid needs the response 400, 4XX or default.',
      location: ctx.location.child('responses').key(),
    });
  },
});
