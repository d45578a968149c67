/**
 * Characters that a terminal acts on: control characters, among them ESC, which begins commands to the terminal;
 * line separators; marks that reverse the direction of text; halves of surrogate pairs.
 */
const ACTED_ON =
  /[\p{Cc}\p{Cs}\u2028\u2029\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufff9-\ufffb]/gu;

const SHORT: Readonly<Record<string, string>> = { '\n': '\\n', '\r': '\\r', '\t': '\\t' };

function escaped(character: string): string {
  const code = character.charCodeAt(0);
  const hex = code.toString(16);
  return (
    SHORT[character] ?? (code < 0x100 ? `\\x${hex.padStart(2, '0')}` : `\\u${hex.padStart(4, '0')}`)
  );
}

/**
 * Untrusted text as it may be written to a terminal: on one line, with everything that a terminal acts on as an
 * escape, such as `\x1b`.
 */
export const printable = (text: string): string => text.replaceAll(ACTED_ON, escaped);

/** JSON in which such characters are escapes as well; `JSON.stringify` has escaped those below U+0020. */
export const printableJson = (json: string): string =>
  json.replaceAll(
    /[\u007f-\u009f\u2028\u2029\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufff9-\ufffb]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
