/**
 * What the READMEs and the docs tell users to type to install the packages.
 *
 * @module
 */
import { glob, readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = fileURLToPath(new URL('../..', import.meta.url));

/** The folder of each package of npm in `packages`, which need not have its name. */
export async function packageFolders(): Promise<ReadonlyMap<string, string>> {
  const folders = await readdir(join(root, 'packages'));
  const named = folders.map(async (folder) => {
    const manifest = await readFile(join(root, 'packages', folder, 'package.json'), 'utf8');
    return [String(JSON.parse(manifest).name), folder] as const;
  });
  return new Map(await Promise.all(named));
}

/** The folder that the documents pack into; tests use one of their own. */
export const packedFolder = '~/packed';

export type Document = { readonly file: string; readonly text: string };

/** The READMEs, the pages of the docs, and what says how to contribute. */
export async function readDocuments(): Promise<Document[]> {
  const patterns = ['*.md', 'packages/*/README.md', 'docs/**/*.{md,mdx}', '.changeset/*.md'];
  const exclude = (path: string) => path.includes('node_modules') || path.includes('docs/dist');
  const files: string[] = [];
  for await (const file of glob(patterns, { cwd: root, exclude })) files.push(file);
  return Promise.all(
    files.sort().map(async (file) => ({ file, text: await readFile(join(root, file), 'utf8') })),
  );
}

/** The commands in the `sh` blocks of a document, one a line. */
export function shownCommands({ text }: Pick<Document, 'text'>): string[] {
  return [...text.matchAll(/^```sh\n(.*?)^```/gms)].flatMap(([, block = '']) =>
    block.trim().split('\n'),
  );
}

/** The commands of a document that build a package of npm and pack it, in a checkout. */
export function packCommands(document: Pick<Document, 'text'>): string[] {
  return shownCommands(document).filter((line) => line.includes(' --filter '));
}

/** The commands of a document that install a packed package of npm in a project, and try it. */
export function projectCommands(document: Pick<Document, 'text'>): string[] {
  const lines = shownCommands(document);
  const first = lines.findIndex((line) => /^npm install .*~\/packed\//.test(line));
  const after = lines.slice(first + 1);
  const end = after.findIndex((line) => !/^npx [a-z-]+ --help$/.test(line));
  return first < 0 ? [] : [lines[first] ?? '', ...after.slice(0, end < 0 ? undefined : end)];
}
