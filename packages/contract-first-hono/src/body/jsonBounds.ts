/**
 * How much structure JSON may have. A few bytes of it can cost far more to build and to validate than
 * they cost to send, so that is looked at before it is parsed.
 *
 * @module
 */

/** How deep arrays and objects may nest. */
export const MOST_DEPTH = 32;
/** How many values there may be, members and items counted one by one; the contract's largest list has 10,000. */
export const MOST_VALUES = 20_000;

const [QUOTE, COMMA, BACKSLASH] = [0x22, 0x2c, 0x5c];
const [OPEN_LIST, CLOSE_LIST, OPEN_OBJECT, CLOSE_OBJECT] = [0x5b, 0x5d, 0x7b, 0x7d];

/**
 * What of JSON is too much, as what it must be; undefined where nothing is. Of what is not JSON, this
 * says nothing useful, but takes no longer.
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

/** Where the text ends that begins here. */
function endOfText(bytes: Uint8Array, start: number): number {
  let at = start + 1;
  while (at < bytes.length && bytes[at] !== QUOTE) at += bytes[at] === BACKSLASH ? 2 : 1;
  return at;
}
