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
 * @throws Error that names the part of the document that cannot be written, and why
 */
export async function generateRoutes(document: Document, output: string): Promise<void> {
  const written = createClient({
    // The plugin reads the document itself; hey-api would refuse or change what it does not model.
    input: { openapi: document.openapi, info: document.info, paths: {} },
    output: {
      path: output,
      entryFile: false,
      header: '// Generated from the contract by `pnpm generate`; do not edit.',
      module: { extension: '.ts' },
    },
    plugins: [routesPlugin(document)],
    logs: { level: 'silent', file: false },
  });
  await written.catch((error: unknown) => {
    throw causeOf(error);
  });
}

/** What went wrong, out of the wrapping without a message that hey-api puts around it. */
function causeOf(error: unknown): unknown {
  if (!(error instanceof Error) || !('originalError' in error)) return error;
  const { originalError: job } = error;
  return typeof job === 'object' && job !== null && 'error' in job ? job.error : error;
}
