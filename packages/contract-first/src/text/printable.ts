/**
 * Shows untrusted texts of documents and servers to people.
 *
 * @module
 */

/**
 * Characters that a terminal or a viewer acts on instead of showing them: control characters, line
 * separators, half surrogate pairs, and those that change the direction of text or cannot be seen
 * (Unicode, annex 9 and the tag characters).
 */
const acting =
  /[\p{Cc}\p{Zl}\p{Zp}\p{Cs}\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff\u{e0000}-\u{e007f}]/gu;

/** A character as JSON escapes it, in one or two units of UTF-16. */
const unicodeEscape = (character: string): string =>
  character
    .split('')
    .map((unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`)
    .join('');

/**
 * A text of any number of lines, in which everything can be seen: `\u001b` for what would begin a
 * sequence of a terminal. JSON stays JSON, and says the same.
 */
export const printable = (text: string): string =>
  text.replace(acting, (each) => (each === '\n' || each === '\t' ? each : unicodeEscape(each)));

const short: Readonly<Record<string, string>> = { '\n': '\\n', '\t': '\\t', '\r': '\\r' };

/** A text on one line, so that no part of it can pose as a line of its own. */
export const oneLine = (text: string): string =>
  text.replace(acting, (each) => short[each] ?? unicodeEscape(each));
