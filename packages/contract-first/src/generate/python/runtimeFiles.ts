import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { ClientNames } from './clientNames.ts';

/** Where the sources of the runtime are, next to the generators; a build copies them there. */
const folder = join(import.meta.dirname, '../../runtime/python');

/**
 * The sources that a client carries along, by their paths in the package.
 *
 * @param hasChannel whether it opens channels of live events, which need another package
 */
export async function runtimeFiles(
  names: ClientNames,
  { hasChannel }: { readonly hasChannel: boolean },
): Promise<Map<string, string>> {
  const entries = (await readdir(folder)).filter((name) => name.endsWith('.py')).sort();
  const files = new Map<string, string>();
  for (const name of entries) {
    if (!hasChannel && name === 'socket.py') continue;
    const source = await readFile(join(folder, name), 'utf8');
    files.set(`_runtime/${name}`, renamed(source, names));
  }
  return files;
}

/** With the names of the client; whole identifiers only. */
export const renamed = (source: string, { prefix }: ClientNames): string =>
  source
    .replace(/\bApiError\b/g, `${prefix}Error`)
    .replace(/\bApiClient\b/g, `${prefix}Client`)
    .replace(/\bAsyncApiClient\b/g, `Async${prefix}Client`);
