import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { MessageDocument } from '../../contract/messages.ts';
import type { Document } from '../../document/model.ts';
import { withMessageSchemas } from '../model/channel.ts';
import { readModel } from '../model/read.ts';
import { generatedNotice, replaceGenerated } from '../output.ts';
import { emitModels } from './emitModels.ts';
import { emitOperations } from './emitOperations.ts';
import { emitPages } from './emitPages.ts';
import { emitResources } from './emitResources.ts';

/**
 * Writes the part of a Python client that comes from a document, from the same model as the
 * TypeScript client: `models.py` (what methods give, as pydantic models, and what they take, as
 * typed dictionaries), `pages.py` (the lists, which can be iterated over), `operations.py` (each
 * operation as data), and `resources.py` and `async_resources.py` (a class a group with a method an
 * operation), which one template writes.
 *
 * They use a runtime in the package `_runtime` beside `output`: `operation`, `model`, `page`,
 * `connection`, `raw_response`, `download`, `event_stream` and `upload_source`. What tells how
 * methods look is described with `generateTypeScriptClient`. The output is formatted as ruff does it, with lines
 * of 100 characters.
 *
 * @param document a bundled document
 * @param messages a bundled AsyncAPI document, for the method that opens its channel
 * @param output the folder to write into; generated files in it are replaced, others stay
 * @throws Error, naming the operation or schema, where the client could not keep what it promises
 */
export async function generatePythonClient({
  document,
  messages,
  output,
}: {
  readonly document: Document;
  readonly messages?: MessageDocument | undefined;
  readonly output: string;
}): Promise<void> {
  const whole = messages ? withMessageSchemas(document, messages) : document;
  const model = readModel(whole, messages);
  const files = {
    '__init__.py': '',
    'models.py': emitModels(model),
    'pages.py': emitPages(model),
    'operations.py': emitOperations(model),
    'resources.py': emitResources(model, { isAsync: false }),
    'async_resources.py': emitResources(model, { isAsync: true }),
  };
  await replaceGenerated(output, async (scratch) => {
    for (const [name, text] of Object.entries(files)) {
      await writeFile(
        join(scratch, name),
        `# ${generatedNotice(document)}\n${text && `\n${text}`}`,
      );
    }
  });
}
