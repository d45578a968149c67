/**
 * Values of a document as TypeScript source. Documents are untrusted: no text of theirs may end a
 * literal or a comment.
 *
 * @module
 */
import { oneLine } from '../../text/printable.ts';

/** A string literal. */
export const literal = (text: string): string => {
  const quoted = oneLine(JSON.stringify(text));
  // JSON escapes more than a literal in single quotes needs.
  return /["'\\]/.test(text) ? quoted : `'${quoted.slice(1, -1)}'`;
};

/** A name of a property: quoted unless it is an identifier. */
export const propertyName = (name: string): string =>
  /^[A-Za-z_$][\w$]*$/.test(name) && name !== '__proto__' ? name : literal(name);

/** The text of a comment on one line, which ends neither kind of comment. */
export const comment = (text: string): string => oneLine(text).replaceAll('*/', '*\\/');

/** A name for a file, in lower case with hyphens. */
export const fileName = (text: string): string =>
  text
    .normalize('NFKD')
    .replaceAll(/([a-z0-9])([A-Z])/g, '$1-$2')
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^-+|-+$/g, '');

const reserved = new Set(
  'arguments await break case catch class const continue debugger default delete do else enum eval export extends false finally for function if implements import in instanceof interface let new null package private protected public return static super switch this throw true try typeof var void while with yield'.split(
    ' ',
  ),
);

/** A name for a constant, in camelCase, of a file's name. */
export function constantName(file: string): string {
  const name = file.replaceAll(/-([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());
  if (/^\d/.test(name)) return `tag${name}`;
  return reserved.has(name) ? `${name}Handlers` : name;
}
