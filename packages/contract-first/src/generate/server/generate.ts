import { join } from 'node:path';
import type { Document } from '../../document/model.ts';
import { generatedNotice, planOutput, writeOutput } from '../output.ts';
import { serverFiles, TYPES_FILE } from './file.ts';
import { type LeftOut, notChecked, notRead, notSent, notSwitched } from './leftOut.ts';
import { notReached } from './unreached.ts';

/**
 * For the files of values. Every type that they export is stated, so that checking what is in them finds
 * nothing; for a large document it would take most of the compiler's time.
 */
const unchecked = '// @ts-nocheck: its types are stated, not inferred\n';

/**
 * Writes the server part of a document for `@contract-first/hono`: `types.gen.ts` (a type for each
 * component schema, and `Operations`), `schemas.gen.ts` (their Zod schemas), and `routes.gen.ts`, which
 * is all that `implement` needs: `routes` (an operation's id → its `createRoute`), `formFields` (an
 * operation's id → the text fields of its multipart form), `schemas`, and `extensions` (the document's
 * own `x-…`). If the document has webhooks or callbacks, `webhooks.gen.ts` has a sender for each. A
 * part that cannot be written does not stop the rest.
 *
 * @param document a bundled document
 * @param output the folder to write into; generated files in it are replaced, others stay
 * @returns what was left out, is not checked or cannot be reached, and why
 * @throws Error if two operations have one id, or a file that was not generated would be replaced
 */
export async function generateRoutes(
  document: Document,
  output: string,
): Promise<{ readonly notices: readonly LeftOut[] }> {
  const { files, operations, leftOut } = serverFiles(document);
  const notice = `// ${generatedNotice(document)}\n`;
  const texts = Object.entries(files).map(([name, text]): [string, Uint8Array] => {
    const head = name === TYPES_FILE ? notice : notice + unchecked;
    return [join(output, name), Buffer.from(`${head}\n${text}`)];
  });
  await writeOutput(await planOutput(new Map(texts), [output]));
  const findings = [
    ...notRead(operations),
    ...notSwitched(operations),
    ...[notReached, notSent, notChecked].flatMap((find) => find(document)),
  ];
  return { notices: [...leftOut, ...findings] };
}
