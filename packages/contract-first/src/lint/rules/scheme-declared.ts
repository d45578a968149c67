import type { Oas3Rule } from '@redocly/openapi-core';

/** Every security scheme that `security` names is declared in the components (OpenAPI 3.2: or named by its URI). */
export const schemeDeclared: Oas3Rule = () => {
  let declared: ReadonlySet<string> = new Set();
  return {
    Root(root) {
      declared = new Set(Object.keys(root.components?.securitySchemes ?? {}));
    },
    SecurityRequirement(requirement, { location, report, specVersion }) {
      for (const name of Object.keys(requirement)) {
        if (declared.has(name) || (specVersion === 'oas3_2' && /[/:#.]/.test(name))) continue;
        report({
          message: `The security scheme ${JSON.stringify(name)} is not declared in components.securitySchemes.`,
          location: location.child([name]).key(),
        });
      }
    },
  };
};
