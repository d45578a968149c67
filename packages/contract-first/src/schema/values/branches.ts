import { isSchema, type JsonSchema } from '../../document/model.ts';

/**
 * A schema together with one of its branches, and with the value by which a reader can tell which one
 * it is, where the schema has a discriminator (OpenAPI 3.1.1, section 4.8.25).
 */
export function branchOf(
  rest: JsonSchema,
  branch: JsonSchema | undefined,
  discriminator: unknown,
): JsonSchema {
  const parts = branch === undefined ? [rest] : [rest, branch];
  const { propertyName, mapping } = isSchema(discriminator) ? discriminator : {};
  if (typeof propertyName !== 'string' || typeof branch?.$ref !== 'string') return { allOf: parts };
  const value = nameOf(branch.$ref, isSchema(mapping) ? mapping : {});
  return { allOf: [...parts, { properties: { [propertyName]: { enum: [value] } } }] };
}

/** The name of a branch in the mapping, which may have its reference or its schema's name; else that. */
function nameOf($ref: string, mapping: JsonSchema): string {
  const name = decodeURIComponent($ref.slice($ref.lastIndexOf('/') + 1));
  const mapped = Object.entries(mapping).find(([, target]) => target === $ref || target === name);
  return mapped?.[0] ?? name;
}
