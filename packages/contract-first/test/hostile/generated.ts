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
  client: (sources: Sources, output: string) =>
    generateTypeScriptClient({ ...sources, output, choices: { bare: true, name: 'Things' } }),
  python: (sources: Sources, output: string) =>
    generatePythonClient({ ...sources, output, name: 'Harbour', bare: true }),
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
    return await Promise.all((await sourcesIn(output)).map((file) => readFile(file, 'utf8')));
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** The paths of generated sources, without the runtime, which no text of a document is part of. */
export async function sourcesIn(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const runtimes = ['runtime', '_runtime'].map((name) => join(folder, name));
  return entries
    .filter((entry) => entry.isFile() && /\.(?:ts|py)$/.test(entry.name))
    .map(({ parentPath, name }) => join(parentPath, name))
    .filter((file) => !runtimes.some((each) => file.startsWith(each)));
}
