import type { Oas3Rule } from '@redocly/openapi-core';

/** Every security scheme that `security` names is declared in the components (OpenAPI 3.2: or named by its URI). */
export const schemeDeclared: Oas3Rule = () => {
  let declared: ReadonlySet<string> = new Set();
  return {
    Root(root, { specVersion }) {
      const schemes: unknown =
        specVersion === 'oas2'
          ? Reflect.get(root, 'securityDefinitions')
          : root.components?.securitySchemes;
      declared = new Set(typeof schemes === 'object' && schemes ? Object.keys(schemes) : []);
    },
    SecurityRequirement(requirement, { location, report, specVersion }) {
      for (const name of Object.keys(requirement)) {
        if (declared.has(name) || (specVersion === 'oas3_2' && /[/:#.]/.test(name))) continue;
        report({
          message: `The security scheme ${JSON.stringify(name)} is not declared.`,
          location: location.child([name]).key(),
        });
      }
    },
  };
};
