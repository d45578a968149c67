/**
 * The runtime that a client carries along, with the names of the client.
 *
 * @module
 */
import { existsSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { ClientTitle } from '../model/clientTitle.ts';

/** Names in the runtime that stand for those of a client. */
const rename = (text: string, { name, environment }: ClientTitle): string =>
  text
    .replaceAll(/\bApiError\b/g, `${name}Error`)
    .replaceAll(/\bApiClient\b/g, `${name}Client`)
    .replaceAll(/\bAPI_(?=[A-Z]|\b)/g, environment);

/** The folder of the runtime's sources, in this repository and in the published package. */
function runtimeFolder(): string {
  const places = ['src/runtime/typescript', 'dist/runtime/typescript'];
  for (let folder = dirname(fileURLToPath(import.meta.url)); ; folder = dirname(folder)) {
    const found = places.map((place) => join(folder, place)).find((place) => existsSync(place));
    if (found !== undefined) return found;
    if (folder === dirname(folder)) throw new Error('The runtime of clients is not installed');
  }
}

let sources: Promise<ReadonlyMap<string, string>> | undefined;

/** The text of each module of the runtime, by file name. */
function runtimeSources(): Promise<ReadonlyMap<string, string>> {
  sources ??= (async () => {
    const folder = runtimeFolder();
    const names = await readdir(folder);
    const modules = names.filter((name) => /^\w+\.ts$/.test(name)).sort();
    const texts = modules.map(
      async (name) => [name, await readFile(join(folder, name), 'utf8')] as const,
    );
    return new Map(await Promise.all(texts));
  })();
  return sources;
}

/** The modules that a text imports from a folder. */
const importedFrom = (text: string, folder: string): string[] => {
  const pattern = /(?:\bfrom|\bimport\()\s*'(\.\.?\/[\w./]*\/|\.\/)(\w+\.ts)'/g;
  return [...text.matchAll(pattern)]
    .filter(([, path = '']) => path.endsWith(folder))
    .map(([, , name = '']) => name);
};

/**
 * The modules of the runtime that files import, and those that these import.
 *
 * @param files the text of the files that import them
 * @throws Error for a module that the runtime does not have
 */
export async function runtimeFiles(
  files: Iterable<string>,
  called: ClientTitle,
): Promise<ReadonlyMap<string, string>> {
  const all = await runtimeSources();
  const found = new Map<string, string>();
  const pending = [...files].flatMap((text) => importedFrom(text, 'runtime/'));
  for (let module = pending.pop(); module !== undefined; module = pending.pop()) {
    if (found.has(module) || module === 'index.ts') continue;
    const text = all.get(module);
    if (text === undefined) throw new Error(`The runtime of clients has no module ${module}`);
    found.set(module, rename(text, called));
    pending.push(...importedFrom(text, './'));
  }
  return new Map([...found].sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** Text of generated files that speaks of the client as the runtime does. */
export const withClientTitle = rename;
