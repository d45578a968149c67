/** Paths of the library, such as `/photos/2026`. */

export const nameOf = (path: string): string => path.slice(path.lastIndexOf('/') + 1);
export const folderOf = (path: string): string => path.slice(0, path.lastIndexOf('/')) || '/';
export const childOf = (folder: string, name: string): string =>
  folder === '/' ? `/${name}` : `${folder}/${name}`;

/** The folders on the way to a path, from the library itself. */
export function ancestorsOf(path: string): string[] {
  const names = path.split('/').filter((name) => name !== '');
  return ['/', ...names.map((_, at) => `/${names.slice(0, at + 1).join('/')}`)];
}

/** A path as it is shown in a folder: without the folder, if it is in it. */
export const pathIn = (folder: string, path: string): string => {
  const prefix = childOf(folder, '');
  return path.startsWith(prefix) ? path.slice(prefix.length) : path;
};

/** Whether a path is a folder itself, or is in it or below. */
export const isWithin = (folder: string, path: string): boolean =>
  path === folder || path.startsWith(childOf(folder, ''));

/** A name or path in which line breaks, control characters and changes of direction can be seen. */
export const shownName = (name: string): string =>
  name.replace(UNSEEN, (character) => {
    const code = character.codePointAt(0) ?? 0;
    if (character === '\n') return '↵';
    // Unicode has a picture for each control character.
    if (code < 0x20) return String.fromCodePoint(0x2400 + code);
    return `[U+${code.toString(16).toUpperCase().padStart(4, '0')}]`;
  });

/** Control characters, line separators, and what changes the direction of the text that follows (UAX #9). */
const UNSEEN = /[\p{Cc}\u2028\u2029\u200e\u200f\u061c\u202a-\u202e\u2066-\u2069]/gu;
