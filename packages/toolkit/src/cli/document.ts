import { type LoadedDocument, loadDocument } from '../document/index.ts';
import type { Notice } from '../document/notice.ts';
import type { Terminal } from './terminal.ts';

/** How a version of OpenAPI is called. */
const nameOf = (version: string): string =>
  version === '2.0' ? 'Swagger 2.0' : `OpenAPI ${version}`;

/**
 * Reads the document that a command works on, and says on stderr what reading it has found.
 *
 * @throws Error where it cannot be read
 */
export async function openDocument(entry: string, terminal: Terminal): Promise<LoadedDocument> {
  terminal.progress(`Reading ${entry} …`);
  const loaded = await loadDocument(entry);
  terminal.progress('');
  const { version, notices, document } = loaded;
  if (document.openapi !== version) {
    terminal.note(`${entry} is ${nameOf(version)}; it is read as ${nameOf(document.openapi)}.`);
  }
  for (const line of linesOf(notices)) terminal.note(line);
  return loaded;
}

/** A line for each rule that has notices: how many, what the first one says, and where it is. */
export function linesOf(notices: readonly Notice[]): string[] {
  const byRule = Map.groupBy(notices, ({ rule }) => rule);
  return [...byRule].flatMap(([rule, [first, ...others]]) => {
    if (!first) return [];
    const more = others.length === 0 ? '' : ` (and ${others.length} more)`;
    return [`${first.level} ${rule}: ${first.message} ${first.pointer}${more}`];
  });
}
