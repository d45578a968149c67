import { oneLine } from './printable.ts';

/**
 * A text as one word of a shell (POSIX, section 2.2), on one line, in which every character can be seen. The
 * shell runs nothing of it. The text does not end with a line break.
 */
export function shellWord(text: string): string {
  if (oneLine(text) === text) return `'${text.replaceAll("'", "'\\''")}'`;
  // A shell has no escapes between quotes, and printf has.
  const format = [...Buffer.from(text)]
    .map((byte) => {
      const character = String.fromCharCode(byte);
      return /[\w ./:;,=-]/.test(character) ? character : `\\${byte.toString(8).padStart(3, '0')}`;
    })
    .join('');
  return `"$(printf '${format}')"`;
}
