import type { Oas3Rule } from '@redocly/openapi-core';
import { declarations } from '../declarations.ts';
import { extension, type Operation } from '../document.ts';

/** The `x-rate-limit` of an operation is a `policy` that the document declares in `x-rate-limits`. */
export const rateLimitDeclared: Oas3Rule = () => {
  let policies = new Set<unknown>();
  return {
    Root(root, ctx) {
      policies = declarations(ctx, root, 'x-rate-limits', 'policy');
    },
    Operation(operation: Operation, { location, report }) {
      const policy = extension(operation, 'x-rate-limit');
      if (policy === undefined || policies.has(policy)) return;
      report({
        message: `The policy ${JSON.stringify(policy)} is not declared in x-rate-limits.`,
        location: location.child('x-rate-limit'),
      });
    },
  };
};
