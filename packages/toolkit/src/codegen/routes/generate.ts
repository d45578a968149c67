import { createClient } from '@hey-api/openapi-ts';
import type { Document } from '../../contract/document.ts';
import { routesPlugin } from './plugin.ts';

/**
 * Writes the routes of a document for `@hono/zod-openapi`: Zod schemas for all components,
 * `routes` (an operation's id → its `createRoute`), `formFields` (an operation's id → the text fields
 * of its multipart form), and `extensions` (the document's own `x-…`).
 *
 * @param document a bundled document
 * @param output the folder to write into; what is in it is replaced
 */
export async function generateRoutes(document: Document, output: string): Promise<void> {
  await createClient({
    // hey-api writes into the document that it is given
    input: structuredClone(document) as never,
    output: {
      path: output,
      entryFile: false,
      header: '// Generated from the contract by `pnpm generate`; do not edit.',
      module: { extension: '.ts' },
    },
    plugins: [routesPlugin()],
    logs: { level: 'silent' },
  });
}
