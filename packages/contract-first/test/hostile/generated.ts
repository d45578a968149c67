/** Everything that is generated from a document, in a folder that is removed afterwards. */
import { mkdir, mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Document, MessageDocument } from 'contract-first/contract';
import {
  generatePythonClient,
  generateRoutes,
  generateTypeScriptClient,
} from 'contract-first/generate';

export const generators = {
  routes: ({ document }: Sources, output: string) => generateRoutes(document, output),
  client: (sources: Sources, output: string) => generateTypeScriptClient({ ...sources, output }),
  python: (sources: Sources, output: string) =>
    generatePythonClient({ ...sources, output, name: 'Harbour', isBare: true }),
} as const;

export type Sources = { readonly document: Document; readonly messages: MessageDocument };

/**
 * Generates a part of a document.
 *
 * @returns the sources; an error where the generator refuses
 * @throws Error where it writes anything outside of the folder that it is given
 */
export async function generate(
  kind: keyof typeof generators,
  sources: Sources,
): Promise<string[] | Error> {
  const folder = await mkdtemp(join(tmpdir(), 'hostile-'));
  try {
    const output = join(folder, 'in', 'output');
    await mkdir(output, { recursive: true });
    const refusal = await generators[kind](sources, output).then(
      () => undefined,
      (error: unknown) => (error instanceof Error ? error : new Error(String(error))),
    );
    const outside = (await readdir(folder, { recursive: true })).filter(
      (name) => name !== 'in' && !/^in\/output($|\/)/.test(name),
    );
    if (outside.length > 0) throw new Error(`It has written ${outside.join(', ')}`);
    if (refusal) return refusal;
    const names = (await readdir(output, { recursive: true })).filter(isOfDocument);
    return await Promise.all(names.map((name) => readFile(join(output, name), 'utf8')));
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** Whether a file is made of the document, and no folder or part of the runtime. */
const isOfDocument = (name: string): boolean =>
  /\.(?:ts|py)$/.test(name) && !name.startsWith('_runtime');
