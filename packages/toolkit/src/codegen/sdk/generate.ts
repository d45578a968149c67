import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Document } from '../../contract/document.ts';
import { emitOperations } from './emitOperations.ts';
import { emitResources } from './emitResources.ts';
import { emitTypes } from './emitTypes.ts';
import { readModel } from './model.ts';
import { withClientNames } from './prose.ts';

const header = '// Generated from the contract by `pnpm generate`; do not edit.';

/**
 * Writes the part of a TypeScript client that comes from a document: `types.ts` (all that methods
 * take and give, with camelCase names), `operations.ts` (each operation as data), `resources.ts`
 * (a class a group with a method an operation), and `index.ts`, which exports the types.
 *
 * They use a runtime in the folder `runtime` beside `output`, whose `operation.ts` has the types
 * `Operation`, `Call`, `RequestOptions`, `UploadOptions` and `UploadSource`.
 *
 * @param document a bundled document
 * @param output the folder to write into; what is in it is replaced
 * @throws Error, naming the operation or schema, where the client could not keep what it promises
 */
export async function generateSdk({
  document,
  output,
}: {
  readonly document: Document;
  readonly output: string;
}): Promise<void> {
  const model = readModel(withClientNames(document));
  await emitTypes(model, output, header);
  const names = Object.keys(model.schemas).sort();
  const files = {
    'operations.ts': emitOperations(model),
    'resources.ts': emitResources(model),
    'index.ts': `export type {\n${names.map((name) => `  ${name},\n`).join('')}} from './types.ts';\n`,
  };
  for (const [name, text] of Object.entries(files)) {
    await writeFile(join(output, name), `${header}\n\n${text}`);
  }
}
