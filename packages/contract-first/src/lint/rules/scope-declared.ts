import type { Oas3Rule } from '@redocly/openapi-core';
import { declarations } from '../declarations.ts';

/**
 * Every scope that `security` names is a `scope` that the document declares in `x-scopes`.
 * Redocly's `security-scopes-defined` knows only the scopes of OAuth 2.
 */
export const scopeDeclared: Oas3Rule = () => {
  let scopes = new Set<unknown>();
  return {
    Root(root, ctx) {
      scopes = declarations(ctx, root, 'x-scopes', 'scope');
    },
    SecurityRequirement(requirement, { location, report }) {
      for (const [scheme, needed] of Object.entries(requirement)) {
        for (const [index, scope] of needed.entries()) {
          if (scopes.has(scope)) continue;
          report({
            message: `The scope ${JSON.stringify(scope)} is not declared in x-scopes.`,
            location: location.child([scheme, index]),
          });
        }
      }
    },
  };
};
