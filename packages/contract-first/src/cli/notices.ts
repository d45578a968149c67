/**
 * Shows what reading a document has found, with the file and line of each place.
 *
 * @module
 */
import { type LoadedDocument, type Notice, type Place, shownFile } from '../document/index.ts';
import { type Document, isSchema } from '../document/model.ts';
import { escapeToken } from '../document/structure.ts';
import { printable } from '../text/printable.ts';

/** How many places of one rule are listed; `--json` has all. */
const MOST_PER_RULE = 5;

/** A document cannot be used for what a command does with it. */
export class DocumentError extends Error {
  override readonly name = 'DocumentError';
  readonly notices: readonly Notice[];

  constructor(message: string, notices: readonly Notice[]) {
    super(message);
    this.notices = notices;
  }
}

/** `api.yaml:12 #/components/schemas/Pet`; the pointer is the one into that file. */
export function placeText({
  pointer,
  place,
}: {
  readonly pointer: string;
  readonly place?: Place | undefined;
}): string {
  return place ? `${shownFile(place.file)}:${place.line} ${place.pointer}` : pointer;
}

/** A part of the document that an output lacks, or something that the output needs. */
export type OutputNotice = Omit<Notice, 'level'> & { readonly level?: Notice['level'] };

/** A notice about the document that was read, with its place in the source. */
export function located(
  { level = 'warning', pointer, ...notice }: OutputNotice,
  loaded: LoadedDocument,
): Notice {
  const place = loaded.placeOf(pointer);
  return { ...notice, level, pointer: loaded.sourceOf(pointer), ...(place && { place }) };
}

/**
 * The notices of each rule together: a line for the first, and one for each further, without the
 * message if it is the same.
 */
export function linesOf(notices: readonly Notice[]): string[] {
  return [...Map.groupBy(notices, ({ rule }) => rule).values()].flatMap((all) => {
    const shown = all.slice(0, MOST_PER_RULE);
    const lines = shown.map((notice, at) =>
      notice.message === all[at - 1]?.message
        ? `  also at ${placeText(notice)}`
        : `${notice.level} ${notice.rule}: ${notice.message} ${placeText(notice)}`,
    );
    const more = all.length - shown.length;
    return more === 0 ? lines : [...lines, `  and at ${more} more places; --json lists them`];
  });
}

/** A notice as `--json` has it. */
export const jsonOf = ({ place, ...notice }: Notice) => ({
  ...notice,
  ...(place && {
    file: shownFile(place.file),
    line: place.line,
    column: place.column,
    pointer: place.pointer,
  }),
});

/** A JSON pointer in a message, without punctuation behind it. */
const POINTER = /#(?:\/[^\s/'"`,;()]*[^\s/'"`,;().:])+/g;

/** Where the operation or schema is that a message begins with; undefined if it names none. */
function subjectOf(message: string, { paths, components }: Document): string | undefined {
  const [, schema] = /^The schema (.+?): /.exec(message) ?? [];
  if (schema !== undefined && Object.hasOwn(components?.schemas ?? {}, schema)) {
    return `#/components/schemas/${escapeToken(schema)}`;
  }
  const [, id] = /^(?:The operation )?(.+?): /s.exec(message) ?? [];
  for (const [path, item] of Object.entries(paths)) {
    for (const [method, operation] of Object.entries<unknown>(item)) {
      const own = isSchema(operation) ? operation.operationId : undefined;
      if ((own ?? `${method} ${path}`) !== id) continue;
      return `#/paths/${escapeToken(path)}/${method}`;
    }
  }
  return undefined;
}

/**
 * A message in which each pointer into a document has its file and line before it, and which begins
 * with the place of the operation or schema that it names.
 */
export function withPlaces(message: string, loaded: LoadedDocument): string {
  const subject = subjectOf(message, loaded.document);
  const text = subject === undefined ? message : `${subject}: ${message}`;
  return text.replace(POINTER, (pointer) => {
    const [, root = ''] = pointer.split('/');
    if (!Object.hasOwn(loaded.document, root)) return pointer;
    return printable(
      placeText({ pointer: loaded.sourceOf(pointer), place: loaded.placeOf(pointer) }),
    );
  });
}

/**
 * Does something with a document.
 *
 * @throws Error with the file and line of each place in the document that its message names
 */
export async function explained<T>(loaded: LoadedDocument, work: () => T | Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    error.message = withPlaces(error.message, loaded);
    throw error;
  }
}
