/**
 * Makes everything that comes from the contract: the bundled documents, the server's routes
 * and the clients. With `--check` it writes nothing and fails where a byte would change.
 */
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { parseArgs } from 'node:util';
import {
  bundleDocument,
  generatePythonSdk,
  generateRoutes,
  generateSdk,
} from '@file-organizer/toolkit/codegen';
import type { MessageDocument } from '@file-organizer/toolkit/contract';

const root = join(import.meta.dirname, '..');

/** What is generated, by the place it is committed at. */
const outputs = {
  'spec/dist': async (folder: string) => {
    await mkdir(folder, { recursive: true });
    for (const [name, content] of Object.entries({ openapi: document, asyncapi: messages })) {
      await writeFile(join(folder, `${name}.json`), `${JSON.stringify(content, null, 2)}\n`);
    }
  },
  'packages/server/src/generated': (folder: string) => generateRoutes(document, folder),
  'packages/client/src/generated': (folder: string) =>
    generateSdk({ document, messages, output: folder }),
  'packages/client-python/src/file_organizer/_generated': (folder: string) =>
    generatePythonSdk({ document, messages, output: folder }),
};

const { values } = parseArgs({
  options: { check: { type: 'boolean', default: false }, help: { type: 'boolean', short: 'h' } },
});
if (values.help) {
  console.log(
    'pnpm generate [--check]\n\n  --check   write nothing; fail where a byte would change',
  );
  process.exit(0);
}

const document = await bundleDocument(join(root, 'spec/openapi.yaml'));
const messages = await bundleDocument<MessageDocument>(join(root, 'spec/asyncapi.yaml'));
if (values.check) await check();
else for (const [place, write] of Object.entries(outputs)) await write(join(root, place));

async function check(): Promise<void> {
  const stale: string[] = [];
  const scratch = await mkdtemp(join(tmpdir(), 'generate-check-'));
  try {
    for (const [place, write] of Object.entries(outputs)) {
      await write(join(scratch, place));
      const [fresh, committed] = await Promise.all([
        contents(join(scratch, place)),
        contents(join(root, place)),
      ]);
      for (const name of new Set([...fresh.keys(), ...committed.keys()])) {
        if (fresh.get(name) !== committed.get(name)) stale.push(join(place, name));
      }
    }
  } finally {
    await rm(scratch, { recursive: true, force: true });
  }
  if (stale.length === 0) {
    console.log('Generated code is up to date with the contract.');
    return;
  }
  console.error(
    `Generated code differs from the contract:\n${stale.map((name) => `  ${name}`).join('\n')}\nRun \`pnpm generate\` and commit what it writes.`,
  );
  process.exitCode = 1;
}

/** The text of every file in a folder and below, by its path from there; none where it is missing. */
async function contents(folder: string): Promise<Map<string, string>> {
  const found = new Map<string, string>();
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => []);
  for (const entry of entries) {
    if (!entry.isFile()) continue;
    const file = join(entry.parentPath, entry.name);
    found.set(relative(folder, file), await readFile(file, 'utf8'));
  }
  return found;
}
