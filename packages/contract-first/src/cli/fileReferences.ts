import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';

/** A `$ref` in YAML or JSON, with its text in quotes or without. */
const reference = /["']?\$ref["']?\s*:\s*(?:"([^"]*)"|'([^']*)'|([^\s,}]+))/g;

/**
 * The files that a text refers to, as written. It is found without parsing the text, which may be
 * incomplete while it is being edited.
 */
export const fileReferencesIn = (text: string): string[] =>
  [...text.matchAll(reference)].flatMap(([, double, single, bare]) => {
    const [file = ''] = (double ?? single ?? bare ?? '').split('#');
    return file === '' ? [] : [file];
  });

/**
 * The absolute paths of a document's files: the first one, and all that are referred to.
 *
 * @returns their texts; undefined for one that cannot be read
 */
export async function filesOfDocument(entry: string): Promise<Map<string, string | undefined>> {
  const found = new Map<string, string | undefined>();
  const waiting = [resolve(entry)];
  for (let path = waiting.pop(); path !== undefined; path = waiting.pop()) {
    if (found.has(path)) continue;
    const text = await readFile(path, 'utf8').catch(() => undefined);
    found.set(path, text);
    for (const file of fileReferencesIn(text ?? '')) {
      if (!/^[a-z][a-z0-9+.-]+:/i.test(file)) waiting.push(resolve(path, '..', decoded(file)));
    }
  }
  return found;
}

function decoded(file: string): string {
  try {
    return decodeURIComponent(file);
  } catch {
    return file;
  }
}
