import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { MessageDocument } from '../../contract/messages.ts';
import type { Document } from '../../document/model.ts';
import { withMessageSchemas } from '../model/channel.ts';
import { readModel } from '../model/read.ts';
import { generatedNotice, replaceGenerated } from '../output.ts';
import { emitFunctions } from './emitFunctions.ts';
import { emitOperations } from './emitOperations.ts';
import { emitResources } from './emitResources.ts';
import { emitTypes } from './emitTypes.ts';
import { withClientNames } from './prose.ts';
import { withTypeNames } from './typeNames.ts';

/**
 * Writes the part of a TypeScript client that comes from a document: `types.ts` (all that methods
 * take and give, with camelCase names), `operations.ts` (each operation as data), `resources.ts`
 * (a class a group with a method an operation), `functions.ts` (the same, a function each), and
 * `index.ts`, which exports the types.
 *
 * They use a runtime in the folder `runtime` beside `output`: the types of its `operation.ts`,
 * the functions `call`, `list`, `wait` and `connect` of its `methods.ts`, which methods call, and
 * those of its `parts.ts`, which write bodies, read streams and keep sessions.
 *
 * Beside what OpenAPI says, these tell what a method is like:
 *
 * - `x-sdk` of an operation: `positional` and `aliases`; `session` (begin, refresh or end), for the
 *   tokens that the client keeps; `wait`, the operation that tells the state of what was begun
 * - `x-running` of a property: the states in which it goes on
 * - `x-secret` of a property: a secret, which Python models do not print
 * - `x-rate-limit`: the policy that an operation counts for
 * - `x-problems` with `retry`: the problems that go away by themselves
 * - a header parameter: an option of the call; `Idempotency-Key`: what makes it safe to send again
 * - `cursor`, `items` and `next_cursor`: a list in pages
 * - `x-sdk` of a channel: `method`, `ticket` and `final`
 *
 * @param document a bundled document
 * @param messages a bundled AsyncAPI document, for the method that opens its channel
 * @param output the folder to write into; generated files in it are replaced, others stay
 * @param typeNames other names for types, by those of the document's schemas: one that is called `File`
 *   or `Event` hides what the platform calls so from who imports it
 * @throws Error, naming the operation or schema, where the client could not keep what it promises
 */
export async function generateTypeScriptClient({
  document,
  messages,
  output,
  typeNames = {},
}: {
  readonly document: Document;
  readonly messages?: MessageDocument | undefined;
  readonly output: string;
  readonly typeNames?: Readonly<Record<string, string>> | undefined;
}): Promise<void> {
  const whole = messages ? withMessageSchemas(document, messages) : document;
  const model = withTypeNames(readModel(withClientNames(whole), messages), typeNames);
  const names = Object.keys(model.schemas).sort();
  const header = `// ${generatedNotice(document)}`;
  const files = {
    'operations.ts': emitOperations(model),
    'resources.ts': emitResources(model),
    'functions.ts': emitFunctions(model),
    'index.ts': `export type {\n${names.map((name) => `  ${name},\n`).join('')}} from './types.ts';\n`,
  };
  await replaceGenerated(output, async (scratch) => {
    await emitTypes(model, scratch, header);
    for (const [name, text] of Object.entries(files)) {
      await writeFile(join(scratch, name), `${header}\n\n${text}`);
    }
  });
}
