/**
 * Limits on the structure of JSON. A few bytes can cost far more to build and validate than to send,
 * so the limits are checked before parsing.
 *
 * @module
 */

/** Maximum nesting of arrays and objects. */
export const MOST_DEPTH = 32;
/**
 * Maximum number of values, counting members and items. The largest list of the contract has 10,000.
 */
export const MOST_VALUES = 20_000;

const [QUOTE, COMMA, BACKSLASH] = [0x22, 0x2c, 0x5c];
const [OPEN_LIST, CLOSE_LIST, OPEN_OBJECT, CLOSE_OBJECT] = [0x5b, 0x5d, 0x7b, 0x7d];

/**
 * The first limit that JSON exceeds, as a message; undefined if none. For invalid JSON the result is
 * meaningless, but takes no longer.
 *
 * @param bytes in UTF-8
 */
export function tooMuchIn(bytes: Uint8Array): string | undefined {
  let depth = 0;
  let values = 0;
  for (let at = 0; at < bytes.length; at++) {
    const byte = bytes[at];
    if (byte === QUOTE) at = endOfText(bytes, at);
    else if (byte === COMMA) values++;
    else if (byte === OPEN_LIST || byte === OPEN_OBJECT) {
      depth++;
      values++;
    } else if (byte === CLOSE_LIST || byte === CLOSE_OBJECT) depth--;
    if (depth > MOST_DEPTH) return `Must not be nested more than ${MOST_DEPTH} levels deep`;
    if (values > MOST_VALUES) return `Must not have more than ${MOST_VALUES} values`;
  }
  return undefined;
}

/** The end of the string that begins here. */
function endOfText(bytes: Uint8Array, start: number): number {
  let at = start + 1;
  while (at < bytes.length && bytes[at] !== QUOTE) at += bytes[at] === BACKSLASH ? 2 : 1;
  return at;
}
