import {
  type LoadedDocument,
  loadDocument,
  type Narrowed,
  type Notice,
  narrowed,
  type Task,
  unsupported,
} from '../document/index.ts';
import type { Options } from './command.ts';
import { DocumentError, linesOf, placeText } from './notices.ts';
import type { Terminal } from './terminal.ts';

/** How a version of OpenAPI is called. */
const nameOf = (version: string): string =>
  version === '2.0' ? 'Swagger 2.0' : `OpenAPI ${version}`;

/** Flags of commands that read a document. */
export const overlayOption = {
  overlay: {
    type: 'string',
    value: 'FILE',
    multiple: true,
    description: 'Overlay (1.0 or 1.1) to apply to the document',
  },
} as const satisfies Options;

/** Flags of commands that may work on a part of a document. */
export const onlyOption = {
  only: {
    type: 'string',
    value: 'NAME',
    multiple: true,
    description: 'Only this operationId, tag, path or `METHOD /path`',
  },
} as const satisfies Options;

/** How a document is read. */
export type Reading = {
  /** What is to be done with it; what that does not handle is reported, too. */
  readonly task?: Task | 'generate' | readonly Task[] | undefined;
  readonly overlays?: readonly string[] | undefined;
  /** Operations, tags and paths without which the rest is left out. */
  readonly only?: readonly string[] | undefined;
};

/**
 * Reads the document that a command works on, and says on stderr what reading it has found.
 *
 * @returns the document, with everything that was reported
 * @throws Error where it cannot be read, or has something without which the result would be wrong
 */
export async function openDocument(
  entry: string,
  terminal: Terminal,
  reading: Reading = {},
): Promise<LoadedDocument> {
  terminal.progress(`Reading ${entry} …`);
  const loaded = await loadDocument(entry, reading.overlays);
  terminal.progress('');
  return report(entry, loaded, terminal, reading);
}

/**
 * Says on stderr what reading a document has found.
 *
 * @returns the document, narrowed if that is asked for, with everything that was reported
 * @throws Error if it has something without which the result would be wrong
 */
export function report(
  entry: string,
  loaded: LoadedDocument,
  terminal: Terminal,
  { task, only = [] }: Reading,
): LoadedDocument {
  const part = only.length > 0 ? narrowed(loaded.document, only) : undefined;
  const { version } = loaded;
  const document = part?.document ?? loaded.document;
  if (document.openapi !== version) {
    terminal.note(`${entry} is ${nameOf(version)}; it is read as ${nameOf(document.openapi)}.`);
  }
  if (part) terminal.note(leftOut(part));
  const lacks = task ? unsupported(document, task, loaded.sourceOf, loaded.placeOf) : [];
  const notices: readonly Notice[] = [...loaded.notices, ...lacks];
  for (const line of linesOf(notices)) terminal.note(line);
  const errors = lacks.filter(({ level }) => level === 'error');
  if (errors.length > 0) {
    const places = errors.map((each) => `  ${placeText(each)} (${each.rule})`);
    throw new DocumentError(
      `contract ${typeof task === 'string' ? task : 'generate'} does not support all of ${entry}:\n${places.join('\n')}`,
      notices,
    );
  }
  return { ...loaded, document, notices };
}

/** How many operations that were left out are named. */
const MOST_NAMED = 5;

function leftOut({ operations, components }: Narrowed): string {
  const named = operations.slice(0, MOST_NAMED).join(', ');
  const more = operations.length > MOST_NAMED ? ` and ${operations.length - MOST_NAMED} more` : '';
  const list = operations.length > 0 ? ` (${named}${more})` : '';
  return `Left out by --only: operations: ${operations.length}${list}, components: ${components}.`;
}
