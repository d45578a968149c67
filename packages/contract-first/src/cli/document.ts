import {
  type LoadedDocument,
  loadDocument,
  type Notice,
  type Task,
  unsupported,
} from '../document/index.ts';
import type { Terminal } from './terminal.ts';

/** How a version of OpenAPI is called. */
const nameOf = (version: string): string =>
  version === '2.0' ? 'Swagger 2.0' : `OpenAPI ${version}`;

/**
 * Reads the document that a command works on, and says on stderr what reading it has found.
 *
 * @param task what is to be done with it; what that does not handle is reported, too
 * @throws Error where it cannot be read, or has something without which the result would be wrong
 */
export async function openDocument(
  entry: string,
  terminal: Terminal,
  task?: Task,
): Promise<LoadedDocument> {
  terminal.progress(`Reading ${entry} …`);
  const loaded = await loadDocument(entry);
  terminal.progress('');
  const { version, notices, document } = loaded;
  if (document.openapi !== version) {
    terminal.note(`${entry} is ${nameOf(version)}; it is read as ${nameOf(document.openapi)}.`);
  }
  const lacks = task ? unsupported(document, task, loaded.sourceOf) : [];
  for (const line of linesOf([...notices, ...lacks])) terminal.note(line);
  const errors = lacks.filter(({ level }) => level === 'error');
  if (errors.length > 0) {
    const places = errors.map(({ pointer, rule }) => `  ${pointer} (${rule})`);
    throw new Error(`contract ${task} does not support all of ${entry}:\n${places.join('\n')}`);
  }
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
