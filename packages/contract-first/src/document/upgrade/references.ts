import type { Origins } from '../origins.ts';
import { escapeToken, type Part, tokensOf, walk } from '../structure.ts';

/** Where the shared parts of Swagger 2.0 stand in OpenAPI 3. */
const shared: ReadonlyMap<string, string> = new Map([
  ['definitions', '#/components/schemas'],
  ['parameters', '#/components/parameters'],
  ['responses', '#/components/responses'],
]);

/**
 * Leads every reference of a rewritten document to where its target stands now. References are
 * still pointers into the document as it was before.
 */
export function relink(document: Part, origins: Origins): void {
  const placeOf = new Map<string, string>();
  const references: Part[] = [];
  walk(document, ({ node, pointer }) => {
    const origin = origins.of(node);
    if (!placeOf.has(origin)) placeOf.set(origin, pointer);
    if (typeof node.$ref === 'string') references.push(node);
  });
  for (const reference of references) {
    const [root = '', ...rest] = tokensOf(String(reference.$ref));
    const written = `#/${[root, ...rest].map(escapeToken).join('/')}`;
    const folder = shared.get(root);
    const moved = folder && [folder, ...rest.map(escapeToken)].join('/');
    reference.$ref = placeOf.get(written) ?? moved ?? reference.$ref;
  }
}
