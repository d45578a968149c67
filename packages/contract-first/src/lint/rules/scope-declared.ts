import type { Oas3Rule } from '@redocly/openapi-core';
import { declarations } from '../declarations.ts';
import { follow } from '../document.ts';

/**
 * Every scope that `security` names is declared: by a flow of its OAuth 2 scheme, or as a `scope` of
 * `x-scopes`. Scopes of OpenID Connect are declared by its provider; names that other schemes carry (OpenAPI 3.1.1,
 * section 4.8.30) are judged only if the document has `x-scopes`.
 */
export const scopeDeclared: Oas3Rule = () => {
  let scopes = new Set<unknown>();
  let hasList = false;
  /** The kind and the scopes of each scheme. */
  const schemes = new Map<string, { readonly type: unknown; readonly scopes: Set<string> }>();
  return {
    Root(root, ctx) {
      scopes = declarations(ctx, root, 'x-scopes', 'scope');
      hasList = scopes.size > 0;
      const place = ctx.location.child(['components', 'securitySchemes']);
      for (const [name, each] of Object.entries(root.components?.securitySchemes ?? {})) {
        const scheme = follow<object>(ctx, each, place.child(name))?.node ?? {};
        const flows: unknown = Reflect.get(scheme, 'flows');
        const declared = Object.values(isObject(flows) ? flows : {}).flatMap((flow: unknown) =>
          isObject(flow) && isObject(flow.scopes) ? Object.keys(flow.scopes) : [],
        );
        schemes.set(name, { type: Reflect.get(scheme, 'type'), scopes: new Set(declared) });
      }
    },
    SecurityRequirement(requirement, { location, report }) {
      for (const [name, needed] of Object.entries(requirement)) {
        const scheme = schemes.get(name);
        if (!Array.isArray(needed) || (scheme?.type !== 'oauth2' && !hasList)) continue;
        for (const [index, scope] of needed.entries()) {
          if (scopes.has(scope) || scheme?.scopes.has(scope)) continue;
          const places = [
            ...(scheme?.type === 'oauth2' ? [`the flows of ${name}`] : []),
            ...(hasList ? ['x-scopes'] : []),
          ];
          report({
            message: `The scope ${JSON.stringify(scope)} is not declared in ${places.join(' or ')}.`,
            location: location.child([name, index]),
          });
        }
      }
    },
  };
};

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null;
