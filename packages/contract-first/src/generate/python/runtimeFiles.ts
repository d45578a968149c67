/**
 * The sources that a client carries along.
 *
 * @module
 */
import { existsSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { ClientNames } from './clientNames.ts';
import { fromStatement, lineLength } from './source.ts';

/** Where they are: in this repository, and in the published package. */
function runtimeFolder(): string {
  const places = ['src/runtime/python', 'dist/runtime/python'];
  for (let folder = import.meta.dirname; ; folder = dirname(folder)) {
    const found = places.map((place) => join(folder, place)).find((place) => existsSync(place));
    if (found !== undefined) return found;
    if (folder === dirname(folder)) throw new Error('The runtime of clients is not installed');
  }
}

/** The file that opens WebSockets, which need another package, and the one in its place. */
const SOCKET = 'socket.py';
const NO_SOCKET = 'no_socket.py';

/**
 * The sources of the runtime, by their paths in the package.
 *
 * @param hasChannel whether the client opens a channel of live events
 */
export async function runtimeFiles(
  names: ClientNames,
  { hasChannel }: { readonly hasChannel: boolean },
): Promise<Map<string, string>> {
  const folder = runtimeFolder();
  const entries = (await readdir(folder)).filter((name) => name.endsWith('.py')).sort();
  const files = new Map<string, string>();
  for (const name of entries) {
    if (name === (hasChannel ? NO_SOCKET : SOCKET)) continue;
    const source = await readFile(join(folder, name), 'utf8');
    files.set(`_runtime/${name === NO_SOCKET ? SOCKET : name}`, renamed(source, names));
  }
  return files;
}

/** A source with the names of the client; whole identifiers only. */
export function renamed(source: string, { prefix }: ClientNames): string {
  const text = source
    .replace(/\bApiError\b/g, `${prefix}Error`)
    .replace(/\bApiClient\b/g, `${prefix}Client`)
    .replace(/\bAsyncApiClient\b/g, `Async${prefix}Client`)
    .replace(IMPORT, sorted);
  const isTooLong = text !== source && text.split('\n').some((line) => line.length > lineLength);
  // Lines that are too long with this name stay as they are; they are only formatted differently.
  return isTooLong ? `# fmt: off\n${text}` : text;
}

/** An import of names of the runtime, in one line or in parentheses. */
const IMPORT = /^from (\.\w*) import (?:\(\n([^)]*)\)|([^(\n]+))$/gm;

/** The names in the order that they have with the name of the client. */
function sorted(
  written: string,
  module: string,
  block: string | undefined,
  line: string | undefined,
) {
  if (/#| as /.test(written)) return written;
  const names = (block ?? line ?? '').split(',').map((name) => name.trim());
  return fromStatement(
    module,
    names.filter((name) => name !== ''),
  );
}
