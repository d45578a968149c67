import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Document } from '../../document/model.ts';
import { generatedNotice, replaceGenerated } from '../output.ts';
import { serverFiles } from './file.ts';

/**
 * Writes the server part of a document for `@contract-first/hono`: `types.gen.ts` (a type for each
 * component schema, and `Operations`), `schemas.gen.ts` (their Zod schemas), and `routes.gen.ts`, which
 * is all that `implement` needs: `routes` (an operation's id → its `createRoute`), `formFields` (an
 * operation's id → the text fields of its multipart form), `schemas`, and `extensions` (the document's
 * own `x-…`).
 *
 * @param document a bundled document
 * @param output the folder to write into; generated files in it are replaced, others stay
 * @throws Error that names the part of the document that cannot be written, and why
 */
export async function generateRoutes(document: Document, output: string): Promise<void> {
  const files = Object.entries(serverFiles(document));
  const notice = `// ${generatedNotice(document)}\n\n`;
  await replaceGenerated(output, async (scratch) => {
    for (const [name, text] of files) await writeFile(join(scratch, name), notice + text);
  });
}
