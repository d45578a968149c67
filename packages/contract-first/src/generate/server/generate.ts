import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Document } from '../../document/model.ts';
import { generatedNotice, replaceGenerated } from '../output.ts';
import { routesFile } from './file.ts';

/**
 * Writes the routes of a document for `@contract-first/hono`, into `routes.gen.ts`: Zod schemas for all
 * components, `routes` (an operation's id → its `createRoute`), `formFields` (an operation's id → the
 * text fields of its multipart form), and `extensions` (the document's own `x-…`).
 *
 * @param document a bundled document
 * @param output the folder to write into; generated files in it are replaced, others stay
 * @throws Error that names the part of the document that cannot be written, and why
 */
export async function generateRoutes(document: Document, output: string): Promise<void> {
  const text = routesFile(document);
  await replaceGenerated(output, (scratch) =>
    writeFile(join(scratch, 'routes.gen.ts'), `// ${generatedNotice(document)}\n\n${text}`),
  );
}
