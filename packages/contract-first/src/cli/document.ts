import {
  type LoadedDocument,
  loadDocument,
  type Notice,
  type Task,
  unsupported,
} from '../document/index.ts';
import { DocumentError, linesOf, placeText } from './notices.ts';
import type { Terminal } from './terminal.ts';

/** How a version of OpenAPI is called. */
const nameOf = (version: string): string =>
  version === '2.0' ? 'Swagger 2.0' : `OpenAPI ${version}`;

/**
 * Reads the document that a command works on, and says on stderr what reading it has found.
 *
 * @param task what is to be done with it; what that does not handle is reported, too
 * @returns the document, with everything that was reported
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
  const { version, document } = loaded;
  if (document.openapi !== version) {
    terminal.note(`${entry} is ${nameOf(version)}; it is read as ${nameOf(document.openapi)}.`);
  }
  const lacks = task ? unsupported(document, task, loaded.sourceOf, loaded.placeOf) : [];
  const notices: readonly Notice[] = [...loaded.notices, ...lacks];
  for (const line of linesOf(notices)) terminal.note(line);
  const errors = lacks.filter(({ level }) => level === 'error');
  if (errors.length > 0) {
    const places = errors.map((each) => `  ${placeText(each)} (${each.rule})`);
    throw new DocumentError(
      `contract ${task} does not support all of ${entry}:\n${places.join('\n')}`,
      notices,
    );
  }
  return { ...loaded, notices };
}
