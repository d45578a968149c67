import type { Report } from '../notice.ts';
import type { Origins } from '../origins.ts';
import { type Part, walk } from '../structure.ts';
import { upgradeSchema } from './schema.ts';

/** The version that upgraded documents state. */
export const UPGRADED = '3.1.2';

/** Rewrites a bundled document of OpenAPI 3.0 as 3.1, in place. */
export function upgradeOpenApi30(document: Part, origins: Origins, report: Report): void {
  document.openapi = UPGRADED;
  upgradeSchemas(document, origins, report);
}

/** Rewrites every schema of a document that has the structure of OpenAPI 3, in place. */
export function upgradeSchemas(document: Part, origins: Origins, report: Report): void {
  // An upgraded schema may hold what it held one level deeper, so all are found first.
  const schemas: Part[] = [];
  walk(document, ({ kind, node }) => {
    if (kind === 'schema') schemas.push(node);
  });
  for (const schema of schemas) upgradeSchema(schema, () => origins.of(schema), report);
}
